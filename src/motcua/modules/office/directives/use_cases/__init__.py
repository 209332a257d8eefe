"""Every way to change something about directives and tasks."""

from .ending import accept_task, return_task, withdraw_task
from .evaluating import (
    approve_evaluation,
    freeze_evaluation,
    note_signing_failure,
    record_signed,
)
from .extending import approve_extension, ask_extension, follow_recount, refuse_extension
from .giving import give_tasks
from .reminding import remind
from .working import assign_task, report_done, report_progress

__all__ = [
    "accept_task",
    "approve_evaluation",
    "approve_extension",
    "ask_extension",
    "assign_task",
    "follow_recount",
    "freeze_evaluation",
    "give_tasks",
    "note_signing_failure",
    "record_signed",
    "refuse_extension",
    "remind",
    "report_done",
    "report_progress",
    "return_task",
    "withdraw_task",
]
