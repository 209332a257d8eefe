from django.utils.translation import gettext_lazy as _

from motcua.foundation.events import On
from motcua.foundation.modules import Module
from motcua.kernel.organisation import api as organisation

from . import events, handlers, permissions, queries

MODULE = Module(
    title=_("Cases and processes"),
    permissions=permissions.ALL,
    publishes=[
        events.CaseOpened,
        events.StepDone,
        events.CaseSentBack,
        events.CaseHandedOver,
        events.CaseTaken,
        events.CasePaused,
        events.CaseResumed,
        events.CaseReappointed,
        events.CaseRecounted,
        events.CaseRecalled,
        events.CaseReassigned,
        events.OpinionAsked,
        events.OpinionAnswered,
        events.OpinionWaived,
        events.CaseSettled,
        events.CaseClosed,
        events.ProcessPublished,
    ],
    listens=[On(organisation.CalendarApproved, handlers.recount)],
    provides=[queries.CalendarMoves()],
)
