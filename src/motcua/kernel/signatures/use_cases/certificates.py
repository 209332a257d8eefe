"""Certificates that must not be used any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..errors import CertificateUnknown
from ..events import CertificateRevoked
from ..models import Certificate
from ..queries.trust import signing_provider
from ..types import CertificateStatus


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
    signing_provider().revoke(key=found.provider_key, at=at, reason="cessation_of_operation")
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
