"""What the catalogue remembers: procedures for ever, versions by their days."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from motcua.foundation.ids import uuid7

from .types import Level, OnlineLevel, Origin, ProposalState, Status


class Procedure(models.Model):
    """An administrative procedure, known by its stable code whatever its versions say."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9L]\.[0-9]{6}$"), name="procedures_code_has_its_shape"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ProcedureVersionQuerySet(models.QuerySet["ProcedureVersion"]):
    """Building blocks of the queries."""

    def in_force(self, on: date) -> Self:
        """Keep what holds on that day."""
        return self.filter(Q(effective_to=None) | Q(effective_to__gt=on), effective_from__lte=on)


class ProcedureVersion(models.Model):
    """A procedure as in force from a day: written once; only its end is set later.

    The columns beside ``content`` are copies for queries. A version replaced on the very day from
    which it held has an empty period. A trigger refuses every other change.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    name = models.TextField()
    field = models.TextField()
    level = models.TextField(choices=Level)
    online_level = models.TextField(choices=OnlineLevel)
    process_key = models.TextField(blank=True)
    status = models.TextField(choices=Status)
    scope = models.TextField()
    content = models.JSONField()
    digest = models.TextField()
    effective_from = models.DateField()
    effective_to = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    published_by = models.TextField(blank=True)
    decision_date = models.DateField(null=True, blank=True)
    origin = models.TextField(choices=Origin, default=Origin.IMPORT)

    objects = ProcedureVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"], name="procedures_version_numbers_are_unique"
            ),
            models.CheckConstraint(
                condition=Q(effective_to=None) | Q(effective_to__gte=F("effective_from")),
                name="procedures_version_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="procedures_one_version_at_a_time",
                expressions=[
                    (F("procedure"), RangeOperators.EQUAL),
                    (
                        Func(
                            "effective_from",
                            "effective_to",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["effective_from", "effective_to"], name="procedures_version_days"),
            models.Index(fields=["field"], name="procedures_version_field"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.effective_from})"


class CatalogueEdition(models.Model):
    """One row, renewed with each change of the catalogue: what caches of public pages compare."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.BigIntegerField(default=0)
    stamp = models.UUIDField(default=uuid7)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="procedures_one_edition_row"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class PlainTextRecord(models.Model):
    """A plain text of a version as written at an instant; the newest one counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="texts")
    needed = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    time = models.TextField(blank=True)
    place = models.TextField(blank=True)
    steps = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["version", "written_at"], name="procedures_text_of_version")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.written_at}"


class Draft(models.Model):
    """The next version of a procedure while somebody works on it; one at a time.

    Without a ``base`` it is the first: the procedure is not published yet.

    ``record`` is what an import would say of it, ``plain`` the text for everybody beside it. The
    two instants decide whether it may be published: the plain text may not be the older one.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.OneToOneField(Procedure, on_delete=models.PROTECT, related_name="draft")
    base = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )
    record = models.JSONField()
    plain = models.JSONField(default=dict)
    legal_changed_at = models.DateTimeField()
    legal_changed_by = models.TextField(blank=True)
    plain_changed_at = models.DateTimeField(null=True)
    plain_changed_by = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    begun_by = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"draft of {self.procedure_id}"


class LocalOverride(models.Model):
    """What a ward says of a procedure beside what it inherits; a change replaces the line."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="overrides")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    place = models.TextField(blank=True)
    opening_hours = models.TextField(blank=True)
    contact = models.TextField(blank=True)
    time_limit = models.TextField(blank=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField(blank=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "unit"],
                condition=Q(replaced_at=None),
                name="procedures_one_override_of_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} at {self.unit_id}"


class Proposal(models.Model):
    """A proposal to shorten a procedure: what is, what would be, and who decided."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.PositiveIntegerField(unique=True)
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="proposals")
    base = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=ProposalState, default=ProposalState.PROPOSED)
    limit_before = models.TextField()
    limit_after = models.TextField()
    papers = models.JSONField(default=list)
    hours_before = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    hours_after = models.DecimalField(max_digits=7, decimal_places=2, default=0)
    trips_before = models.PositiveSmallIntegerField(default=0)
    trips_after = models.PositiveSmallIntegerField(default=0)
    dong_before = models.PositiveBigIntegerField(default=0)
    dong_after = models.PositiveBigIntegerField(default=0)
    dossiers_a_year = models.PositiveIntegerField(default=0)
    cost_before = models.PositiveBigIntegerField(default=0)
    cost_after = models.PositiveBigIntegerField(default=0)
    reason = models.TextField()
    legal_basis = models.TextField()
    plain = models.JSONField(default=dict)
    effective_from = models.DateField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    proposed_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True)
    decision_no = models.TextField(blank=True)
    decision_date = models.DateField(null=True)
    decision_note = models.TextField(blank=True)
    version = models.ForeignKey(
        ProcedureVersion, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PROPOSED") | Q(decided_at__isnull=False),
                name="procedures_decision_has_its_instant",
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
