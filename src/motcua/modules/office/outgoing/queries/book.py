"""The register as annex IV prints it: ten columns, on the screen, on paper, in Excel."""

import io
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from motcua.foundation.actors import Actor

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


def register_lines(documents: Sequence[Document]) -> list[tuple[str, ...]]:
    """Return the ten cells of each document; two queries however many there are."""
    names = kind_names()
    receivers: dict[object, list[Receiver]] = {}
    ids = [each.id for each in documents]
    for each in Receiver.objects.filter(document_id__in=ids).order_by("name", "id"):
        receivers.setdefault(each.document_id, []).append(each)
    return [_line(each, names, receivers.get(each.id, [])) for each in documents]


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


def list_signing(*, actor: Actor) -> QuerySet[Document]:
    """List what has its number and waits for signature and seal, oldest first."""
    rows = Document.objects.visible_to(actor).filter(state=State.SIGNING)
    return rows.select_related("drafting_unit").order_by("numbered_at", "id")


def register_workbook(documents: Sequence[Document], *, title: str) -> bytes:
    """Return the register as an Excel workbook."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Sổ văn bản đi"
    sheet.append([title])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(list(register_heads()))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line in register_lines(documents):
        # A leading sign would be read as a formula.
        sheet.append([f"'{cell}" if cell[:1] in {"=", "+", "@"} else cell for cell in line])
    for letter, width in zip("ABCDEFGHIJ", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
