"""What the database remembers of directives, tasks and evaluations."""

from .sheets import Sheet, SheetLine, SheetTask
from .tasks import STANDS, Directive, Entry, Extension, Support, Task

__all__ = [
    "STANDS",
    "Directive",
    "Entry",
    "Extension",
    "Sheet",
    "SheetLine",
    "SheetTask",
    "Support",
    "Task",
]
