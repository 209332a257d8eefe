from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import demo, events, permissions

MODULE = Module(
    title=_("Organisation"),
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
    ],
    demo=demo.load,
    demo_order=20,
)
