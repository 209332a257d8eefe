"""Accounts, and how often somebody failed to come in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.text import fold

from .. import rules
from ..errors import AccountNotFound
from ..models import Account, SignInThrottle
from ..types import AccountInfo


def account_info(account: Account) -> AccountInfo:
    """Return an account's row as a frozen value."""
    return AccountInfo(
        id=account.id,
        username=account.username,
        person_id=account.person_id,
        is_official=account.is_official,
        is_active=account.is_active,
    )


def get_account(account_id: UUID) -> AccountInfo:
    """Return an account.

    Raises:
        AccountNotFound: There is none with this id.
    """
    found = Account.objects.filter(id=account_id).first()
    if found is None:
        raise AccountNotFound
    return account_info(found)


def account_names(account_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return the names of the people behind accounts, in one query."""
    found = Account.objects.filter(id__in=list(account_ids)).values_list(
        "id", "person__full_name", "username"
    )
    return {account_id: name or username for account_id, name, username in found}


def accounts_of(person_ids: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """Return the active official account of each person who has one, in one query."""
    found = Account.objects.filter(
        person_id__in=list(person_ids), is_official=True, is_active=True
    ).order_by("username")
    return dict(found.values_list("person_id", "id"))


def find_account(username: str) -> AccountInfo | None:
    """Return the account of a name, if there is one."""
    found = Account.objects.filter(username=username).first()
    return None if found is None else account_info(found)


def list_accounts(*, text: str = "") -> QuerySet[Account]:
    """List the officials' accounts whose user name or real name holds ``text``, in name order."""
    found = Account.objects.filter(is_official=True).select_related("person")
    for word in fold(text).split():
        found = found.filter(person__folded_name__contains=word) | found.filter(
            username__contains=word
        )
    return found.order_by("person__sort_key", "username")


def throttle_keys(*, username: str, address: str) -> dict[str, str]:
    """Return the keys under which failures are counted, by kind."""
    keys = {"name": f"name:{fold(username)[:150]}"}
    return keys | ({"address": f"address:{address}"} if address else {})


def is_throttled(*, username: str, address: str, at: datetime) -> bool:
    """Tell whether this name or this address must wait before it may try again."""
    kinds = {key: kind for kind, key in throttle_keys(username=username, address=address).items()}
    return any(
        rules.is_throttled(kind=kinds[row.key], failures=row.failures, since=row.since, at=at)
        for row in SignInThrottle.objects.filter(key__in=kinds)
    )
