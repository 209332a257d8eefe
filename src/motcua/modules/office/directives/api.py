"""The door: what other modules may use. Nobody needs anything yet; events tell the rest."""

from .events import TaskAccepted, TaskGiven, TaskReported, TaskWithdrawn

__all__ = ["TaskAccepted", "TaskGiven", "TaskReported", "TaskWithdrawn"]
