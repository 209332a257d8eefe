"""What administrators decided about check lists, and what was found in files."""

from django.db import models
from django.db.models import F, Q

from motcua.foundation.ids import uuid7

from .types import Finding, Question, ReasonInfo


class Reason(models.Model):
    """A reason of the catalogue; one that ships with the product gets a row when it is retired."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    question = models.TextField(choices=Question.choices)
    text = models.TextField()
    advice = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    shipped = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][A-Z0-9_]{1,39}$"),
                name="checklists_reason_code_has_its_shape",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="checklists_reason_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def to_info(self) -> ReasonInfo:
        """Return the reason as a frozen value."""
        return ReasonInfo(
            code=self.code,
            question=Question(self.question),
            text=self.text,
            advice=self.advice,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            shipped=self.shipped,
        )


class ComponentCheck(models.Model):
    """The questions that a procedure asks of one of its papers, from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure_code = models.TextField()
    component_key = models.TextField()
    questions = models.JSONField()
    months = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    legal_basis = models.TextField(blank=True, default="")
    set_at = models.DateTimeField()
    set_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure_code", "component_key", "valid_from"],
                name="checklists_one_list_of_a_paper_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.component_key}"


class Inspection(models.Model):
    """What the system found in a file, once for each content."""

    sha256 = models.TextField(primary_key=True)
    findings = models.JSONField()
    signed_on = models.DateField(null=True)
    inspected_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="checklists_of_a_content"
            ),
        ]

    def __str__(self) -> str:
        return self.sha256

    def to_findings(self) -> tuple[Finding, ...]:
        """Return what was found."""
        return tuple(Finding.from_json(each) for each in self.findings)
