"""Record plans (danh mục hồ sơ): which files an authority will make in a year."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import PlanState


class Plan(models.Model):
    """The record plan of an authority for a year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.TextField(choices=PlanState, default=PlanState.DRAFT)
    state_at = models.DateTimeField()
    made_by_name = models.TextField()
    decided_by_name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")  # why it was sent back

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="archive_one_plan_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class Heading(models.Model):
    """A line of a record plan: a file that shall be made, its symbol and how long it is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="headings")
    group = models.TextField()
    serial = models.PositiveIntegerField()
    mark = models.TextField()
    title = models.TextField()
    years = models.PositiveSmallIntegerField(null=True)  # null keeps for ever
    basis = models.TextField(blank=True, default="")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    keeper = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "serial", "mark"], name="archive_symbol_once"),
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gt=0), name="archive_heading_kept_some_years"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def code(self) -> str:
        """The symbol of the file, as annex V of the decree writes it: ``05.TCCB``."""
        return f"{self.serial:02d}.{self.mark}"
