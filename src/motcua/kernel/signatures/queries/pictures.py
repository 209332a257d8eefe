"""Pictures of signatures and seals."""

from datetime import datetime

from motcua.kernel.documents import api as documents

from ..models import Picture
from ..types import SignerRef


def picture_of(signer: SignerRef, *, at: datetime) -> bytes | None:
    """Return the picture that is kept for a signer at an instant, or None.

    Raises:
        FileMissing: The disk does not have it.
    """
    newest = (
        Picture.objects.filter(role=signer.role, holder_id=signer.holder_id, valid_from__lte=at)
        .order_by("-valid_from", "-id")
        .first()
    )
    return documents.read(newest.file_id) if newest else None
