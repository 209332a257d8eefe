"""The register as annex IV prints it: ten columns, on the screen, on paper, in Excel."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from motcua.kernel.documents import api as documents

from ..models import Document, Receiver
from ..types import Delivery, Medium, State, Way
from .kinds import kind_names

_WIDTHS = (16, 12, 50, 22, 40, 24, 10, 14, 16, 24)


def register_heads() -> tuple[str, ...]:
    """Return the ten columns.

    Law:
        ND 30/2020, annex IV
    """
    return (
        "Số, ký hiệu văn bản",
        "Ngày tháng văn bản",
        "Tên loại và trích yếu nội dung văn bản",
        "Người ký",
        "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu",
        "Số lượng bản",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    )


def register_lines(rows: Sequence[Document]) -> list[tuple[str, ...]]:
    """Return the ten cells of each document; two queries however many there are."""
    names = kind_names()
    receivers: dict[object, list[Receiver]] = {}
    ids = [each.id for each in rows]
    for each in Receiver.objects.filter(document_id__in=ids).order_by("name", "id"):
        receivers.setdefault(each.document_id, []).append(each)
    return [_line(each, names, receivers.get(each.id, [])) for each in rows]


def _line(document: Document, names: dict[str, str], to: list[Receiver]) -> tuple[str, ...]:
    kind = names.get(document.kind, document.kind).split(" (")[0]
    subject, unit = document.subject, document.drafting_unit
    on_paper = [each for each in to if each.way == Way.PAPER]
    kept_at = _("Clerk’s office")
    copies = sum(each.copies for each in on_paper) + 1 if document.medium == Medium.PAPER else 1
    signed_for = [each.name for each in on_paper if each.state == Delivery.RECEIVED]
    return (
        document.number_symbol,
        f"{document.dated:%d/%m/%Y}" if document.dated else "",
        f"{kind}: {subject}" if kind else subject,
        document.signer_name,
        "; ".join(each.name for each in to),
        f"{kept_at}; {unit.short_name or unit.name}",
        str(copies),
        f"{document.issued_at:%d/%m/%Y}" if document.issued_at else "",
        "; ".join(signed_for),
        _note(document),
    )


def _note(document: Document) -> str:
    if document.state == State.CANCELLED:
        return _("Cancelled: %(reason)s") % {"reason": document.end_reason}
    if document.state == State.RECALLED:
        return _("Recalled: %(reason)s") % {"reason": document.end_reason}
    if document.state == State.REPLACED:
        return _("Replaced by %(number)s") % {"number": document.end_reason}
    if document.state == State.SIGNING:
        return _("Being signed and sealed")
    if document.medium == Medium.PAPER:
        return _("On paper") if document.file_id else _("On paper, without its scan")
    return ""


def register_workbook(rows: Sequence[Document], *, title: str) -> bytes:
    """Return the register as an Excel workbook."""
    return documents.draw_sheet(
        title=title,
        name="Sổ văn bản đi",
        heads=register_heads(),
        rows=register_lines(rows),
        widths=_WIDTHS,
    )
