from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavGroup, NavItem
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing

from . import demo, events, handlers, indicators, permissions, tasks

MODULE = Module(
    title=_("Archive"),
    urls="motcua.modules.office.archive.web.urls",
    navigation=[
        NavItem(
            title=_("Files and archive"),
            url="archive:files",
            needs=each,
            group=NavGroup.PAPERS,
            order=53,
        )
        for each in permissions.ANY
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    indicators=indicators.ALL,
    listens=[
        On(outgoing.OutgoingIssued, handlers.know_issued),
        On(incoming.IncomingRegistered, handlers.know_registered),
        On(incoming.IncomingRouted, handlers.know_registered),
        On(outgoing.OutgoingRecalled, handlers.forget_taken_back),
        On(incoming.IncomingTakenBack, handlers.forget_taken_back),
        On(events.PlanProposed, handlers.tell_head_of_plan),
        On(events.FilesOffered, handlers.tell_archive),
        On(events.FilesReceived, handlers.pack),
        On(events.FixityBroken, handlers.raise_alarm),
        On(events.LoanAsked, handlers.tell_lender),
        On(events.LoanDecided, handlers.tell_borrower),
        On(events.DestructionProposed, handlers.tell_head_of_destruction),
        On(events.FilesDestroyed, handlers.remove_packages),
    ],
    schedule=[
        Every(seconds=60, run=tasks.check_fixity),
        Every(seconds=60, run=tasks.end_views),
        EveryWorkingDay(at="08:00", run=tasks.remind_borrowers),
    ],
    demo=demo.load,
    demo_order=80,
)
