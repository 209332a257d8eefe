from django.utils.translation import gettext_lazy as _

from motcua.foundation.modules import Module

from . import events, permissions

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
        events.CaseRecalled,
        events.CaseReassigned,
        events.OpinionAsked,
        events.OpinionAnswered,
        events.OpinionWaived,
        events.CaseSettled,
        events.CaseClosed,
        events.ProcessPublished,
    ],
)
