"""Stored files and issued papers."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import PaperState, TextState

SHA256 = r"^[0-9a-f]{64}$"


class StoredFile(models.Model):
    """A file that somebody gave or the house made.

    The content lies on the disk under its SHA-256; two rows with the same content share it.
    Rows are never changed: a new version is a new file. Of what the archive destroyed the row
    stays, and says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    sha256 = models.TextField()
    size = models.PositiveBigIntegerField()
    media_type = models.TextField()
    filename = models.TextField()
    created_at = models.DateTimeField()
    created_by = models.UUIDField(null=True)
    created_by_name = models.TextField(blank=True, default="")
    erased_at = models.DateTimeField(null=True)
    erased_reason = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="stored_file_sha256")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256), name="stored_file_sha256_is_one"
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="stored_file_is_not_empty"),
            models.CheckConstraint(
                condition=Q(erased_at=None) | ~Q(erased_reason=""),
                name="stored_file_erased_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.filename


class TextOfFile(models.Model):
    """The text of a file that somebody asked for, page by page as it is read."""

    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, primary_key=True, related_name="text_of"
    )
    state = models.TextField(choices=TextState, default=TextState.WAITING)
    pages = models.JSONField(default=list)  # of str, in the order in which people read
    head = models.TextField(blank=True, default="")
    recognised = models.PositiveIntegerField(default=0)
    confidence = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField()
    retry_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["retry_at"],
                condition=Q(state=TextState.WAITING),
                name="text_of_file_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.head[:60]


class Paper(models.Model):
    """An issued paper: what its QR code leads to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    token = models.TextField(unique=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="papers")
    kind = models.TextField()
    number = models.TextField(blank=True, default="")
    title = models.TextField()
    dossier_code = models.TextField(blank=True, default="")
    procedure_code = models.TextField(blank=True, default="")
    person_id = models.UUIDField(null=True)
    holder_initials = models.TextField(blank=True, default="")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    unit_name = models.TextField()
    issued_at = models.DateTimeField()
    state = models.TextField(choices=PaperState, default=PaperState.VALID)
    state_at = models.DateTimeField()
    state_reason = models.TextField(blank=True, default="")
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replaces"
    )

    class Meta:
        indexes = [
            models.Index(fields=["dossier_code"], name="paper_dossier_code"),
            models.Index(fields=["person_id", "issued_at"], name="paper_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(("token__regex", r"^[A-Z2-7]{20}$")), name="paper_token_form"
            ),
            models.CheckConstraint(
                condition=Q(state=PaperState.REPLACED, replaced_by__isnull=False)
                | (~Q(state=PaperState.REPLACED) & Q(replaced_by__isnull=True)),
                name="paper_replaced_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=PaperState.VALID) | ~Q(state_reason=""),
                name="paper_end_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
