from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Every, Module, NavGroup, NavItem

from . import demo, events, permissions, tasks

MODULE = Module(
    title=_("Organisation"),
    urls="motcua.kernel.organisation.web.urls",
    navigation=[
        NavItem(
            title=_("Working calendar"),
            url="organisation:calendar",
            group=NavGroup.SETTINGS,
            order=80,
        ),
        NavItem(
            title=_("Organisation"), url="organisation:tree", group=NavGroup.SETTINGS, order=81
        ),
    ],
    permissions=permissions.ALL,
    publishes=[
        events.UnitCreated,
        events.UnitSucceeded,
        events.PostCreated,
        events.Appointed,
        events.AppointmentEnded,
        events.Delegated,
        events.DelegationEnded,
        events.CompetenceGiven,
        events.CalendarDayChanged,
        events.WorkingHoursSet,
        events.CalendarApproved,
    ],
    schedule=[Every(seconds=1, run=tasks.simulate)],
    demo=demo.load,
    demo_order=20,
    extra={
        "public_navigation": [
            NavItem(title=_("When would it be due?"), url="organisation:when_due", order=90)
        ]
    },
)
