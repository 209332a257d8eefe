"""Every way to change outgoing documents."""

from .annexes import store_annex
from .commenting import comment, settle_comment
from .copies import make_copy, note_copy_failure, record_copy
from .drafting import begin_draft, discard_draft, save_version
from .ends import cancel_number, note_handed, recall_document
from .issuing import (
    add_scan,
    issue_document,
    note_signing_failure,
    record_signed,
)
from .registers import open_register, set_letterhead
from .review import approve_draft, check_draft, return_draft, submit_draft
from .sending import change_receivers, note_delivery, send_issued, send_recall
from .unsaved import forget_typed, keep_typed

__all__ = [
    "add_scan",
    "approve_draft",
    "begin_draft",
    "cancel_number",
    "change_receivers",
    "check_draft",
    "comment",
    "discard_draft",
    "forget_typed",
    "issue_document",
    "keep_typed",
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
    "settle_comment",
    "store_annex",
    "submit_draft",
]
