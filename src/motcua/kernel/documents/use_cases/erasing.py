"""Erasing what the archive destroys."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..events import FileErased
from ..models import StoredFile, TextOfFile
from ..queries.files import path_of


@transaction.atomic
def erase_files(
    *, actor: Actor, file_ids: Collection[UUID], reason: str, at: datetime
) -> dict[UUID, bool]:
    """Let files be read no more; bytes leave the disk, their text the database; the rows stay.

    The calling use case has checked the right and the law. Bytes that another file shares stay
    for that file. Called again it changes nothing.

    Args:
        reason: What whoever asks for the file will read.

    Returns:
        Each file that is there, and whether its bytes leave the disk.

    Publishes:
        FileErased

    Law:
        L 33/2024
    """
    rows = list(StoredFile.objects.select_for_update().filter(id__in=list(file_ids)))
    fresh = [row for row in rows if row.erased_at is None]
    for row in fresh:
        row.erased_at, row.erased_reason = at, reason
    StoredFile.objects.bulk_update(fresh, ["erased_at", "erased_reason"])
    TextOfFile.objects.filter(file__in=fresh).delete()
    for row in fresh:
        publish(FileErased(file_id=row.id, sha256=row.sha256, reason=reason), by=actor, at=at)
    shared = StoredFile.objects.filter(sha256__in=[row.sha256 for row in rows], erased_at=None)
    needed = set(shared.values_list("sha256", flat=True))
    return {row.id: row.sha256 not in needed for row in rows}


@transaction.atomic
def remove_content(*, sha256: str) -> bool:
    """Take bytes off the disk that no file needs any more; tell whether they are gone.

    The table is locked against new rows meanwhile, so that nobody who stores the same bytes at
    this moment is left with a row alone: ``store`` looks once more after its row is written.
    """
    with connection.cursor() as cursor:
        cursor.execute("lock table documents_storedfile in share row exclusive mode")
    if StoredFile.objects.filter(sha256=sha256, erased_at=None).exists():
        return False
    path_of(sha256).unlink(missing_ok=True)
    return True
