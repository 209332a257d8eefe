"""The text of files, as far as it is read."""

from uuid import UUID

from ..models import TextOfFile
from ..types import FileText, TextState


def read_text(file_id: UUID) -> FileText:
    """Return the text of a file; state WAITING until ``request_text`` was heard and done.

    Files that nobody asked about, and those that the archive destroyed, have none.
    """
    row = TextOfFile.objects.filter(file_id=file_id, file__erased_at=None).first()
    return FileText(file_id=file_id, state=TextState.WAITING) if row is None else to_text(row)


def to_text(row: TextOfFile) -> FileText:
    """Return the frozen value of a row."""
    if row.state != TextState.READ:
        return FileText(file_id=row.file_id, state=TextState(row.state))
    return FileText(
        file_id=row.file_id,
        state=TextState.READ,
        text="\n\n".join(row.pages),
        head=row.head,
        pages=len(row.pages),
        recognised=row.recognised,
        confidence=row.confidence,
    )
