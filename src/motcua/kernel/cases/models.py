"""What the database remembers of cases and their way."""

from typing import Self
from uuid import UUID

from django.db import models

from motcua.foundation.ids import uuid7
from motcua.foundation.time import TimeLimit

from .types import CaseInfo, CaseState, Outcome, ProcessInfo, Step, StepInfo, StepKind


class Process(models.Model):
    """A way of working that many procedures may share."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.code


class ProcessVersion(models.Model):
    """A step table as published; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.TextField()
    steps = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "number"], name="one_version_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def to_info(self) -> ProcessInfo:
        """Return the version as a frozen value."""
        return ProcessInfo(
            version_id=self.id,
            code=self.process.code,
            number=self.number,
            title=self.title,
            steps=tuple(Step.from_json(line) for line in self.steps),
        )


class CaseQuerySet(models.QuerySet["Case"]):
    """Building blocks of questions about cases."""

    def waiting_for(self, post_ids: frozenset[UUID]) -> Self:
        """Keep what is under way or paused at one of the posts."""
        return self.filter(post_id__in=post_ids).exclude(state=CaseState.CLOSED)


class Case(models.Model):
    """A case and the step it is at; the way so far stands in :class:`CaseStep`.

    The present step is kept here too, so that an inbox is one walk along one partial index
    whatever the number of closed cases.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.TextField()
    subject_code = models.TextField()
    title = models.TextField()
    person_name = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    field = models.TextField(blank=True)
    process_version = models.ForeignKey(ProcessVersion, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=CaseState.choices, default=CaseState.OPEN)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    due_original_at = models.DateTimeField()
    time_limit = models.TextField()
    settled_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    step_id = models.UUIDField()
    step_seq = models.PositiveSmallIntegerField()
    step_kind = models.TextField(choices=StepKind.choices)
    step_name = models.TextField()
    step_started_at = models.DateTimeField()
    step_due_at = models.DateTimeField()
    post = models.ForeignKey(
        "organisation.Post", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    post_unit_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_code"], name="one_case_of_a_subject"),
        ]
        indexes = [
            models.Index(
                fields=["post", "due_at", "id"],
                name="cases_inbox",
                condition=~models.Q(state="CLOSED"),
            ),
            models.Index(fields=["due_at"], name="cases_due", condition=models.Q(state="OPEN")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_code}"

    def to_info(self) -> CaseInfo:
        """Return the case as a frozen value."""
        return CaseInfo(
            id=self.id,
            kind=self.kind,
            subject_code=self.subject_code,
            title=self.title,
            person_name=self.person_name,
            unit_id=self.unit_id,
            process_version_id=self.process_version_id,
            state=CaseState(self.state),
            opened_at=self.opened_at,
            due_at=self.due_at,
            due_original_at=self.due_original_at,
            time_limit=TimeLimit.parse(self.time_limit),
            settled_at=self.settled_at,
            closed_at=self.closed_at,
            step_seq=self.step_seq,
            step_kind=StepKind(self.step_kind),
            step_name=self.step_name,
            step_started_at=self.step_started_at,
            step_due_at=self.step_due_at,
            post_id=self.post_id,
            post_unit_id=self.post_unit_id,
            account_id=self.account_id,
        )


class CaseStep(models.Model):
    """A stay at a step. Partitioned by ``started_at``; a done stay is never altered."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    seq = models.PositiveSmallIntegerField()
    kind = models.TextField(choices=StepKind.choices)
    name = models.TextField()
    post_id = models.UUIDField(null=True)
    unit_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    holder_name = models.TextField(blank=True, default="")
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=Outcome.choices, blank=True, default="")
    note = models.TextField(blank=True, default="")

    def __str__(self) -> str:
        return f"{self.seq} {self.name}"

    def to_info(self) -> StepInfo:
        """Return the stay as a frozen value."""
        return StepInfo(
            seq=self.seq,
            kind=StepKind(self.kind),
            name=self.name,
            post_id=self.post_id,
            unit_id=self.unit_id,
            holder_name=self.holder_name,
            started_at=self.started_at,
            due_at=self.due_at,
            done_at=self.done_at,
            outcome=Outcome(self.outcome) if self.outcome else None,
            note=self.note,
        )


class Pause(models.Model):
    """A time during which the clock stands: the applicant is waited for."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="pauses")
    reason = models.TextField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(ended_at=None),
                name="one_pause_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
