"""Certificates that the registry knows."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.kernel.identity import api as identity

from ..models import Certificate, SignatureRecord, TrustedRoot
from ..types import CertificateStatus, Role


def told_of(certificate_id: UUID) -> tuple[str, frozenset[UUID]]:
    """Return the holder's name and the accounts that are told when his certificate ends.

    A person is told himself; of an organisation's, whoever has sealed with it.
    """
    found = Certificate.objects.get(id=certificate_id)
    if found.role == Role.PERSON:
        return found.holder_name, frozenset(identity.accounts_of([found.holder_id]).values())
    used = SignatureRecord.objects.filter(certificate=found, requested_by__isnull=False)
    accounts = used.order_by().values_list("requested_by", flat=True).distinct()
    return found.holder_name, frozenset(each for each in accounts if each is not None)


def list_certificates(*, at: datetime) -> QuerySet[Certificate]:
    """List the certificates in force, those that end first at the top."""
    return Certificate.objects.filter(status=CertificateStatus.VALID, not_after__gt=at).order_by(
        "not_after", "id"
    )


def list_roots() -> QuerySet[TrustedRoot]:
    """List the trusted roots, newest first, also those whose trust has ended."""
    return TrustedRoot.objects.order_by("-valid_from", "-id")
