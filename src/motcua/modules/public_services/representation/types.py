"""States and values of mandates and of parts that others fill in."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

INVITATION_LASTS = timedelta(days=7)


class Kind(models.TextChoices):
    """Why somebody may act for another."""

    AUTHORISED = "AUTHORISED", _("Authorised by the person")
    PARENT = "PARENT", _("Father or mother of a child")
    GUARDIAN = "GUARDIAN", _("Guardian")
    LEGAL_REPRESENTATIVE = "LEGAL_REPRESENTATIVE", _("Legal representative of an organisation")


class Scope(models.TextChoices):
    """How far a mandate reaches."""

    PROCEDURE = "PROCEDURE", _("One procedure")
    DOSSIER = "DOSSIER", _("One dossier")
    FIELD = "FIELD", _("All procedures of a field")
    ALL = "ALL", pgettext_lazy("scope of a mandate", "Everything")


class Basis(models.TextChoices):
    """What a mandate rests on."""

    SIGN_IN = "SIGN_IN", _("Confirmed by the person, who signed in")
    PAPER = "PAPER", _("A paper, checked at the counter")
    REGISTER = "REGISTER", _("The register of organisations")


class MandateState(models.TextChoices):
    """Where a mandate is."""

    UNCHECKED = "UNCHECKED", _("Paper handed in, not checked yet")
    ACTIVE = "ACTIVE", pgettext_lazy("mandate", "In force")
    REFUSED = "REFUSED", pgettext_lazy("mandate", "Paper refused")
    REVOKED = "REVOKED", pgettext_lazy("mandate", "Revoked")
    ENDED = "ENDED", pgettext_lazy("mandate", "Run out")


ALIVE = (MandateState.UNCHECKED, MandateState.ACTIVE)


class InvitationState(models.TextChoices):
    """Where an invitation to fill in a part is."""

    OPEN = "OPEN", _("Invited, not opened yet")
    TAKEN = "TAKEN", _("Being filled in")
    CONFIRMED = "CONFIRMED", pgettext_lazy("part of a form", "Confirmed")
    DECLINED = "DECLINED", pgettext_lazy("part of a form", "Declined")
    CANCELLED = "CANCELLED", _("Taken back")


LIVE = (InvitationState.OPEN, InvitationState.TAKEN, InvitationState.CONFIRMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What a mandate is to reach, and when."""

    scope: Scope
    code: str = ""
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation that was written: its token goes into the link and the QR code."""

    invitation_id: UUID
    token: str
