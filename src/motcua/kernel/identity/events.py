"""Facts told to the house about persons, accounts and rights."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class PersonRegistered(Event, code="identity.person_registered", stream="person_id"):
    """The administration has come to know a person."""

    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonCorrected(Event, code="identity.person_corrected", stream="person_id"):
    """What is known about a person has changed; ``fields`` names what, not the values."""

    person_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PersonsImported(Event, code="identity.persons_imported", stream="import_id"):
    """Many persons became known at once, from a register that was taken over."""

    import_id: UUID
    source: str
    count: int


@dataclass(frozen=True, kw_only=True)
class AccountOpened(Event, code="identity.account_opened", stream="account_id"):
    """Somebody has got a way in."""

    account_id: UUID
    is_official: bool


@dataclass(frozen=True, kw_only=True)
class AccountActivated(Event, code="identity.account_activated", stream="account_id"):
    """An account may be used again."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class AccountDeactivated(Event, code="identity.account_deactivated", stream="account_id"):
    """An account may not be used any more."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class RightGranted(Event, code="identity.right_granted", stream="role"):
    """An administrator has decided how far a role holds a right."""

    role: str
    permission_code: str
    reach: str
    previous_reach: str


@dataclass(frozen=True, kw_only=True)
class SignedIn(Event, code="identity.signed_in", stream="account_id"):
    """Somebody has come in."""

    account_id: UUID
    method: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class SignedOut(Event, code="identity.signed_out", stream="account_id"):
    """Somebody has left, by himself or because the session ended."""

    account_id: UUID
    idle: bool = False


@dataclass(frozen=True, kw_only=True)
class SignInFailed(Event, code="identity.sign_in_failed", stream="username"):
    """Somebody tried a name with a wrong password or code."""

    username: str
    address: str = ""
