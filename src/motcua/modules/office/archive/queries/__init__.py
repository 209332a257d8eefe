"""Every way to ask about files and the archive."""

from .door import (
    files,
    files_of,
    find_archived,
    items_of,
    lent_files,
    requestable,
    to_info,
    to_item,
    visible_files,
)

__all__ = [
    "files",
    "files_of",
    "find_archived",
    "items_of",
    "lent_files",
    "requestable",
    "to_info",
    "to_item",
    "visible_files",
]
