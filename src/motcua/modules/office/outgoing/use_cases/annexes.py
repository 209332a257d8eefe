"""Appendices that are files of their own."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.kernel.documents import api as documents

from .. import queries, rules
from ..errors import AnnexUnreadable, SecretRefused
from ..types import AnnexFile
from .common import EDITABLE, lock, require_holder

if TYPE_CHECKING:
    from django.core.files import File


@transaction.atomic
def store_annex(
    *, actor: Actor, document_id: UUID, content: "bytes | File[bytes]", filename: str, at: datetime
) -> AnnexFile:
    """Store a file that shall go with a draft; it belongs to it once a version names it.

    Raises:
        DocumentNotFound: There is none that the actor may see.
        WrongState: It is numbered already, or has ended.
        NotYourStep: It lies with another post.
        AnnexUnreadable: It is no PDF that can be signed.
        SecretRefused: It bears a mark of secrecy.
        FileRefused: The file may not be kept.

    Law:
        ND 30/2020, art. 15, annex I; L 29/2018
    """
    document = lock(actor, document_id, *EDITABLE)
    require_holder(actor, document)
    stored = documents.store(content=content, filename=filename, actor=actor, at=at)
    if stored.media_type != documents.MediaType.PDF:
        raise AnnexUnreadable(name=stored.filename)
    pages, text = queries.read_annex(documents.read(stored.id))
    if not pages:
        raise AnnexUnreadable(name=stored.filename)
    if mark := rules.mark_of_secrecy(text):
        raise SecretRefused(mark=mark)
    return AnnexFile(
        title=stored.filename.rsplit(".", 1)[0],
        filename=stored.filename,
        file_id=str(stored.id),
        sha256=stored.sha256,
        pages=pages,
    )
