from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Every, EveryWorkingDay, Module, NavItem
from motcua.kernel.analytics import api as analytics
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures

from . import demo, events, handlers, indicators, permissions, queries, tasks
from .web.workspace import waiting

MODULE = Module(
    title=_("Dossiers"),
    urls="motcua.modules.public_services.dossiers.web.urls",
    navigation=[
        NavItem(title=_("My work"), url="dossiers:inbox", needs=permissions.VIEW, order=4),
        NavItem(title=_("Reception"), url="dossiers:reception", needs=permissions.RECEIVE, order=3),
        NavItem(title=_("Questions"), url="dossiers:questions", needs=permissions.VIEW, order=18),
        NavItem(title=_("To sign"), url="dossiers:sign_list", needs=permissions.SIGN, order=7),
        NavItem(
            title=_("Second requests"),
            url="dossiers:second_requests",
            needs=permissions.APPROVE_REQUEST,
            order=17,
        ),
        NavItem(title=_("Dossiers"), url="dossiers:search", needs=permissions.VIEW, order=9),
        NavItem(
            title=_("Dossiers"),
            url="dossiers:search",
            needs=permissions.VIEW_AUTHORITY,
            order=9,
        ),
        NavItem(title=_("Dossiers"), url="dossiers:search", needs=permissions.VIEW_ALL, order=9),
        NavItem(title=_("Register"), url="dossiers:register", needs=permissions.VIEW, order=40),
    ],
    permissions=permissions.ALL,
    publishes=events.ALL,
    listens=[
        On(events.DossierSubmitted, handlers.tell_submitted),
        On(events.DossierAccepted, handlers.tell_accepted),
        On(events.SupplementRequested, handlers.tell_supplement),
        On(events.SecondRequestProposed, handlers.tell_heads),
        On(events.SecondRequestDecided, handlers.tell_proposer),
        On(events.SupplementAnswered, handlers.tell_answered),
        On(events.SubmissionRefused, handlers.tell_refused),
        On(events.ResultIssued, handlers.tell_issued),
        On(events.ResultReturned, handlers.tell_returned),
        On(events.DossierWithdrawn, handlers.tell_withdrawn),
        On(events.DossiersMerged, handlers.tell_merged),
        On(events.DossierReappointed, handlers.tell_reappointed),
        On(cases.CaseRecounted, handlers.follow_recount),
        On(events.DossierRecounted, handlers.tell_recounted),
        On(events.DossierStopped, handlers.tell_stopped),
        On(events.ResultReturned, handlers.keep_control_slip),
        On(events.DossierWithdrawn, handlers.keep_control_slip),
        On(events.DossierStopped, handlers.keep_control_slip),
        On(events.StatusAsked, handlers.record_status_look),
        On(events.TrackingCodeAsked, handlers.send_tracking_code),
        On(events.WorkGiven, handlers.tell_given),
        On(cases.OpinionAsked, handlers.tell_asked_agency),
        On(cases.OpinionAnswered, handlers.tell_asker),
        On(procedures.CatalogueImported, handlers.publish_processes),
        On(procedures.ProcedurePublished, handlers.publish_processes),
        *analytics.listeners(indicators.TALE),
    ],
    indicators=indicators.ALL,
    provides=[
        queries.EarlierResults(),
        queries.EarlierPapers(),
        queries.ActsPanel(),
        *waiting.ALL,
        indicators.TALE,
    ],
    schedule=[
        Every(seconds=1, run=tasks.sign_waiting),
        Every(seconds=2, run=tasks.keep_waiting_forms),
        EveryWorkingDay(at="06:45", run=tasks.propose_stops),
    ],
    demo=demo.load,
    demo_order=50,
    extra={
        "archive": demo.archive,
        "simulation": demo.begin,
        "slow_count": demo.slow_count,
        "public_navigation": [NavItem(title=_("Follow a dossier"), url="dossiers:track", order=20)],
        "workspace_search": "dossiers:go",
        "account_navigation": [NavItem(title=_("My dossiers"), url="dossiers:mine", order=10)],
    },
)
