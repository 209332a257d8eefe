"""Lists that several people sign: hand-overs, loans, destructions."""

from django.db import models
from django.db.models import F, Q

from motcua.foundation.ids import uuid7

from ..types import (
    LOAN_OPEN,
    DestructionState,
    LoanState,
    Target,
    TransferState,
)
from .files import File


class Transfer(models.Model):
    """A list of files that goes to an archive, signed by giver and receiver."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    target = models.TextField(choices=Target)
    title = models.TextField()
    state = models.TextField(choices=TransferState, default=TransferState.DRAFT)
    state_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by_name = models.TextField()
    receiver = models.TextField(blank=True, default="")  # the historical archive, and who signs
    condition = models.TextField(blank=True, default="")
    given_at = models.DateTimeField(null=True)
    given_by = models.UUIDField(null=True)
    given_by_name = models.TextField(blank=True, default="")
    received_at = models.DateTimeField(null=True)
    received_by = models.UUIDField(null=True)
    received_by_name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    minutes_file_id = models.UUIDField(null=True)
    list_file_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="archive_transfer_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=TransferState.RECEIVED)
                | Q(given_at__isnull=False, received_at__isnull=False),
                name="archive_transfer_signed_twice",
            ),
            models.CheckConstraint(
                condition=Q(received_by=None) | ~Q(received_by=F("given_by")),
                name="archive_transfer_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TransferLine(models.Model):
    """A file on a hand-over list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="transfer_lines")
    position = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "file"], name="archive_transfer_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.position}"


class Loan(models.Model):
    """A file asked for, lent on paper or shown for a time, and given back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="loans")
    on_paper = models.BooleanField(default=False)
    state = models.TextField(choices=LoanState, default=LoanState.ASKED)
    state_at = models.DateTimeField()
    purpose = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()
    asked_by_name = models.TextField()
    asked_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_by_name = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)
    until = models.DateTimeField(null=True)  # how long an electronic file is shown
    lent_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True, default="")
    reminded_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_by", "state"], name="archive_loan_asked"),
            models.Index(
                fields=["due_on"], condition=Q(state=LoanState.OUT), name="archive_loan_due"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["file"],
                condition=Q(on_paper=True, state__in=[LoanState.GRANTED, LoanState.OUT]),
                name="archive_paper_lent_once",
            ),
            models.UniqueConstraint(
                fields=["file", "asked_by", "on_paper"],
                condition=Q(state__in=LOAN_OPEN),
                name="archive_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_id} {self.asked_by_name}"


class Destruction(models.Model):
    """A list of files that have run out: proposed, decided, destroyed by two people. Kept for ever.

    The facts of each file and its documents are frozen in its lines.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True)  # of the record, given when it is done
    state = models.TextField(choices=DestructionState, default=DestructionState.DRAFT)
    state_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by_name = models.TextField()
    reason = models.TextField(blank=True, default="")
    council = models.TextField(blank=True, default="")
    decision = models.TextField(blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by_name = models.TextField(blank=True, default="")
    first_at = models.DateTimeField(null=True)
    first_by = models.UUIDField(null=True)
    first_by_name = models.TextField(blank=True, default="")
    second_at = models.DateTimeField(null=True)
    second_by = models.UUIDField(null=True)
    second_by_name = models.TextField(blank=True, default="")
    minutes_file_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="archive_destruction_state")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DestructionState.DONE)
                | Q(
                    decided_at__isnull=False,
                    first_by__isnull=False,
                    second_by__isnull=False,
                    number__isnull=False,
                ),
                name="archive_destroyed_by_two",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("first_by")),
                name="archive_destroyed_by_two_different",
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "number"], name="archive_destruction_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or '–'}/{self.year}"


class DestructionLine(models.Model):
    """A file on a list of destruction, as it was."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="lines")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="destruction_lines")
    position = models.PositiveIntegerField()
    facts = models.JSONField(default=dict)  # frozen when it is done: the file and its documents
    erased = models.PositiveIntegerField(default=0)
    kept = models.JSONField(default=list)  # hashes that another document still needs

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["destruction", "file"], name="archive_destruction_line_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.destruction_id} {self.position}"
