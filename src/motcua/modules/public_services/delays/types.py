"""States and values of delays."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApologyState(models.TextChoices):
    """Where an apology is."""

    DRAFT = "DRAFT", _("To be completed")
    COMPLETED = "COMPLETED", _("To be signed by the head")
    SIGNED = "SIGNED", _("Signed and sent")
    DROPPED = "DROPPED", _("No longer needed")


class Level(models.TextChoices):
    """Whom a reminder goes to: each level once for a dossier."""

    PERSON = "PERSON", pgettext_lazy("reminder", "Whoever holds the step")
    HEAD = "HEAD", pgettext_lazy("reminder", "Head of the unit")
    CHAIRMAN = "CHAIRMAN", pgettext_lazy("reminder", "Chairman")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the holder writes into an apology."""

    reason_kind: str
    reason: str
    due_at: datetime
    at_fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A dossier about which somebody is to be told, and how far it is."""

    submission_id: UUID
    dossier_code: str
    unit_id: UUID
    title: str
    step_name: str
    due_at: datetime
    level: Level


@dataclass(frozen=True, slots=True)
class Counts:
    """How many apologies wait for somebody."""

    drafts: int = 0
    to_sign: int = 0
