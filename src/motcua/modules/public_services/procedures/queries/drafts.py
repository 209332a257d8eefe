"""Versions that somebody works on, and what keeps them from being published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..models import Draft, PlainTextRecord
from ..rules import plain, rows
from ..types import Content, PlainText, Row, WrittenText


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo:
    """A draft as its pages show it.

    Attributes:
        missing: Parts of the plain text that are not written yet.
        is_older: Whether the plain text is older than the legal one.
        is_outdated: Whether the procedure was published anew since the draft was begun.
    """

    code: str
    name: str
    base_number: int
    record: Mapping[str, Any]
    content: Content
    plain: PlainText
    missing: tuple[str, ...]
    is_older: bool
    is_outdated: bool
    legal_changed_at: datetime
    legal_changed_by: str
    plain_changed_at: datetime | None
    plain_changed_by: str
    begun_at: datetime
    begun_by: str

    @property
    def is_first(self) -> bool:
        return self.base_number == 0

    @property
    def is_blocked(self) -> bool:
        return bool(self.missing) or self.is_older or self.is_outdated


def _info(draft: Draft) -> DraftInfo:
    content, faults = rows.read_row(Row(1, draft.record))
    if content is None:  # saved sound by an earlier release
        raise ValueError(f"the draft of {draft.procedure_id} cannot be read: {faults}")
    text = plain.read(draft.plain)
    newest = draft.procedure.versions.order_by("-number").values_list("id", flat=True).first()
    return DraftInfo(
        code=draft.procedure.code,
        name=content.name,
        base_number=draft.base.number if draft.base else 0,
        record=draft.record,
        content=content,
        plain=text,
        missing=plain.missing_parts(text),
        is_older=plain.is_older(plain_at=draft.plain_changed_at, legal_at=draft.legal_changed_at),
        is_outdated=newest != draft.base_id,
        legal_changed_at=draft.legal_changed_at,
        legal_changed_by=draft.legal_changed_by,
        plain_changed_at=draft.plain_changed_at,
        plain_changed_by=draft.plain_changed_by,
        begun_at=draft.begun_at,
        begun_by=draft.begun_by,
    )


def find_draft(code: str) -> DraftInfo | None:
    """Return the draft of a procedure's next version, if somebody works on one."""
    found = Draft.objects.filter(procedure__code=code).select_related("procedure", "base").first()
    return _info(found) if found else None


def list_first_drafts() -> tuple[DraftInfo, ...]:
    """List the procedures that are begun and not published yet, the newest first."""
    found = Draft.objects.filter(base=None).select_related("procedure", "base")
    return tuple(_info(one) for one in found.order_by("-begun_at", "id"))


def list_draft_codes() -> frozenset[str]:
    """Return the codes of the procedures on which somebody works."""
    return frozenset(Draft.objects.values_list("procedure__code", flat=True))


def list_texts(code: str) -> tuple[tuple[int, WrittenText], ...]:
    """List every plain text of a procedure with the number of its version, the newest first."""
    rows_ = PlainTextRecord.objects.filter(version__procedure__code=code).select_related("version")
    return tuple(
        (
            one.version.number,
            WrittenText(
                written_at=one.written_at,
                written_by=one.written_by,
                **{name: getattr(one, name) for name in plain.PARTS},
            ),
        )
        for one in rows_.order_by("-written_at", "-id")
    )
