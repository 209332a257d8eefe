"""Certificates that must not be used any more."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..errors import CertificateUnknown
from ..events import CertificateExpiring, CertificateRevoked
from ..models import Certificate
from ..queries.trust import signing_provider
from ..rules.certificates import days_to_warn
from ..types import CertificateStatus, Role


def revoke_certificate(*, certificate_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Revoke a certificate at its authority and in the registry; call it from a job.

    The authority is told first: a registry that says more than the authority would be worse than
    one that says less. Called again, it changes nothing.

    Raises:
        CertificateUnknown: The registry does not know it.
        ProviderSilent: The authority does not answer; nothing was changed.

    Publishes:
        CertificateRevoked

    Law:
        ND 68/2024
    """
    found = Certificate.objects.filter(id=certificate_id).first()
    if found is None:
        raise CertificateUnknown
    if found.status == CertificateStatus.REVOKED:
        return
    signing_provider(Role(found.role)).revoke(
        key=found.provider_key, at=at, reason="cessation_of_operation"
    )
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(id=certificate_id)
        if locked.status == CertificateStatus.REVOKED:
            return
        locked.status, locked.revoked_at = CertificateStatus.REVOKED, at
        locked.revocation_reason = reason
        locked.save(update_fields=["status", "revoked_at", "revocation_reason"])
        event = CertificateRevoked(
            certificate_id=locked.id, serial=locked.serial, revoked_at=at, reason=reason
        )
        publish(event, by=actor, at=at)


@transaction.atomic
def warn_of_expiry(*, actor: Actor, at: datetime) -> int:
    """Tell of certificates that end in 60, 30 or 7 days, once for each.

    Returns:
        How many were told of.

    Publishes:
        CertificateExpiring

    Law:
        ND 68/2024
    """
    soon = Certificate.objects.select_for_update().filter(
        status=CertificateStatus.VALID, not_after__gt=at, not_after__lte=at + timedelta(days=60)
    )
    told = 0
    for each in soon:
        days = days_to_warn(each.not_after - at, warned=each.warned_days)
        if days is None or _has_younger(each):
            continue
        each.warned_days = days
        each.save(update_fields=["warned_days"])
        event = CertificateExpiring(
            certificate_id=each.id,
            holder_id=each.holder_id,
            role=each.role,
            ends_at=each.not_after,
            days=days,
        )
        publish(event, by=actor, at=at)
        told += 1
    return told


def _has_younger(certificate: Certificate) -> bool:
    """Tell whether the holder has renewed it already."""
    return Certificate.objects.filter(
        role=certificate.role,
        holder_id=certificate.holder_id,
        status=CertificateStatus.VALID,
        not_after__gt=certificate.not_after,
    ).exists()
