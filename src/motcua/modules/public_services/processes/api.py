"""The door: what other modules may use."""

from .errors import FaultyTable, FileNotReadable, NoSuchProcess
from .events import ProceduresAssigned, ProceduresReleased, ProcessVersionPublished
from .queries import (
    find_process,
    list_assignments,
    list_processes,
    shipped_library,
    steps_version_of,
)
from .types import AssignmentInfo, Kind, LibraryReport
from .use_cases import load_library

__all__ = [
    "AssignmentInfo",
    "FaultyTable",
    "FileNotReadable",
    "Kind",
    "LibraryReport",
    "NoSuchProcess",
    "ProceduresAssigned",
    "ProceduresReleased",
    "ProcessVersionPublished",
    "find_process",
    "list_assignments",
    "list_processes",
    "load_library",
    "shipped_library",
    "steps_version_of",
]
