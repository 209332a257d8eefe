"""Kinds of lanes and what neighbours see of them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a lane promises beyond the law."""

    NO_WAIT = "NO_WAIT", _("No wait: received and returned in one session")
    MODEL_DAY = "MODEL_DAY", _("Model day: returned on the day it was received")
    EXPRESS = "EXPRESS", _("Express signing: signed within hours by a leader on duty")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneInfo:
    """A rule over procedures and days at one authority.

    Attributes:
        procedure_codes: What may enter.
        weekdays: Monday is 0; empty means each working day.
        days: Single days besides, such as a model day that was announced.
        hours: Working hours from entering to the end; a model day ends with the day.
        duty_post_id: The leader on duty, for express signing.
    """

    id: UUID
    kind: Kind
    title: str
    unit_id: UUID
    procedure_codes: tuple[str, ...]
    weekdays: tuple[int, ...]
    days: tuple[date, ...]
    hours: Decimal
    duty_post_id: UUID | None
    legal_basis: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How a lane did over some days; ``median_minutes`` from entering to the result, if any."""

    entered: int = 0
    finished: int = 0
    in_time: int = 0
    returned: int = 0
    median_minutes: int | None = None

    @property
    def share(self) -> Fraction | None:
        """Return how many of those that entered were finished in the lane's time."""
        return Fraction(self.in_time, self.entered) if self.entered else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryInfo:
    """A dossier in a lane; nothing personal."""

    dossier_code: str
    procedure_title: str
    unit_id: UUID
    entered_at: datetime
    target_at: datetime
    finished_at: datetime | None
    returned_at: datetime | None

    @property
    def is_in_time(self) -> bool:
        return self.finished_at is not None and self.finished_at <= self.target_at
