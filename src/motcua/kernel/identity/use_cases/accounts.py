"""Accounts are opened, closed and opened again."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7

from .. import permissions
from ..errors import AccountNotFound, OwnAccount, UsernameTaken
from ..events import AccountActivated, AccountDeactivated, AccountOpened
from ..models import Account
from ..queries.accounts import account_info
from ..types import AccountInfo
from .persons import upsert_person


@transaction.atomic
def open_account(
    *, actor: Actor, username: str, person_id: UUID, at: datetime, password: str | None = None
) -> AccountInfo:
    """Open an official's account; what he may do follows from his posts.

    Args:
        password: The first password; without one he comes in by passkey or VNeID alone.

    Raises:
        NotPermitted: The actor does not manage accounts.
        UsernameTaken: Another account has this name, or the person has an official account.

    Publishes:
        AccountOpened

    Law:
        TCVN 14423:2026, 5.6.2
    """
    permissions.MANAGE_ACCOUNTS.require(actor)
    account = Account(
        id=uuid7(),
        username=username.strip().lower(),
        person_id=person_id,
        is_official=True,
        password=make_password(password),
        created_at=at,
    )
    _insert(account, actor, at)
    if not Account.objects.filter(id=account.id).exists():
        raise UsernameTaken
    return account_info(account)


@transaction.atomic
def admit_citizen(
    *,
    actor: Actor,
    personal_number: str,
    full_name: str,
    at: datetime,
    birth_date: date | None = None,
    gender: str = "",
    phone: str = "",
    email: str = "",
    address: Mapping[str, str] | None = None,
    ethnicity: str = "",
    nationality: str = "",
    username: str = "",
) -> AccountInfo:
    """Take what the national identity system says about a person, and return his account.

    The account is opened on his first visit. A second visit changes nothing unless the national
    data have changed.

    Args:
        username: Under which the account is opened, for the cards of the demo.

    Raises:
        WrongPersonalNumber: The number has not exactly twelve digits.

    Publishes:
        PersonRegistered or PersonCorrected, AccountOpened

    Law:
        ND 69/2024
    """
    person = upsert_person(
        actor=actor,
        personal_number=personal_number,
        full_name=full_name,
        birth_date=birth_date,
        gender=gender,
        phone=phone,
        email=email,
        address=address,
        ethnicity=ethnicity,
        nationality=nationality,
        authoritative=True,
        at=at,
    )
    account = Account(
        id=uuid7(),
        username=username or f"person-{person.id}",
        person_id=person.id,
        password=make_password(None),
        created_at=at,
    )
    if not Account.objects.filter(person_id=person.id, is_official=False).exists():
        _insert(account, actor, at)
    return account_info(Account.objects.get(person_id=person.id, is_official=False))


def _insert(account: Account, actor: Actor, at: datetime) -> None:
    Account.objects.bulk_create([account], ignore_conflicts=True)
    if Account.objects.filter(id=account.id).exists():
        opened = AccountOpened(account_id=account.id, is_official=account.is_official)
        events.publish(opened, by=actor, at=at)


@transaction.atomic
def deactivate_account(*, actor: Actor, account_id: UUID, at: datetime) -> AccountInfo:
    """Close an account: from the next request on its holder is nobody.

    Raises:
        AccountNotFound: There is none with this id.
        NotPermitted: The actor does not manage accounts.
        OwnAccount: It is the actor's own.

    Publishes:
        AccountDeactivated, unless it is closed already

    Law:
        TCVN 14423:2026, 5.6.2
    """
    account = _lock(account_id)
    permissions.MANAGE_ACCOUNTS.require(actor)
    if account.id == actor.account_id:
        raise OwnAccount
    if account.is_active:
        account.is_active = False
        account.save(update_fields=["is_active"])
        events.publish(AccountDeactivated(account_id=account.id), by=actor, at=at)
    return account_info(account)


@transaction.atomic
def activate_account(*, actor: Actor, account_id: UUID, at: datetime) -> AccountInfo:
    """Open a closed account again.

    Raises:
        AccountNotFound: There is none with this id.
        NotPermitted: The actor does not manage accounts.

    Publishes:
        AccountActivated, unless it is open already
    """
    account = _lock(account_id)
    permissions.MANAGE_ACCOUNTS.require(actor)
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
        events.publish(AccountActivated(account_id=account.id), by=actor, at=at)
    return account_info(account)


def _lock(account_id: UUID) -> Account:
    account = Account.objects.select_for_update().filter(id=account_id).first()
    if account is None:
        raise AccountNotFound
    return account
