"""What the database remembers of cases and their way."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from django.db import models

from motcua.foundation.ids import uuid7
from motcua.foundation.time import TimeLimit

from .types import (
    AnswerInfo,
    CaseInfo,
    CaseState,
    Facts,
    OpinionInfo,
    Outcome,
    ProcessInfo,
    Step,
    StepInfo,
    StepKind,
)


def facts_to_json(facts: Facts) -> Mapping[str, Any]:
    """Return facts as stored: numbers as the text that conditions read as numbers."""
    return {
        name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in facts.items()
    }


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
    facts = models.JSONField(default=dict, db_default={})
    taken_at = models.DateTimeField(null=True)
    reappointed_at = models.DateTimeField(null=True)
    reappointed_reason = models.TextField(blank=True, default="", db_default="")
    opinions_open = models.PositiveSmallIntegerField(default=0, db_default=0)
    opinions_awaited = models.PositiveSmallIntegerField(default=0, db_default=0)

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
            models.Index(
                fields=["account_id", "due_at", "id"],
                name="cases_of_account",
                condition=models.Q(account_id__isnull=False) & ~models.Q(state="CLOSED"),
            ),
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
            facts=self.facts,
            taken_at=self.taken_at,
            reappointed_at=self.reappointed_at,
            opinions_open=self.opinions_open,
            opinions_awaited=self.opinions_awaited,
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


class Turn(models.Model):
    """Whose turn it was among the holders of a role and field in a unit; survives restarts."""

    key = models.TextField(primary_key=True)
    account_id = models.UUIDField()

    def __str__(self) -> str:
        return self.key


class Opinion(models.Model):
    """A question to another post or agency, with its own clock; the last answer counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="opinions")
    step_seq = models.PositiveSmallIntegerField(null=True)
    question = models.TextField()
    post = models.ForeignKey(
        "organisation.Post", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    asked_at = models.DateTimeField()
    asked_by = models.TextField()
    asked_by_account = models.UUIDField(null=True)
    asked_by_unit = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    mandatory = models.BooleanField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")
    answered_by = models.TextField(blank=True, default="")
    waived_at = models.DateTimeField(null=True)
    waived_reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["post", "due_at", "id"],
                name="cases_opinions_waiting",
                condition=models.Q(answered_at=None, waived_at=None),
            ),
            models.Index(fields=["unit", "asked_at"], name="cases_opinions_of_unit"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.waived_at is None

    def to_info(self) -> OpinionInfo:
        """Return the opinion as a frozen value; ``case`` and ``answers`` are best at hand."""
        return OpinionInfo(
            id=self.id,
            case_id=self.case_id,
            subject_code=self.case.subject_code,
            case_title=self.case.title,
            step_seq=self.step_seq,
            question=self.question,
            post_id=self.post_id,
            unit_id=self.unit_id,
            asked_at=self.asked_at,
            asked_by=self.asked_by,
            asked_by_account=self.asked_by_account,
            due_at=self.due_at,
            mandatory=self.mandatory,
            answered_at=self.answered_at,
            answer=self.answer,
            answered_by=self.answered_by,
            waived_at=self.waived_at,
            waived_reason=self.waived_reason,
            answers=tuple(each.to_info() for each in self.answers.all()),
        )


class OpinionAnswer(models.Model):
    """A version of an answer; a new one replaces the old, which stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    opinion = models.ForeignKey(Opinion, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    answer = models.TextField()
    answered_at = models.DateTimeField()
    answered_by = models.TextField()
    account_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "number"], name="one_answer_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.answer}"

    def to_info(self) -> AnswerInfo:
        """Return the version as a frozen value."""
        return AnswerInfo(
            number=self.number,
            answer=self.answer,
            answered_at=self.answered_at,
            answered_by=self.answered_by,
        )
