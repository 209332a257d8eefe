"""What is given out: numbered forms, results; and proposals to stop."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .. import rules
from ..types import FormNumber, ResultState, ResultWay, Settlement, Stage, StopGround, StopState
from .submissions import Dossier, Submission


class IssuedForm(models.Model):
    """A numbered form as it was given out.

    ``circular``, ``form`` and ``version`` name the template. A job draws it, has it signed and
    keeps it as ``file``: from then on these bytes are the form, whatever becomes of the template.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="forms")
    form = models.TextField(choices=FormNumber.choices)
    circular = models.TextField()
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    number = models.TextField()
    data = models.JSONField()
    issued_at = models.DateTimeField()
    signer_id = models.UUIDField(null=True)  # whoever signs besides the agency
    signer_name = models.TextField(blank=True, default="", db_default="")
    signer_title = models.TextField(blank=True, default="", db_default="")
    token = models.TextField(blank=True, default="", db_default="")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="", db_default="")
    file = models.ForeignKey(
        "documents.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    archived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="dossiers_forms_to_keep",
                condition=Q(archived_at=None, retry_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"

    @property
    def sheet(self) -> rules.FormSheet:
        return rules.form_sheet(self.circular, self.form, self.version)


class Stop(models.Model):
    """A proposal to stop a dossier, and what the head decided on it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="stops")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=StopState.choices, default=StopState.PROPOSED)
    ground = models.TextField(choices=StopGround.choices)
    stage = models.TextField(choices=Stage.choices)
    reason = models.TextField()
    legal_basis = models.TextField(blank=True, default="")
    settlement = models.TextField(choices=Settlement.choices, default=Settlement.NONE)
    proposed_at = models.DateTimeField()
    proposed_by = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state="PROPOSED"),
                name="one_open_proposal_to_stop",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "proposed_at"],
                name="dossiers_stops_proposed",
                condition=Q(state="PROPOSED"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.ground}"


class Result(models.Model):
    """The result of a dossier: its draft, its plan once approved, its signed file."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="result"
    )
    draft = models.JSONField(default=dict)
    drafted_by = models.TextField(blank=True, default="")
    drafted_at = models.DateTimeField(null=True)
    state = models.TextField(choices=ResultState.choices, blank=True, default="")
    kind = models.TextField(blank=True, default="")
    title = models.TextField(blank=True, default="")
    number = models.TextField(blank=True, default="")
    template = models.TextField(blank=True, default="")
    data = models.JSONField(default=dict)
    token = models.TextField(blank=True, default="")
    signer_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_name = models.TextField(blank=True, default="")
    signer_title = models.TextField(blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    returned_way = models.TextField(choices=ResultWay.choices, blank=True, default="")
    receiver = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="dossiers_to_be_signed",
                condition=Q(state="PREPARED"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"
