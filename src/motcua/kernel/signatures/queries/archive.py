"""What is kept for the archive, and until when it is proven."""

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db.models import QuerySet

from ..models import ArchivedFile, ArchiveStamping
from ..types import ArchivedInfo


def archived_info(row: ArchivedFile) -> ArchivedInfo:
    """Return a kept file as others see it."""
    return ArchivedInfo(
        original_file_id=row.original_file_id,
        original_sha256=row.original_sha256,
        file_id=row.file_id,
        sha256=row.sha256,
        proven_until=row.proven_until,
        kept_at=row.kept_at,
        problem=row.problem,
    )


def archived_files(original_file_ids: Collection[UUID]) -> Mapping[UUID, ArchivedInfo]:
    """Return the kept files among these originals, by the original's id, in one query."""
    found = ArchivedFile.objects.filter(original_file_id__in=original_file_ids)
    return {each.original_file_id: archived_info(each) for each in found}


def list_archived() -> QuerySet[ArchivedFile]:
    """List the kept files, whose proof ends first at the top."""
    return ArchivedFile.objects.order_by("proven_until", "id")


def list_stampings() -> QuerySet[ArchiveStamping]:
    """List the timestamps that were added, newest first."""
    return ArchiveStamping.objects.order_by("-at", "-id")
