"""Facts told to the house."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class MandateGiven(Event, code="representation.mandate_given", stream="mandate_id"):
    """Somebody let another act for him, by his own sign-in or as the register says."""

    mandate_id: UUID
    principal_id: UUID | None
    representative_id: UUID | None
    scope: str
    scope_code: str


@dataclass(frozen=True, kw_only=True)
class MandateClaimed(Event, code="representation.mandate_claimed", stream="mandate_id"):
    """Somebody handed in a paper by which he acts for another."""

    mandate_id: UUID
    principal_id: UUID | None
    representative_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class MandateConfirmed(Event, code="representation.mandate_confirmed", stream="mandate_id"):
    """The principal, or an official who saw the paper, found the mandate right."""

    mandate_id: UUID
    representative_id: UUID | None
    basis: str


@dataclass(frozen=True, kw_only=True)
class MandateRefused(Event, code="representation.mandate_refused", stream="mandate_id"):
    """An official found the paper of a mandate not good."""

    mandate_id: UUID
    representative_id: UUID | None
    reason: str


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Event, code="representation.mandate_ended", stream="mandate_id"):
    """A mandate was revoked, given up, or ran out."""

    mandate_id: UUID
    principal_id: UUID | None
    representative_id: UUID | None
    revoked: bool


@dataclass(frozen=True, kw_only=True)
class CoApplicantInvited(Event, code="representation.invited", stream="invitation_id"):
    """Somebody invited another to fill in his part."""

    invitation_id: UUID
    draft_id: UUID
    part: str


@dataclass(frozen=True, kw_only=True)
class InvitationTaken(Event, code="representation.taken", stream="invitation_id"):
    """The invited signed in and took the part."""

    invitation_id: UUID
    inviter_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class PartConfirmed(Event, code="representation.part_confirmed", stream="invitation_id"):
    """The invited confirmed his part and what he agrees to."""

    invitation_id: UUID
    inviter_id: UUID
    person_id: UUID
    agreed: str


@dataclass(frozen=True, kw_only=True)
class PartReopened(Event, code="representation.part_reopened", stream="invitation_id"):
    """The invited changed his part after he had confirmed it."""

    invitation_id: UUID
    inviter_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(Event, code="representation.declined", stream="invitation_id"):
    """The invited does not want to take part."""

    invitation_id: UUID
    inviter_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class InvitationCancelled(Event, code="representation.cancelled", stream="invitation_id"):
    """Whoever invited took the invitation back."""

    invitation_id: UUID
    person_id: UUID | None


ALL = (
    MandateGiven,
    MandateClaimed,
    MandateConfirmed,
    MandateRefused,
    MandateEnded,
    CoApplicantInvited,
    InvitationTaken,
    PartConfirmed,
    PartReopened,
    InvitationDeclined,
    InvitationCancelled,
)
