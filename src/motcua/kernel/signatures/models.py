"""Signatures that the house made, certificates it knows, validations it stored."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import CertificateStatus, Level, Outcome, Role

SHA256 = r"^[0-9a-f]{64}$"


class Certificate(models.Model):
    """A certificate of an official or of an organisation, as the registry knows it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    role = models.TextField(choices=Role)
    holder_id = models.UUIDField()
    holder_name = models.TextField()
    provider = models.TextField()
    provider_key = models.TextField()
    serial = models.TextField()
    issuer = models.TextField()
    subject = models.TextField()
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    status = models.TextField(choices=CertificateStatus, default=CertificateStatus.VALID)
    revoked_at = models.DateTimeField(null=True)
    revocation_reason = models.TextField(blank=True, default="")
    pem = models.TextField()
    first_used_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["holder_id", "not_after"], name="certificate_holder")]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "serial"], name="certificate_is_one"),
            models.CheckConstraint(
                condition=Q(status=CertificateStatus.REVOKED, revoked_at__isnull=False)
                | Q(status=CertificateStatus.VALID, revoked_at__isnull=True),
                name="certificate_revoked_at_an_instant",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class SignatureRecord(models.Model):
    """A signature that the house put into a file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document_sha256 = models.TextField()
    field = models.TextField()
    revision = models.PositiveIntegerField()
    role = models.TextField(choices=Role)
    holder_id = models.UUIDField()
    signer_name = models.TextField()
    signer_title = models.TextField(blank=True, default="")
    on_behalf = models.TextField(blank=True, default="")
    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="signatures"
    )
    trust_anchor = models.TextField()
    claimed_at = models.DateTimeField()
    timestamp_at = models.DateTimeField(null=True)
    level = models.TextField(choices=Level)
    requested_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document_sha256", "field"], name="one_signature_per_field"
            ),
            models.CheckConstraint(
                condition=Q(document_sha256__regex=SHA256), name="signature_sha256_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.signer_name}"


class ValidationReport(models.Model):
    """A validation as it came out; a later one is another row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document_sha256 = models.TextField()
    at = models.DateTimeField()
    policy = models.TextField()
    outcome = models.TextField(choices=Outcome)
    report = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["document_sha256", "at"], name="validation_document")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.document_sha256[:12]}"
