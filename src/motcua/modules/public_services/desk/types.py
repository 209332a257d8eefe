"""Values of the desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

EDIT_WITHIN = timedelta(minutes=15)
LONGEST = 4000
MOST_VIEWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A post whose holders may be called into a conversation about a dossier."""

    post_id: UUID
    title: str
    unit_name: str
    persons: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentInfo:
    """A comment as its readers see it; ``body`` is empty once it was taken back."""

    id: UUID
    dossier_code: str
    account_id: UUID | None
    author: str
    body: str
    written_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    mentioned: tuple[str, ...]
