"""What is left of a document that the archive destroys: its line in the register."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor

from ..models import Annex, Comment, Document, Typed, Version


@transaction.atomic
def forget_words(
    *,
    actor: Actor,  # noqa: ARG001 - as every use case
    document_ids: Collection[UUID],
    at: datetime,  # noqa: ARG001 - as every use case
) -> tuple[UUID, ...]:
    """Drop what destroyed documents said: versions, what was typed, comments.

    Number, day, kind, subject, signer and receivers stay in the register. The calling use case
    has checked the right and the law. Called again it changes nothing.

    Returns:
        The stored files that go with them: Word files, and appendices that are files of their own.

    Law:
        L 33/2024
    """
    ids = list(document_ids)
    versions = Version.objects.filter(document_id__in=ids)
    files = set(versions.exclude(source_file_id=None).values_list("source_file_id", flat=True))
    for pair in Annex.objects.filter(document_id__in=ids).values_list("source_file_id", "file_id"):
        files.update(pair)
    for document in Document.objects.filter(id__in=ids):
        left = {"kind": document.kind, "subject": document.subject}
        document.versions.update(content=left, findings=[])
    Comment.objects.filter(document_id__in=ids).delete()
    Typed.objects.filter(document_id__in=ids).delete()
    return tuple(sorted(file for file in files if file is not None))
