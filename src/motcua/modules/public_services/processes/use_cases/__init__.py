"""Every way to change the library of processes."""

from .assignments import assign_procedures, release_procedures
from .drafts import begin_draft, create_process, discard_draft, save_draft
from .library import load_library
from .publishing import publish_draft

__all__ = [
    "assign_procedures",
    "begin_draft",
    "create_process",
    "discard_draft",
    "load_library",
    "publish_draft",
    "release_procedures",
    "save_draft",
]
