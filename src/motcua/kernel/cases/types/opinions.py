"""Opinions: questions to another post or agency, each with its own clock."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.foundation.time import local_date


class Timing(models.TextChoices):
    """How something came, measured by its promise; the words of the control slip."""

    OPEN = "OPEN", _("Not done yet")
    OVERDUE = "OVERDUE", _("Not done yet, late")
    EARLY = "EARLY", _("Before time")
    ON_TIME = "ON_TIME", _("On time")
    LATE = "LATE", _("Late")

    @classmethod
    def of(cls, *, due_at: datetime, done_at: datetime | None, at: datetime) -> "Timing":
        """Return how something due at an instant stands or came."""
        if done_at is None:
            return cls.OVERDUE if at > due_at else cls.OPEN
        if done_at > due_at:
            return cls.LATE
        return cls.EARLY if local_date(done_at) < local_date(due_at) else cls.ON_TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInfo:
    """A version of an answer; the last one counts."""

    number: int
    answer: str
    answered_at: datetime
    answered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionInfo:
    """A question and its answer.

    Attributes:
        step_seq: The step of the process that asks; None for a side question asked by hand.
        mandatory: Nothing goes up for signature without the answer.
        waived_at: When it was decided to go on without the answer.
        answers: Every version of the answer, the first one first.
    """

    id: UUID
    case_id: UUID
    subject_code: str
    case_title: str
    step_seq: int | None
    question: str
    post_id: UUID
    unit_id: UUID
    asked_at: datetime
    asked_by: str
    asked_by_account: UUID | None
    due_at: datetime
    mandatory: bool
    answered_at: datetime | None
    answer: str
    answered_by: str
    waived_at: datetime | None
    waived_reason: str
    answers: tuple[AnswerInfo, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.waived_at is None

    def timing(self, at: datetime) -> Timing:
        """Return how it stands or came, by its own clock."""
        return Timing.of(due_at=self.due_at, done_at=self.answered_at or self.waived_at, at=at)
