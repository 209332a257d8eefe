"""What the database remembers: processes, their versions and drafts, and what they serve."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.foundation.ids import uuid7

from .types import AssignmentInfo, DraftInfo, Kind, Row


class Process(models.Model):
    """A way of working that many procedures share, known for ever by its code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    title = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    field = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z0-9][A-Z0-9-]{1,30}$"),
                name="processes_code_has_its_shape",
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Version(models.Model):
    """A published version; never changed. The table itself stands with the cases that follow it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.TextField()
    steps_version = models.ForeignKey(
        "cases.ProcessVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    effective_from = models.DateField()
    note = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process", "number"], name="processes_one_version_of_a_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Draft(models.Model):
    """A table on which somebody works, as typed; one for each process."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    process = models.OneToOneField(Process, on_delete=models.PROTECT, related_name="draft")
    title = models.TextField()
    rows = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    page_key = models.TextField(blank=True, default="")
    edited_at = models.DateTimeField()
    edited_by = models.TextField()

    def __str__(self) -> str:
        return self.title

    def to_info(self) -> DraftInfo:
        """Return the draft as a frozen value."""
        return DraftInfo(
            title=self.title,
            rows=tuple(Row.from_json(line) for line in self.rows),
            revision=self.revision,
            page_key=self.page_key,
            edited_at=self.edited_at,
            edited_by=self.edited_by,
        )


class Assignment(models.Model):
    """That a procedure follows a process, from one day to another, the end excluded."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure_code = models.TextField()
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    note = models.TextField(blank=True, default="")
    assigned_at = models.DateTimeField()
    assigned_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="processes_assignment_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="processes_one_process_at_a_time",
                expressions=[
                    (F("procedure_code"), RangeOperators.EQUAL),
                    (
                        Func(
                            "valid_from",
                            "valid_to",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [models.Index(fields=["procedure_code"], name="processes_of_a_procedure")]

    def __str__(self) -> str:
        return f"{self.procedure_code} → {self.process_id}"

    def to_info(self) -> AssignmentInfo:
        """Return the assignment as a frozen value."""
        return AssignmentInfo(
            procedure_code=self.procedure_code,
            process_code=self.process.code,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            note=self.note,
            assigned_by=self.assigned_by,
        )
