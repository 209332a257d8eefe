"""Signing papers: the person first, the organisation second."""

from datetime import datetime

from motcua.foundation.actors import Actor

from ..types import SignedDocument, SignerRef


def sign_document(
    *,
    pdf: bytes,
    person: SignerRef,
    organisation: SignerRef | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    """Sign a paper by the authorised person, then by the organisation; call it from a job."""
    raise NotImplementedError
