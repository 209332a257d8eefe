from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavGroup, NavItem
from motcua.kernel.organisation import api as organisation

from . import demo, events, handlers, permissions, tasks
from .web import waiting

MODULE = Module(
    title=_("Reports"),
    urls="motcua.modules.office.reports.web.urls",
    navigation=[
        NavItem(
            title=_("Reports"),
            url="reports:own",
            needs=permissions.FILL,
            group=NavGroup.FIGURES,
            order=48,
        ),
        NavItem(
            title=_("Report regimes"),
            url="reports:regimes",
            needs=permissions.MANAGE,
            group=NavGroup.SETTINGS,
            order=84,
        ),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(events.ReportSubmitted, handlers.tell_head),
        On(events.ReportReturned, handlers.tell_filler),
        On(events.ReportSent, handlers.tell_above),
        On(organisation.CalendarApproved, handlers.follow_calendar),
        On(organisation.CalendarDayChanged, handlers.follow_calendar),
    ],
    provides=waiting.PROVIDED,
    schedule=[
        EveryWorkingDay(at="06:45", run=tasks.open_reports),
        EveryWorkingDay(at="08:15", run=tasks.remind),
        Every(seconds=5, run=tasks.sign_waiting),
    ],
    demo=demo.load,
    demo_order=80,
)
