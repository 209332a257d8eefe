"""The register of ten columns and the follow-up book of seven: on screen, paper, in Excel."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from motcua.foundation.time import local_date

from ..models import Document, Reading
from ..types import State
from .kinds import kind_names

REGISTER_WIDTHS = (18, 14, 40, 28, 18, 0, 34, 18, 20, 26)
FOLLOW_WIDTHS = (16, 0, 46, 24, 46, 34, 34)


def register_heads() -> tuple[str, ...]:
    """Return the ten columns of the register.

    Law:
        ND 30/2020, annex IV
    """
    return (
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    )


def follow_heads() -> tuple[str, ...]:
    """Return the seven columns of the book that follows the handling.

    Law:
        ND 30/2020, annex IV
    """
    return (
        "Số đến",
        "Tên loại, số, ký hiệu, ngày tháng, cơ quan ban hành và trích yếu",
        "Đơn vị hoặc người nhận",
        "Thời hạn giải quyết",
        "Tiến độ giải quyết",
        "Số, ký hiệu văn bản trả lời",
        "Ghi chú",
    )


def _day(day: date | datetime | None) -> str:
    if day is None:
        return ""
    return f"{local_date(day) if isinstance(day, datetime) else day:%d/%m/%Y}"


def register_lines(documents: Sequence[Document]) -> list[tuple[str, ...]]:
    """Return the ten cells of each document; two queries however many there are."""
    names = kind_names()
    readers = _readers(documents)
    return [
        (
            _day(each.registered_at),
            str(each.arrival_number or ""),
            each.author,
            each.number_symbol,
            _day(each.issued_on),
            _title(each, names),
            _receiver(each),
            _day(each.routed_at),
            readers.get(each.id, ""),
            _note(each),
        )
        for each in documents
    ]


def follow_lines(documents: Sequence[Document], *, at: datetime) -> list[tuple[str, ...]]:
    """Return the seven cells of each document."""
    names = kind_names()
    return [
        (
            str(each.arrival_number or ""),
            ", ".join(
                part
                for part in (
                    names.get(each.kind, ""),
                    each.number_symbol,
                    _day(each.issued_on),
                    each.author,
                )
                if part
            )
            + f": {each.subject}",
            _receiver(each),
            _day(each.due_at),
            progress(each, at=at),
            each.answer_number,
            _note(each),
        )
        for each in documents
    ]


def progress(document: Document, *, at: datetime) -> str:
    """Return how far a document is, and whether that is in time."""
    label = str(State(document.state).label)
    if document.due_at is None or document.state == State.TAKEN_BACK:
        return label
    late = (document.closed_at or at) > document.due_at
    if document.closed_at:
        kept = _("late") if late else _("on time")
        return f"{label}, {kept}"
    overdue = _("overdue")
    return f"{label}, {overdue}" if late else label


def _title(document: Document, names: dict[str, str]) -> str:
    kind = names.get(document.kind, "").split(" (")[0]
    return f"{kind}: {document.subject}" if kind else document.subject


def _receiver(document: Document) -> str:
    unit = document.lead_unit
    if unit is None:
        return ""
    name = unit.short_name or unit.name
    return f"{name} ({document.handler_name})" if document.handler_name else name


def _readers(documents: Sequence[Document]) -> dict[object, str]:
    """Return who read each document first, for the column of signatures."""
    rows = Reading.objects.filter(document_id__in=[each.id for each in documents])
    found: dict[object, str] = {}
    for row in rows.order_by("read_at", "id"):
        found.setdefault(row.document_id, f"{row.name}, {_day(row.read_at)}")
    return found


def _note(document: Document) -> str:
    if document.state == State.TAKEN_BACK:
        return _("Taken back by the sender: %(reason)s") % {"reason": document.end_note}
    return document.end_note
