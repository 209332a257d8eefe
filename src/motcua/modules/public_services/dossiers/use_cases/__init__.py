"""Every way to change a dossier."""

from .drafts import (
    add_draft_paper,
    begin_draft,
    discard_draft,
    remove_draft_paper,
    save_draft,
)
from .endings import issue_result, return_result, withdraw
from .handling import (
    complete_review,
    draft_result,
    hand_over,
    send_back,
    submit_result,
    take_dossier,
)
from .looks import open_dossier
from .processes import publish_processes
from .reception import accept_dossier, record_check, refuse_submission
from .results import approve_result, note_signing_failure, record_paper_result, record_signed_result
from .sending import submit
from .supplements import answer_supplement, request_supplement

__all__ = [
    "accept_dossier",
    "add_draft_paper",
    "answer_supplement",
    "approve_result",
    "begin_draft",
    "complete_review",
    "discard_draft",
    "draft_result",
    "hand_over",
    "issue_result",
    "note_signing_failure",
    "open_dossier",
    "publish_processes",
    "record_check",
    "record_paper_result",
    "record_signed_result",
    "refuse_submission",
    "remove_draft_paper",
    "request_supplement",
    "return_result",
    "save_draft",
    "send_back",
    "submit",
    "submit_result",
    "take_dossier",
    "withdraw",
]
