"""Every way to ask something about persons, accounts and rights."""

from .accounts import (
    account_names,
    accounts_of,
    find_account,
    get_account,
    is_throttled,
    list_accounts,
)
from .looks import list_looks_at
from .persons import (
    find_person,
    get_person,
    ids_by_number,
    list_persons_by_name,
    person_info,
    persons,
    vneid_prefill,
)
from .rights import (
    Standing,
    actor_for,
    effective_reach,
    grants,
    posts_by_person,
    roles_holding,
    standing_of,
)

__all__ = [
    "Standing",
    "account_names",
    "accounts_of",
    "actor_for",
    "effective_reach",
    "find_account",
    "find_person",
    "get_account",
    "get_person",
    "grants",
    "ids_by_number",
    "is_throttled",
    "list_accounts",
    "list_looks_at",
    "list_persons_by_name",
    "person_info",
    "persons",
    "posts_by_person",
    "roles_holding",
    "standing_of",
    "vneid_prefill",
]
