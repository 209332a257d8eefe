"""Certificates that must not be used any more."""

from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor


def revoke_certificate(*, certificate_id: UUID, reason: str, actor: Actor, at: datetime) -> None:
    """Revoke a certificate at its authority and in the registry; call it from a job."""
    raise NotImplementedError
