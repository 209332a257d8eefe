"""What the database remembers of bundles."""

from django.db import models

from motcua.foundation.ids import uuid7

from .types import PartInfo, PartState


class Bundle(models.Model):
    """A dossier whose errand the law joins with those of other agencies; named by its code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    dossier_code = models.TextField(unique=True)
    kind = models.TextField()
    title = models.TextField()
    first_title = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.TextField()
    begun_at = models.DateTimeField()
    due_at = models.DateTimeField()
    first_done_at = models.DateTimeField(null=True)
    first_number = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.dossier_code


class Part(models.Model):
    """A child dossier: the errand of one agency, with its own clock."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="parts")
    number = models.PositiveSmallIntegerField()
    key = models.TextField()
    title = models.TextField()
    state = models.TextField(choices=PartState.choices, default=PartState.WAITING)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True, default="")
    own_code = models.TextField(blank=True, default="", db_default="")
    result_number = models.TextField(blank=True, default="")
    result_note = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bundle", "key"], name="bundles_one_part_of_a_key"),
        ]
        indexes = [
            models.Index(
                fields=["unit", "due_at"],
                name="bundles_open_parts",
                condition=models.Q(state="OPEN"),
            ),
            models.Index(
                fields=["own_code"],
                name="bundles_part_by_own_code",
                condition=~models.Q(own_code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """Its code in the register of its own agency; before it began, its place in the whole."""
        return self.own_code or f"{self.bundle.dossier_code}/{self.number}"

    def to_info(self) -> PartInfo:
        """Return the part as a frozen value; ``bundle`` and ``unit`` are best at hand."""
        return PartInfo(
            id=self.id,
            dossier_code=self.bundle.dossier_code,
            code=self.code,
            key=self.key,
            title=self.title,
            unit_id=self.unit_id,
            unit_name=self.unit.name if self.unit else "",
            state=PartState(self.state),
            person_id=self.bundle.person_id,
            person_name=self.bundle.person_name,
            case_id=self.case_id,
            begun_at=self.begun_at,
            due_at=self.due_at,
            ended_at=self.ended_at,
            result_number=self.result_number,
            result_note=self.result_note,
            bundle_due_at=self.bundle.due_at,
            own_code=self.own_code,
        )
