"""Every way to change something about signatures."""

from .archive import keep_for_archive, renew_archive
from .bulk import expire_requests, sign_many, supersede
from .certificates import revoke_certificate, warn_of_expiry
from .signing import (
    mark_annex,
    mark_copy,
    seal_as_organisation,
    seal_form,
    sign_as_person,
    sign_document,
)
from .trust import end_trust, keep_picture, trust_root
from .validation import validate_stored

__all__ = [
    "end_trust",
    "expire_requests",
    "keep_for_archive",
    "keep_picture",
    "mark_annex",
    "mark_copy",
    "renew_archive",
    "revoke_certificate",
    "seal_as_organisation",
    "seal_form",
    "sign_as_person",
    "sign_document",
    "sign_many",
    "supersede",
    "trust_root",
    "validate_stored",
    "warn_of_expiry",
]
