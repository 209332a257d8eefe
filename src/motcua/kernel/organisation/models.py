"""Units, posts, who holds them, who decides what, and the working calendar."""

from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from motcua.foundation.ids import uuid7

from .types import (
    SHIPPED_AT,
    Certainty,
    DayKind,
    DelegationInfo,
    Level,
    Role,
    SimulationState,
    UnitInfo,
    UnitKind,
)


def in_force(when: date | datetime, *, of: str = "") -> Q:
    """Return the condition that a period holds ``when``; ``of`` names a relation to the period."""
    start = f"{of}__" if of else ""
    ended = Q(**{f"{start}valid_to": None}) | Q(**{f"{start}valid_to__gt": when})
    return ended & Q(**{f"{start}valid_from__lte": when})


def of_unit(unit_id: UUID | None) -> Q:
    """Return the condition that a line is the unit's own; None: that it is for everybody."""
    return Q(unit_id=unit_id)


def known_at(at: datetime) -> Q:
    """Return the condition that a line of the calendar was in force in the books at an instant."""
    entered = Q(recorded_at__lte=at) | Q(recorded_at=SHIPPED_AT)
    return entered & (Q(replaced_at=None) | Q(replaced_at__gt=at))


def _ends_after_it_begins(name: str) -> models.CheckConstraint:
    condition = Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
    return models.CheckConstraint(condition=condition, name=name)


class Unit(models.Model):
    """An authority, a department inside one, its one-stop unit, or a partner beside it.

    The parent of a unit never changes: a reform ends the unit and begins another.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    name = models.TextField()
    short_name = models.TextField()
    kind = models.TextField(choices=UnitKind.choices)
    level = models.TextField(choices=Level.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    sort = models.PositiveIntegerField(default=0)
    folded = ArrayField(  # both names without diacritics: by them it is found in a text
        models.TextField(), default=list, db_default=[]
    )

    class Meta:
        indexes = [GinIndex(fields=["folded"], name="unit_by_folded_name")]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_once_a_day"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[A-Z][0-9]{2}(\.[0-9]{1,3})*$"), name="unit_code_form"
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="unit_is_not_its_own_parent"),
            _ends_after_it_begins("unit_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def info(self) -> UnitInfo:
        """Return the frozen value."""
        return UnitInfo(
            id=self.id,
            code=self.code,
            name=self.name,
            short_name=self.short_name,
            kind=UnitKind(self.kind),
            level=Level(self.level),
            parent_id=self.parent_id,
            area_id=self.area_id,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class UnitSuccession(models.Model):
    """Which unit continues which, by what document; merging and splitting are both N:M."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successors")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="predecessors")
    on_date = models.DateField()
    legal_basis = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_unit", "to_unit", "on_date"], name="unit_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_unit=F("to_unit")), name="unit_does_not_succeed_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.to_unit_id}"


class Post(models.Model):
    """A place of work in a unit; people come and go, the post stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.TextField(choices=Role.choices)
    title = models.TextField()
    fields = ArrayField(models.TextField(), default=list)
    sort = models.PositiveIntegerField(default=0)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="post_code_once_a_day"),
            _ends_after_it_begins("post_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Appointment(models.Model):
    """A person in a post, by days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    person_id = models.UUIDField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "person_id", "valid_from"], name="appointment_once_a_day"
            ),
            _ends_after_it_begins("appointment_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["person_id"], name="appointment_person")]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.post_id}"


class Delegation(models.Model):
    """A power of a post lent to a person, by a decision, for a time that always ends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    to_person_id = models.UUIDField()
    scope = models.TextField(blank=True)
    decision_no = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["from_post", "to_person_id", "valid_from"], name="delegation_once"
            ),
            _ends_after_it_begins("delegation_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["to_person_id"], name="delegation_person")]

    def __str__(self) -> str:
        return f"{self.from_post_id} → {self.to_person_id}"

    def info(self) -> DelegationInfo:
        """Return the frozen value."""
        return DelegationInfo(
            id=self.id,
            from_post_id=self.from_post_id,
            to_person_id=self.to_person_id,
            scope=self.scope,
            decision_no=self.decision_no,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )


class Competence(models.Model):
    """That a unit decides: at a level, on a field of work or on one procedure.

    An empty ``field`` and an empty ``procedure_code`` mean everything at that level.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="competences")
    level = models.TextField(choices=Level.choices)
    field = models.TextField(blank=True, default="")
    procedure_code = models.TextField(blank=True, default="")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "level", "field", "procedure_code", "valid_from"],
                name="competence_once_a_day",
            ),
            _ends_after_it_begins("competence_ends_after_it_begins"),
        ]
        indexes = [models.Index(fields=["field", "level"], name="competence_field")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.level} {self.field or self.procedure_code}"


class CalendarDay(models.Model):
    """What a day is, for everybody or for a unit and all below it; the nearest line decides.

    A line is never altered: a new one replaces it, and the old one keeps when it was replaced.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    day = models.DateField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.TextField(choices=DayKind.choices)
    name = models.TextField(blank=True, default="")
    segments = models.JSONField(null=True)
    legal_basis = models.TextField()
    certainty = models.TextField(choices=Certainty.choices, default=Certainty.DOCUMENT)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "unit"],
                condition=Q(replaced_at=None),
                nulls_distinct=False,
                name="calendar_day_has_one_line",
            ),
            models.CheckConstraint(
                condition=Q(segments=None) | Q(kind__in=["WORK", "SWAPPED_WORKDAY"]),
                name="calendar_day_off_has_no_hours",
            ),
            models.CheckConstraint(
                condition=~Q(legal_basis=""), name="calendar_day_names_its_basis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class WorkingHours(models.Model):
    """The working week, for everybody or for a unit and all below it, from a day on.

    ``week`` holds seven lists of ``["08:00", "12:00"]``, Monday first. A line is never altered:
    another one for the same day replaces it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    week = models.JSONField()
    same_day_cut_off = models.TimeField()
    valid_from = models.DateField()
    legal_basis = models.TextField()
    recorded_at = models.DateTimeField(default=SHIPPED_AT, db_default=SHIPPED_AT)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "working hours"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "valid_from"],
                condition=Q(replaced_at=None),
                nulls_distinct=False,
                name="working_hours_begin_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id or 'everybody'} from {self.valid_from}"


class CalendarVersion(models.Model):
    """One row whose ``version`` a trigger renews with every change of days or hours.

    It is a random id, not a number: a version that was rolled back never comes again.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.UUIDField()
    complete_until = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="calendar_version_is_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.version)


class CalendarSimulation(models.Model):
    """What a drafted change of the calendar would move: asked for, counted by a job, looked at.

    ``position`` says where the count goes on: which keeper of promises, after which of its rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.TextField()
    draft = models.JSONField()
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    state = models.TextField(choices=SimulationState.choices, default=SimulationState.WAITING)
    calendar_version = models.UUIDField(null=True)
    position = models.JSONField(default=dict)
    total = models.PositiveBigIntegerField(default=0)
    moves = models.JSONField(null=True)
    failure = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "asked_by"],
                condition=Q(approved_at=None),
                nulls_distinct=False,
                name="calendar_simulation_once_for_a_draft",
            ),
        ]
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=Q(state__in=["WAITING", "RUNNING"]),
                name="calendar_simulation_waits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest} {self.state}"
