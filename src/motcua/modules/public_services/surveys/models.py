"""What the database remembers of desk surveys; nothing of it says who answered."""

from dataclasses import asdict
from typing import Any

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import Channel, Factor, Question, SurveyInfo


class Survey(models.Model):
    """A version of the questions that an authority and all units below it ask from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    title = models.TextField()
    factors: models.JSONField[Any, Any] = models.JSONField()
    minimum = models.PositiveIntegerField()
    valid_from = models.DateField()
    published_at = models.DateTimeField()
    published_by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "version"], name="surveys_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    def to_info(self) -> SurveyInfo:
        """Return the frozen value."""
        return SurveyInfo(
            id=self.id,
            unit_id=self.unit_id,
            version=self.version,
            title=self.title,
            factors=tuple(
                Factor(
                    title=each["title"],
                    questions=tuple(Question(**question) for question in each["questions"]),
                )
                for each in self.factors
            ),
            minimum=self.minimum,
            valid_from=self.valid_from,
        )


def as_json(factors: tuple[Factor, ...]) -> list[dict[str, Any]]:
    """Return factors as they are kept."""
    return [asdict(each) for each in factors]


class Answer(models.Model):
    """One person's answer: to all questions of a version, about one unit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.TextField(choices=Channel)
    key = models.UUIDField(unique=True)  # of the form: sent twice is counted once
    dossier_code = models.TextField(null=True, unique=True)  # noqa: DJ001 - most have none
    device = models.TextField(blank=True, default="")  # digest of a cookie, to find doubles
    answered_at = models.DateTimeField()
    answered_on = models.DateField()
    points = models.PositiveBigIntegerField()
    comment = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "device", "answered_on"],
                condition=~Q(device=""),
                name="surveys_device_once_a_day",
            )
        ]
        indexes = [models.Index(fields=["unit", "answered_at"], name="surveys_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.answered_on}"


class Mark(models.Model):
    """What an answer says to one question."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="marks")
    question = models.TextField()
    value = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "question"], name="surveys_mark_once"),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=5), name="surveys_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"
