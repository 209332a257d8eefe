"""Every way to move a case."""

from .clock import close_case, pause_case, reappoint_case, resume_case, settle_case
from .opinions import answer_opinion, ask_opinion, waive_opinion
from .passing import hand_over, reassign, recall_step, take_step
from .processes import publish_process
from .recounting import recount_cases
from .steps import complete_step, open_case, send_back

__all__ = [
    "answer_opinion",
    "ask_opinion",
    "close_case",
    "complete_step",
    "hand_over",
    "open_case",
    "pause_case",
    "publish_process",
    "reappoint_case",
    "reassign",
    "recall_step",
    "recount_cases",
    "resume_case",
    "send_back",
    "settle_case",
    "take_step",
    "waive_opinion",
]
