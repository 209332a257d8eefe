"""The door: what other modules may use."""

from .errors import DossierNotFound
from .events import DossierAccepted, DossierSubmitted, ResultIssued, ResultReturned
from .permissions import HANDLE, RECEIVE, SIGN
from .ports import KnownAnswers, ResultMaker
from .queries import outcomes
from .types import (
    Approval,
    Channel,
    DossierFacts,
    DraftField,
    Outcome,
    PaperPlan,
    Receipt,
    ResultWay,
    State,
)
from .use_cases import (
    accept_dossier,
    add_draft_paper,
    answer_supplement,
    approve_result,
    begin_draft,
    draft_result,
    record_check,
    refuse_submission,
    request_supplement,
    return_result,
    save_draft,
    submit,
    submit_result,
    withdraw,
)

__all__ = [
    "HANDLE",
    "RECEIVE",
    "SIGN",
    "Approval",
    "Channel",
    "DossierAccepted",
    "DossierFacts",
    "DossierNotFound",
    "DossierSubmitted",
    "DraftField",
    "KnownAnswers",
    "Outcome",
    "PaperPlan",
    "Receipt",
    "ResultIssued",
    "ResultMaker",
    "ResultReturned",
    "ResultWay",
    "State",
    "accept_dossier",
    "add_draft_paper",
    "answer_supplement",
    "approve_result",
    "begin_draft",
    "draft_result",
    "outcomes",
    "record_check",
    "refuse_submission",
    "request_supplement",
    "return_result",
    "save_draft",
    "submit",
    "submit_result",
    "withdraw",
]
