"""Every way to change a dossier."""

from .apologies import apologise
from .batches import open_batch, settle_line
from .drafts import (
    add_draft_paper,
    begin_draft,
    discard_draft,
    remove_draft_paper,
    save_draft,
)
from .endings import issue_result, return_result, withdraw
from .forms import keep_control_slip, keep_form, note_form_failure
from .handling import (
    complete_review,
    draft_result,
    hand_over,
    reassign_dossier,
    send_back,
    submit_result,
    take_back,
    take_dossier,
)
from .known_papers import decline_known_paper, use_known_paper, use_known_paper_in_dossier
from .looks import open_dossier
from .merging import merge_dossiers
from .opinions import ask_about
from .parts import begin_part, settle_part
from .processes import publish_processes
from .reception import accept_dossier, record_check, refuse_submission
from .recounts import follow_recount
from .results import (
    approve_result,
    finish_held_result,
    note_signing_failure,
    record_paper_result,
    record_signed_result,
)
from .second_requests import decide_second_request, propose_second_request
from .sending import submit
from .stopping import drop_stop, propose_stop, stop_dossier
from .supplements import answer_supplement, request_supplement
from .tracking import ask_status, ask_tracking_code, record_status_look, send_tracking_code
from .wishes import choose_result_way

__all__ = [
    "accept_dossier",
    "add_draft_paper",
    "answer_supplement",
    "apologise",
    "approve_result",
    "ask_about",
    "ask_status",
    "ask_tracking_code",
    "begin_draft",
    "begin_part",
    "choose_result_way",
    "complete_review",
    "decide_second_request",
    "decline_known_paper",
    "discard_draft",
    "draft_result",
    "drop_stop",
    "finish_held_result",
    "follow_recount",
    "hand_over",
    "issue_result",
    "keep_control_slip",
    "keep_form",
    "merge_dossiers",
    "note_form_failure",
    "note_signing_failure",
    "open_batch",
    "open_dossier",
    "propose_second_request",
    "propose_stop",
    "publish_processes",
    "reassign_dossier",
    "record_check",
    "record_paper_result",
    "record_signed_result",
    "record_status_look",
    "refuse_submission",
    "remove_draft_paper",
    "request_supplement",
    "return_result",
    "save_draft",
    "send_back",
    "send_tracking_code",
    "settle_line",
    "settle_part",
    "stop_dossier",
    "submit",
    "submit_result",
    "take_back",
    "take_dossier",
    "use_known_paper",
    "use_known_paper_in_dossier",
    "withdraw",
]
