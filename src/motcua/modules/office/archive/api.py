"""The door: what other modules may use."""

from .errors import DocumentDestroyed, DocumentNotFound, FileNotFound
from .events import (
    DocumentFiled,
    DocumentTakenOut,
    FileClosed,
    FileOpened,
    FilesDestroyed,
    FilesReceived,
)
from .permissions import DECIDE, FILE, KEEP, PLAN
from .queries import (
    files,
    files_of,
    find_archived,
    items_of,
    requestable,
    visible_files,
)
from .queries.door import archived_ids
from .types import Access, FileInfo, FileState, ItemInfo, Medium, Source

__all__ = [
    "DECIDE",
    "FILE",
    "KEEP",
    "PLAN",
    "Access",
    "DocumentDestroyed",
    "DocumentFiled",
    "DocumentNotFound",
    "DocumentTakenOut",
    "FileClosed",
    "FileInfo",
    "FileNotFound",
    "FileOpened",
    "FileState",
    "FilesDestroyed",
    "FilesReceived",
    "ItemInfo",
    "Medium",
    "Source",
    "archived_ids",
    "files",
    "files_of",
    "find_archived",
    "items_of",
    "requestable",
    "visible_files",
]
