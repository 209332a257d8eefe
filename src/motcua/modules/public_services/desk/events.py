"""Facts told to the house."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class CommentWritten(Event, code="desk.comment_written", stream="comment_id"):
    """An official wrote about a dossier; ``mentioned`` are accounts whom he calls."""

    comment_id: UUID
    submission_id: UUID
    dossier_code: str
    mentioned: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CommentChanged(Event, code="desk.comment_changed", stream="comment_id"):
    """A comment was put in other words, or taken back; the old words are kept."""

    comment_id: UUID
    submission_id: UUID
    dossier_code: str
    is_deleted: bool


@dataclass(frozen=True, kw_only=True)
class SaidToBeTwoMatters(Event, code="desk.said_to_be_two_matters", stream="submission_id"):
    """An official looked at two dossiers and found that they are not one matter."""

    submission_id: UUID
    dossier_code: str
    other_code: str
    reason: str


ALL = (CommentWritten, CommentChanged, SaidToBeTwoMatters)
