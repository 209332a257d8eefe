"""A part of a form that another person fills in: invited, taken, confirmed, declined."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.procedures import api as procedures

from .. import queries, rules
from ..errors import (
    AlreadySent,
    ChangedMeanwhile,
    InvitationNotFound,
    InvitationOver,
    MandateInvalid,
    NotForThisPerson,
    OtherPart,
    OwnInvitation,
    PartIncomplete,
    ReasonMissing,
)
from ..events import (
    CoApplicantInvited,
    InvitationCancelled,
    InvitationDeclined,
    InvitationTaken,
    PartConfirmed,
    PartReopened,
)
from ..models import Invitation
from ..types import INVITATION_LASTS, LIVE, InvitationState, Invited


def _person_of(actor: Actor) -> UUID:
    if actor.kind is not ActorKind.PERSON or actor.person_id is None:
        raise NotForThisPerson
    return actor.person_id


def _lock(**wanted: Any) -> Invitation:
    found = Invitation.objects.select_for_update().filter(**wanted).first()
    if found is None:
        raise InvitationNotFound
    return found


def _require_unsent(draft_id: UUID) -> dossiers.DraftInfo:
    draft = dossiers.find_draft(draft_id=draft_id)
    if draft is None:
        raise InvitationOver
    if draft.submission_code:
        raise AlreadySent(code=draft.submission_code)
    return draft


@transaction.atomic
def invite(
    *, actor: Actor, draft_id: UUID, part: str, personal_number: str = "", at: datetime
) -> Invited:
    """Invite somebody to fill in his part of one's own draft; the last invitation counts.

    Args:
        personal_number: Only the holder of this number can take it; empty: whoever has the link.

    Raises:
        DraftNotFound: It is not the actor's.
        AlreadySent: It became a submission.
        InvitationNotFound: The form has no such part, or it is one's own.
        MandateInvalid: The number is none, or one's own.

    Publishes:
        CoApplicantInvited, and InvitationCancelled for the one before.

    Law:
        L 52/2014, article 9; L 60/2014, article 18
    """
    inviter_id = _person_of(actor)
    draft = dossiers.get_own_draft(actor=actor, draft_id=draft_id)
    _require_unsent(draft.id)
    form = forms.form_for_procedure(draft.procedure_code, local_date(at))
    own = forms.own_part(form, identity.vneid_prefill(inviter_id))
    if own is None or part not in {each.key for each in forms.parts(form)} - {own.key}:
        raise InvitationNotFound
    personal_number = "".join(personal_number.split())
    own_number = identity.get_person(inviter_id).personal_number
    if personal_number and (
        not identity.is_personal_number(personal_number) or personal_number == own_number
    ):
        fault = _("A personal number has twelve digits, and it is the other person's.")
        raise MandateInvalid(faults=(Fault("personal_number", fault),))
    for before in Invitation.objects.select_for_update().filter(
        draft_id=draft.id, part=part, state__in=LIVE
    ):
        _cancel(before, actor, at)
    invitation = Invitation.objects.create(
        draft_id=draft.id,
        part=part,
        form_id=form.id,
        procedure_code=draft.procedure_code,
        procedure_title=procedures.get_version(draft.procedure_code, local_date(at)).title,
        inviter_id=inviter_id,
        inviter_name=actor.name,
        personal_number=personal_number,
        created_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    invited = CoApplicantInvited(invitation_id=invitation.id, draft_id=draft.id, part=part)
    house.publish(invited, by=actor, at=at)
    return Invited(invitation_id=invitation.id, token=queries.token_for(invitation))


@transaction.atomic
def take_invitation(*, actor: Actor, token: str, at: datetime) -> UUID:
    """Take the part to which one was invited; it is begun with what the administration knows.

    The link works once: for the person who takes it. Taken again by him, on whatever device, it
    leads to the same part.

    Returns:
        The id of the part.

    Raises:
        NotForThisPerson: An official, or nobody.
        InvitationNotFound: The token was not made here, or is bound to another number.
        InvitationOver: It has run out, was taken back or declined, or another has taken it.
        OwnInvitation: One's own.
        OtherPart: By the register the part is for somebody of the other sex.
        AlreadySent: The dossier was sent.

    Publishes:
        InvitationTaken, the first time.

    Law:
        L 26/2023, article 46; L 60/2014, article 18
    """
    person_id = _person_of(actor)
    invitation = _lock(id=queries.get_by_token(token=token).id)
    if invitation.inviter_id == person_id:
        raise OwnInvitation
    if invitation.person_id == person_id and invitation.state in LIVE:
        return invitation.id
    if invitation.state != InvitationState.OPEN or invitation.expires_at <= at:
        raise InvitationOver
    _require_unsent(invitation.draft_id)
    number = identity.get_person(person_id).personal_number
    if invitation.personal_number and invitation.personal_number != number:
        raise InvitationNotFound
    form, part = queries.part_form(invitation)
    sources = identity.vneid_prefill(person_id)
    if part.sex and sources.get("vneid.gioi_tinh", part.sex) != part.sex:
        raise OtherPart(part=part.title)
    invitation.person_id, invitation.person_name = person_id, actor.name
    invitation.state, invitation.taken_at = InvitationState.TAKEN, at
    invitation.data = forms.prefill_part(form, part.key, sources, on=local_date(at))
    invitation.save()
    taken = InvitationTaken(
        invitation_id=invitation.id, inviter_id=invitation.inviter_id, person_id=person_id
    )
    house.publish(taken, by=actor, at=at)
    return invitation.id


def _lock_own(actor: Actor, invitation_id: UUID) -> Invitation:
    invitation = _lock(id=invitation_id, person_id=_person_of(actor))
    if invitation.state not in {InvitationState.TAKEN, InvitationState.CONFIRMED}:
        raise InvitationOver
    _require_unsent(invitation.draft_id)
    return invitation


@transaction.atomic
def save_part(*, actor: Actor, invitation_id: UUID, data: Mapping[str, Any], at: datetime) -> None:
    """Save what was typed into one's part; a change takes back the confirmation.

    Raises:
        InvitationNotFound, InvitationOver: It is not the actor's, or no longer open.
        AlreadySent: The dossier was sent.

    Publishes:
        PartReopened, when it was confirmed.

    Law:
        ND 45/2020
    """
    invitation = _lock_own(actor, invitation_id)
    if invitation.data == dict(data):
        return
    was_confirmed = invitation.state == InvitationState.CONFIRMED
    invitation.data, invitation.state, invitation.agreed = dict(data), InvitationState.TAKEN, ""
    invitation.save(update_fields=["data", "state", "agreed"])
    if was_confirmed:
        reopened = PartReopened(
            invitation_id=invitation.id,
            inviter_id=invitation.inviter_id,
            person_id=_person_of(actor),
        )
        house.publish(reopened, by=actor, at=at)


@transaction.atomic
def confirm_part(*, actor: Actor, invitation_id: UUID, shown: str, at: datetime) -> None:
    """Confirm one's part, and agree to the rest as it was shown.

    Args:
        shown: The digest of what was on the page, so that nobody agrees to what he has not seen.

    Raises:
        InvitationNotFound, InvitationOver: It is not the actor's, or no longer open.
        AlreadySent: The dossier was sent.
        PartIncomplete: Something in the part is missing or wrong; all faults at once.
        ChangedMeanwhile: The rest is no longer as it was shown.

    Publishes:
        PartConfirmed

    Law:
        L 52/2014, article 9; L 60/2014, article 18
    """
    invitation = _lock_own(actor, invitation_id)
    form, part = queries.part_form(invitation)
    whole = {part.key: invitation.data}
    faults = forms.validate(form, whole, part.section, on=local_date(at))
    if faults:
        raise PartIncomplete(faults=faults)
    digest = rules.digest_of(queries.agreement_of(invitation))
    if shown != digest:
        raise ChangedMeanwhile
    invitation.state, invitation.agreed, invitation.confirmed_at = (
        InvitationState.CONFIRMED,
        digest,
        at,
    )
    invitation.save(update_fields=["state", "agreed", "confirmed_at"])
    confirmed = PartConfirmed(
        invitation_id=invitation.id,
        inviter_id=invitation.inviter_id,
        person_id=_person_of(actor),
        agreed=digest,
    )
    house.publish(confirmed, by=actor, at=at)


@transaction.atomic
def decline_invitation(*, actor: Actor, token: str, reason: str, at: datetime) -> None:
    """Say that one does not take part, and why.

    Raises:
        NotForThisPerson, InvitationNotFound, InvitationOver, OwnInvitation, AlreadySent: As for
            taking.
        ReasonMissing: No reason is given.

    Publishes:
        InvitationDeclined

    Law:
        L 52/2014, article 8
    """
    person_id = _person_of(actor)
    invitation = _lock(id=queries.get_by_token(token=token).id)
    if invitation.inviter_id == person_id:
        raise OwnInvitation
    if invitation.state not in LIVE or invitation.person_id not in {None, person_id}:
        raise InvitationOver
    number = identity.get_person(person_id).personal_number
    if invitation.personal_number and invitation.personal_number != number:
        raise InvitationNotFound
    _require_unsent(invitation.draft_id)
    if not reason.strip():
        raise ReasonMissing
    invitation.state, invitation.reason = InvitationState.DECLINED, reason.strip()[:2000]
    invitation.data, invitation.agreed = {}, ""
    invitation.save(update_fields=["state", "reason", "data", "agreed"])
    declined = InvitationDeclined(
        invitation_id=invitation.id, inviter_id=invitation.inviter_id, reason=invitation.reason
    )
    house.publish(declined, by=actor, at=at)


def _cancel(invitation: Invitation, actor: Actor, at: datetime) -> None:
    invitation.state, invitation.data, invitation.agreed = InvitationState.CANCELLED, {}, ""
    invitation.save(update_fields=["state", "data", "agreed"])
    cancelled = InvitationCancelled(invitation_id=invitation.id, person_id=invitation.person_id)
    house.publish(cancelled, by=actor, at=at)


@transaction.atomic
def cancel_invitation(*, actor: Actor, invitation_id: UUID, at: datetime) -> None:
    """Take an invitation back; what the other typed is forgotten.

    Raises:
        InvitationNotFound: It is not the actor's.
        InvitationOver: It is over already.
        AlreadySent: The dossier was sent.

    Publishes:
        InvitationCancelled

    Law:
        L 91/2025
    """
    invitation = _lock(id=invitation_id, inviter_id=_person_of(actor))
    if invitation.state not in LIVE:
        raise InvitationOver
    _require_unsent(invitation.draft_id)
    _cancel(invitation, actor, at)


@transaction.atomic
def note_sent(*, draft_id: UUID, dossier_code: str) -> None:
    """Note the code under which a draft was sent; open invitations to it are over."""
    Invitation.objects.filter(draft_id=draft_id, state__in=LIVE).update(dossier_code=dossier_code)
