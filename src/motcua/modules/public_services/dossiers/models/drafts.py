"""Dossiers that are being filled in, and what their writers agreed to."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from ..types import Channel, DraftInfo, ResultWay
from .common import NOTHING


class Draft(models.Model):
    """A dossier being filled in, saved as it is typed. Its id makes sending safe."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField()
    person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    procedure_code = models.TextField()
    version_id = models.UUIDField()
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    cases = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    channel = models.TextField(choices=Channel.choices, default=Channel.ONLINE)
    result_way = models.TextField(choices=ResultWay.choices, default=ResultWay.ELECTRONIC)
    postal = models.JSONField(default=dict, db_default=NOTHING)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submission_code = models.TextField(blank=True, default="")
    mandate_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["account_id", "-updated_at"],
                name="dossiers_open_drafts",
                condition=Q(submission_code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.id}"

    def to_info(self) -> DraftInfo:
        """Return the draft as a frozen value."""
        return DraftInfo(
            id=self.id,
            procedure_code=self.procedure_code,
            version_id=self.version_id,
            person_id=self.person_id,
            unit_id=self.unit_id,
            cases=tuple(self.cases),
            data=self.data,
            channel=Channel(self.channel),
            result_way=ResultWay(self.result_way),
            updated_at=self.updated_at,
            submission_code=self.submission_code,
            mandate_id=self.mandate_id,
            postal=self.postal,
        )


class DraftPaper(models.Model):
    """A paper added to a draft; ``file`` None: it lies on the counter in original."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="papers")
    component_key = models.TextField()
    name = models.TextField()
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    source = models.JSONField(default=dict, db_default=NOTHING)

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """What somebody answered when asked whether a paper held already may be used; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    draft_id = models.UUIDField()
    component_key = models.TextField()
    component = models.TextField()
    source = models.TextField()
    record = models.TextField()
    title = models.TextField()
    given = models.BooleanField()
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["draft_id", "recorded_at"], name="dossiers_consents_of_draft"),
            models.Index(fields=["person", "recorded_at"], name="dossiers_consents_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.given}"
