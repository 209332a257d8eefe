"""Reading the text of files: asked for once, read by a job, page by page."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..events import TextRead
from ..models import TextOfFile
from ..queries.files import get_file
from ..queries.texts import to_text
from ..types import FileText, PageText, TextState

LEASE = timedelta(minutes=5)  # a worker that died gives its file back after so long
PATIENCE = timedelta(minutes=10)
GIVE_UP = 5


@transaction.atomic
def request_text(*, actor: Actor, file_id: UUID, at: datetime) -> FileText:
    """Ask for the text of a file and return what is known of it now.

    A job reads it: the text layer first, else the letters are recognised. A file is read once,
    however often it is asked for, and so are files of the same content.

    Returns:
        The text. Its state is WAITING until ``TextRead`` is told.

    Raises:
        FileUnknown: There is no such file.

    Publishes:
        TextRead: At once where a file of the same content was read before.
    """
    row = TextOfFile.objects.filter(file_id=file_id).first()
    if row is not None:
        return to_text(row)
    file = get_file(file_id)
    row, is_new = TextOfFile.objects.get_or_create(
        file=file, defaults={"asked_at": at, "retry_at": at}
    )
    if not is_new:
        return to_text(row)
    same = TextOfFile.objects.filter(
        file__sha256=file.sha256, file__erased_at=None, state=TextState.READ
    )
    if twin := same.first():
        row.pages, row.head = twin.pages, twin.head
        row.recognised, row.confidence = twin.recognised, twin.confidence
        _finish(row, TextState.READ, actor=actor, at=at)
    return to_text(row)


@transaction.atomic
def claim_text(*, at: datetime) -> TextOfFile | None:
    """Return the file that waits longest to be read, and keep other workers off it for a while."""
    waiting = TextOfFile.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        state=TextState.WAITING, retry_at__lte=at, file__erased_at=None
    )
    row = waiting.select_related("file").order_by("retry_at", "asked_at").first()
    if row is not None:
        row.retry_at = at + LEASE
        row.save(update_fields=["retry_at"])
    return row


@transaction.atomic
def record_pages(
    *, actor: Actor, file_id: UUID, pages: Sequence[PageText], is_last: bool, at: datetime
) -> FileText:
    """Keep the pages that were read; after the last one the text is known.

    Args:
        pages: Those that follow the pages which are kept already.

    Publishes:
        TextRead: After the last page.
    """
    row = TextOfFile.objects.select_for_update().get(file_id=file_id)
    if row.state != TextState.WAITING:
        return to_text(row)
    if pages and not row.pages:
        row.head = pages[0].layout
    sure = [each.confidence for each in pages if each.confidence is not None]
    if sure:
        before = (row.confidence or 0) * row.recognised
        row.recognised += len(sure)
        row.confidence = round((before + sum(sure)) / row.recognised)
    row.pages = [*row.pages, *(each.text for each in pages)]
    row.retry_at, row.attempts, row.error = at, 0, ""
    if is_last:
        _finish(row, TextState.READ, actor=actor, at=at)
    row.save()
    return to_text(row)


@transaction.atomic
def postpone_text(*, actor: Actor, file_id: UUID, error: str, is_final: bool, at: datetime) -> None:
    """Note why a file could not be read: it is tried again later, or given up.

    Args:
        is_final: Whether trying again cannot help. Where nobody recognises letters it helps.

    Publishes:
        TextRead: When it is given up.
    """
    row = TextOfFile.objects.select_for_update().get(file_id=file_id)
    if row.state != TextState.WAITING:
        return
    row.attempts, row.error = row.attempts + 1, error[:2000]
    row.retry_at = at + PATIENCE
    if is_final:
        _finish(row, TextState.UNREADABLE, actor=actor, at=at)
    row.save()


@transaction.atomic
def forget_text(*, actor: Actor, file_id: UUID) -> bool:  # noqa: ARG001 - as every use case
    """Destroy the text of a file that the archive destroyed; tell whether there was one."""
    deleted, _by_kind = TextOfFile.objects.filter(file_id=file_id).delete()
    return bool(deleted)


def _finish(row: TextOfFile, state: TextState, *, actor: Actor, at: datetime) -> None:
    row.state, row.read_at = state, at
    row.save()
    publish(
        TextRead(
            file_id=row.file_id,
            state=state.value,
            pages=len(row.pages),
            recognised=row.recognised,
        ),
        by=actor,
        at=at,
    )
