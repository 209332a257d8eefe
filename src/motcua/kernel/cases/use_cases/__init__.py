"""Every way to move a case."""

from .clock import close_case, pause_case, reappoint_case, resume_case, settle_case
from .processes import publish_process
from .steps import complete_step, hand_over, open_case, send_back, take_step

__all__ = [
    "close_case",
    "complete_step",
    "hand_over",
    "open_case",
    "pause_case",
    "publish_process",
    "reappoint_case",
    "resume_case",
    "send_back",
    "settle_case",
    "take_step",
]
