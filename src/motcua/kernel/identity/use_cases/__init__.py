"""Every way to change persons, accounts and rights."""

from .accounts import (
    activate_account,
    admit_citizen,
    deactivate_account,
    open_account,
)
from .looks import record_access
from .persons import import_persons, record_marriage, upsert_person
from .rights import forget_rights, grant_rights
from .signing_in import record_failed_sign_in, record_sign_in, record_sign_out

__all__ = [
    "activate_account",
    "admit_citizen",
    "deactivate_account",
    "forget_rights",
    "grant_rights",
    "import_persons",
    "open_account",
    "record_access",
    "record_failed_sign_in",
    "record_marriage",
    "record_sign_in",
    "record_sign_out",
    "upsert_person",
]
