"""Invitations and the parts behind them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from motcua.foundation.actors import Actor
from motcua.kernel.forms import api as forms
from motcua.modules.public_services.dossiers import api as dossiers

from .. import rules
from ..errors import InvitationNotFound
from ..models import Invitation
from ..types import LIVE


def token_for(invitation: Invitation) -> str:
    """Return the token of an invitation."""
    return rules.token_of(invitation.id, key=settings.SECRET_KEY)


def link_path(invitation: Invitation) -> str:
    """Return the path that the link and the QR code lead to."""
    return reverse("representation:invitation", args=[token_for(invitation)])


def get_by_token(*, token: str) -> Invitation:
    """Return the invitation that a token opens.

    Raises:
        InvitationNotFound: The token was not made here, or the invitation is gone.
    """
    invitation_id = rules.read_token(token, key=settings.SECRET_KEY)
    found = Invitation.objects.filter(id=invitation_id).first() if invitation_id else None
    if found is None:
        raise InvitationNotFound
    return found


def get_part(*, actor: Actor, invitation_id: UUID) -> Invitation:
    """Return a part that the actor fills in.

    Raises:
        InvitationNotFound: It is another's, or was taken back.
    """
    found = Invitation.objects.filter(id=invitation_id, state__in=LIVE).first()
    if found is None or actor.is_official or found.person_id is None:
        raise InvitationNotFound
    if found.person_id != actor.person_id:
        raise InvitationNotFound
    return found


def list_of_draft(*, draft_id: UUID, part: str) -> list[Invitation]:
    """Return the invitations of a part, the latest first."""
    return list(
        Invitation.objects.filter(draft_id=draft_id, part=part).order_by("-created_at", "-id")
    )


def part_form(invitation: Invitation) -> tuple[forms.Form, forms.Part]:
    """Return the form of a part and the part."""
    form = forms.get_form_by_id(invitation.form_id)
    return form, next(each for each in forms.parts(form) if each.key == invitation.part)


def agreement_of(invitation: Invitation) -> Mapping[str, Any]:
    """Return what the invited agrees to: the other answers of the draft, as they stand now.

    Of the other people's own parts he sees, and agrees to, only what the form shows.
    """
    draft = dossiers.find_draft(draft_id=invitation.draft_id)
    form, part = part_form(invitation)
    return shared_answers(form, part.key, draft.data if draft else {})


def shared_answers(form: forms.Form, part: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers beside a part, as its person sees them."""
    others = {each.key for each in forms.parts(form)} - {part}
    own = {key: value for key, value in data.items() if key != part}
    return forms.mask(form, forms.clean(form, own), others)
