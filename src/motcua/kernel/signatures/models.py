"""Signatures that the house made, certificates it knows, validations it stored."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import AnchorKind, CertificateStatus, Level, Outcome, RequestState, Role

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
    warned_days = models.PositiveSmallIntegerField(null=True)

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


class SigningRequest(models.Model):
    """A paper that waits for a signer's confirmation, or did."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch_id = models.UUIDField()
    reference = models.TextField()
    document_sha256 = models.TextField()
    field = models.TextField()
    role = models.TextField(choices=Role)
    holder_id = models.UUIDField()
    signer_name = models.TextField()
    provider = models.TextField()
    state = models.TextField(choices=RequestState, default=RequestState.SENT)
    reason = models.TextField(blank=True, default="")
    result_sha256 = models.TextField(blank=True, default="")
    requested_by = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["reference"],
                condition=Q(state=RequestState.SENT),
                name="request_waiting",
            ),
            models.Index(
                fields=["expires_at"], condition=Q(state=RequestState.SENT), name="request_expiring"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=RequestState.SENT, finished_at__isnull=True)
                | (~Q(state=RequestState.SENT) & Q(finished_at__isnull=False)),
                name="request_finished_at_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.EMBEDDED, result_sha256__regex=SHA256)
                | (~Q(state=RequestState.EMBEDDED) & Q(result_sha256="")),
                name="request_result_is_a_signed_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.state}"


class ArchivedFile(models.Model):
    """A signed file that is kept: the original, and the newest file that proves it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    original_file_id = models.UUIDField(unique=True)
    original_sha256 = models.TextField()
    file_id = models.UUIDField()
    sha256 = models.TextField()
    proven_until = models.DateTimeField()
    kept_at = models.DateTimeField()
    problem = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["proven_until"], name="archived_proven_until")]

    def __str__(self) -> str:
        return self.sha256[:12]


class ArchiveStamping(models.Model):
    """An archive timestamp that was added, and the file that it made; the one before stays."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    archived = models.ForeignKey(ArchivedFile, on_delete=models.PROTECT, related_name="stampings")
    before_sha256 = models.TextField()
    after_sha256 = models.TextField()
    file_id = models.UUIDField()
    at = models.DateTimeField()
    proven_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["archived", "before_sha256"], name="a_file_is_stamped_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.before_sha256[:12]} → {self.after_sha256[:12]}"


class TrustedRoot(models.Model):
    """A root certificate that an administrator trusts, from a day to a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.TextField(choices=AnchorKind)
    name = models.TextField()
    certificate = models.BinaryField()
    sha256 = models.TextField()
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    source = models.TextField()
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    end_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(valid_to__isnull=True),
                name="one_open_trust_per_root",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="trust_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Picture(models.Model):
    """The picture of a person's hand-written signature or of an organisation's seal."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    role = models.TextField(choices=Role)
    holder_id = models.UUIDField()
    holder_name = models.TextField()
    file_id = models.UUIDField()
    valid_from = models.DateTimeField()
    added_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["role", "holder_id", "valid_from"], name="picture_holder")]

    def __str__(self) -> str:
        return self.holder_name
