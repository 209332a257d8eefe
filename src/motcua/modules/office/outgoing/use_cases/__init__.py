"""Every way to change outgoing documents."""

from .copies import make_copy, note_copy_failure, record_copy
from .drafting import begin_draft, comment, discard_draft, save_version
from .ends import note_handed, recall_document
from .issuing import (
    add_scan,
    cancel_number,
    issue_document,
    note_signing_failure,
    record_signed,
)
from .registers import open_register, set_letterhead
from .review import approve_draft, check_draft, return_draft, submit_draft
from .sending import note_delivery, send_issued, send_recall

__all__ = [
    "add_scan",
    "approve_draft",
    "begin_draft",
    "cancel_number",
    "check_draft",
    "comment",
    "discard_draft",
    "issue_document",
    "make_copy",
    "note_copy_failure",
    "note_delivery",
    "note_handed",
    "note_signing_failure",
    "open_register",
    "recall_document",
    "record_copy",
    "record_signed",
    "return_draft",
    "save_version",
    "send_issued",
    "send_recall",
    "set_letterhead",
    "submit_draft",
]
