"""The papers of the archive: plan, contents of a file, hand-over, destruction, labels."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..models import Destruction, DestructionLine, File, Item, Place, Plan, Transfer, TransferLine
from ..types import Medium, PlanState, Target
from .filing import items_in
from .lists import lines_with_files, path_of
from .plans import HEADS, plan_rows

PAPERS = Path(__file__).resolve().parents[1] / "data" / "papers"
LIST = PAPERS / "danh-sach-v1.typ"
MINUTES = PAPERS / "bien-ban-v1.typ"
LABELS = PAPERS / "nhan-v1.typ"
_SIGN = "(Ký và ghi rõ họ tên)"
_IN_HOUSE = "(Đã xác nhận trên hệ thống)"
_ITEM_HEADS = (
    "STT",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Tác giả văn bản",
    "Tờ số/Trang số",
    "Ghi chú",
)
_FILE_HEADS = (
    "STT",
    "Số, ký hiệu hồ sơ",
    "Tiêu đề hồ sơ",
    "Thời gian tài liệu",
    "Thời hạn bảo quản",
    "Số tờ/Số trang",
    "Ghi chú",
)
_FILE_WIDTHS = ("10", "26", "", "30", "22", "18", "24")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _instant(at: datetime | None) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


def _list(unit_name: str, at: datetime, **values: Any) -> bytes:
    given = {
        "title": values["heading"],
        "author": unit_name,
        "at": at,
        "unit_name": unit_name,
        "under": [],
        "after": [],
        "signers": [],
        "landscape": False,
        "verify": None,
    }
    return documents.render_paper(LIST, {**given, **values})


def plan_paper(plan: Plan, *, at: datetime) -> bytes:
    """Return the record plan as annex V prints it.

    Law:
        ND 30/2020, annex V
    """
    decided = plan.decided_by_name if plan.state == PlanState.APPROVED else None
    return _list(
        plan.unit.name,
        at,
        heading="Danh mục hồ sơ",
        under=[f"Năm {plan.year}"],
        heads=HEADS,
        widths=("26", "", "24", "36", "26"),
        rows=plan_rows(plan),
        after=[f"Danh mục này có {plan.headings.count()} hồ sơ."],
        signers=[
            {
                "title": "Người đứng đầu cơ quan",
                "note": _IN_HOUSE if decided else _SIGN,
                "name": decided,
            }
        ],
    )


def contents_rows(items: Sequence[Item]) -> list[tuple[str, ...]]:
    """Return the seven columns of the list of documents in a file.

    Law:
        ND 30/2020, annex V
    """
    return [
        (
            str(each.position),
            each.record.number_symbol,
            _day(each.record.issued_on),
            ": ".join(part for part in (each.record.kind_name, each.record.subject) if part),
            each.record.author,
            str(each.sheets or each.record.pages or ""),
            each.note,
        )
        for each in items
    ]


def contents_paper(file: File, *, at: datetime) -> bytes:
    """Return the list of documents in a file.

    Law:
        ND 30/2020, annex V
    """
    return _list(
        file.unit.name,
        at,
        heading="Mục lục văn bản trong hồ sơ",
        under=[f"Hồ sơ số: {file.code}, năm {file.year}", file.title],
        heads=_ITEM_HEADS,
        widths=("10", "28", "22", "", "38", "18", "22"),
        rows=contents_rows(items_in(file)),
        after=[f"Hồ sơ này có {file.documents} văn bản, {file.sheets} tờ (trang)."],
        landscape=True,
    )


def contents_sheet(file: File) -> bytes:
    """Return the list of documents in a file as an Excel workbook."""
    return documents.draw_sheet(
        title=f"Mục lục văn bản trong hồ sơ {file.code} năm {file.year}",
        name="Mục lục văn bản",
        heads=_ITEM_HEADS,
        rows=contents_rows(items_in(file)),
        widths=(6, 18, 14, 60, 32, 10, 20),
    )


def file_rows(files: Sequence[File]) -> list[tuple[str, ...]]:
    """Return the seven columns of a list of files.

    Law:
        ND 30/2020, annex V
    """
    return [
        (
            str(n),
            f"{file.code} ({file.year})",
            file.title,
            f"{_day(file.begins_on)} – {_day(file.ends_on)}",
            rules.years_in_words(file.years),
            str(file.sheets or ""),
            str(Medium(file.medium).label) if file.medium != Medium.DIGITAL else "",
        )
        for n, file in enumerate(files, start=1)
    ]


def files_sheet(files: Sequence[File], *, title: str) -> bytes:
    """Return a list of files as an Excel workbook."""
    return documents.draw_sheet(
        title=title,
        name="Hồ sơ",
        heads=_FILE_HEADS,
        rows=file_rows(files),
        widths=(6, 18, 60, 26, 16, 12, 20),
    )


def title_of_transfer(from_unit_id: UUID, target: Target, year: int) -> str:
    """Return how a hand-over is called unless somebody names it."""
    name = organisation.get_unit(from_unit_id).name
    where = "lưu trữ cơ quan" if target is Target.CURRENT else "lưu trữ lịch sử"
    return f"{name} nộp {where} năm {year}"


def transfer_papers(transfer: Transfer, *, at: datetime) -> Mapping[str, tuple[str, bytes]]:
    """Return the two papers of a hand-over: the list of files, and the minutes.

    Law:
        ND 30/2020, art. 30, annex V
    """
    lines = lines_with_files(transfer)
    stem = f"{local(at):%Y%m%d}-{str(transfer.id)[-6:]}"
    return {
        "list_file_id": (f"muc-luc-nop-luu-{stem}.pdf", transfer_list(transfer, lines, at=at)),
        "minutes_file_id": (f"bien-ban-giao-nhan-{stem}.pdf", _minutes(transfer, lines, at=at)),
    }


def transfer_list(transfer: Transfer, lines: Sequence[TransferLine], *, at: datetime) -> bytes:
    """Return the list of files that are handed over (mục lục hồ sơ nộp lưu)."""
    files = [each.file for each in lines]
    return _list(
        transfer.from_unit.name,
        at,
        heading="Mục lục hồ sơ, tài liệu nộp lưu",
        under=[transfer.title],
        heads=_FILE_HEADS,
        widths=_FILE_WIDTHS,
        rows=file_rows(files),
        after=[f"Mục lục này có {len(files)} hồ sơ."],
        signers=_two(transfer),
        landscape=True,
    )


def _two(transfer: Transfer) -> list[dict[str, str | None]]:
    return [
        {
            "title": "Đại diện bên giao",
            "note": _IN_HOUSE if transfer.given_by_name else _SIGN,
            "name": transfer.given_by_name or None,
        },
        {
            "title": "Đại diện bên nhận",
            "note": _IN_HOUSE if transfer.received_by_name else _SIGN,
            "name": transfer.received_by_name or None,
        },
    ]


def _minutes(transfer: Transfer, lines: Sequence[TransferLine], *, at: datetime) -> bytes:
    files = [each.file for each in lines]
    days = [day for each in files for day in (each.begins_on, each.ends_on) if day]
    on_paper = [each for each in files if each.medium != Medium.DIGITAL]
    boxes = {each.place_id for each in on_paper if each.place_id}
    electronic = [each for each in files if each.medium != Medium.PAPER]
    data_files = sum(
        each.items.filter(record__stored_file_id__isnull=False).count() for each in electronic
    )
    receiver = transfer.receiver or f"{transfer.received_by_name}, lưu trữ cơ quan"
    return _minutes_paper(
        transfer.unit_id,
        at=at,
        subject="Về việc giao nhận hồ sơ, tài liệu",
        bases=["Căn cứ Luật Lưu trữ số 33/2024/QH15;", "Căn cứ Nghị định số 30/2020/NĐ-CP."],
        paragraphs=[
            (
                f"Bên giao: {transfer.from_unit.name}, đại diện: {transfer.given_by_name}, "
                f"xác nhận lúc {_instant(transfer.given_at)}."
            ),
            f"Bên nhận: {receiver}, xác nhận lúc {_instant(transfer.received_at)}.",
            "Thống nhất giao nhận hồ sơ, tài liệu như sau:",
            f"- Tên khối tài liệu giao nộp: {transfer.title}.",
            (
                f"- Thời gian của tài liệu: từ {_day(min(days, default=None))} đến "
                f"{_day(max(days, default=None))}."
            ),
            (
                f"- Tài liệu giấy: {len(on_paper)} hồ sơ, "
                f"{sum(each.sheets for each in on_paper)} tờ, {len(boxes)} hộp."
            ),
            f"- Tài liệu điện tử: {len(electronic)} hồ sơ, {data_files} tệp.",
            f"- Tình trạng tài liệu giao nộp: {transfer.condition}.",
            "Biên bản lập thành 02 bản, mỗi bên giữ 01 bản, kèm theo mục lục hồ sơ nộp lưu.",
        ],
        signers=_two(transfer),
    )


def _minutes_paper(unit_id: UUID, *, at: datetime, **values: Any) -> bytes:
    unit = organisation.get_unit(unit_id)
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    given = {
        "title": f"Biên bản {values['subject'][:1].lower()}{values['subject'][1:]}",
        "author": unit.name,
        "at": at,
        "unit": {
            "parent": parent.name if parent else None,
            "name": unit.name,
            "short": unit.short_name,
            "place": "",
        },
        "number": "",
        "form_mark": None,
        "kind_heading": "Biên bản",
        "bases": [],
        "heads": [],
        "widths": [],
        "rows": [],
        "after": [],
        "verify": None,
    }
    return documents.render_paper(MINUTES, {**given, **values})


def frozen(file: File, items: Sequence[Item]) -> dict[str, Any]:
    """Return what a file and its documents were, as the record of their destruction keeps it."""
    return {
        "code": file.code,
        "year": file.year,
        "title": file.title,
        "unit": file.keeper_unit.name,
        "years": file.years,
        "basis": file.basis,
        "begins_on": _day(file.begins_on),
        "ends_on": _day(file.ends_on),
        "expires_on": _day(file.expires_on),
        "sheets": file.sheets,
        "documents": [
            {
                "position": each.position,
                "kind": each.record.kind_name,
                "number": each.record.number_symbol,
                "issued_on": _day(each.record.issued_on),
                "author": each.record.author,
                "subject": each.record.subject,
                "sha256": each.record.sha256,
            }
            for each in items
        ],
    }


def destruction_minutes(
    destruction: Destruction, lines: Sequence[DestructionLine], *, at: datetime
) -> bytes:
    """Return the record of a destruction: what, why, who decided, which two did it."""
    rows = [
        (
            str(n),
            f"{line.facts['code']} ({line.facts['year']})",
            line.facts["title"],
            rules.years_in_words(line.facts["years"]),
            line.facts["expires_on"],
            str(len(line.facts["documents"])),
        )
        for n, line in enumerate(sorted(lines, key=lambda each: each.position), start=1)
    ]
    council = [f"Hội đồng xác định giá trị tài liệu: {destruction.council}"]
    return _minutes_paper(
        destruction.unit_id,
        at=at,
        number=f"{destruction.number}/{destruction.year}",
        subject="Về việc hủy tài liệu hết giá trị",
        bases=[
            "Căn cứ Luật Lưu trữ số 33/2024/QH15;",
            f"Căn cứ quyết định: {destruction.decision}.",
        ],
        paragraphs=[
            f"Lý do: {destruction.reason}",
            *(council if destruction.council else []),
            f"Quyết định hủy: {destruction.decided_by_name}, {_instant(destruction.decided_at)}.",
            "Đã hủy các hồ sơ sau đây, gồm cả tệp dữ liệu trên hệ thống:",
        ],
        heads=("STT", "Ký hiệu", "Tiêu đề hồ sơ", "Thời hạn", "Hết hạn ngày", "Số văn bản"),
        widths=("10", "28", "", "20", "24", "18"),
        rows=rows,
        after=[
            (
                f"Tổng số: {len(rows)} hồ sơ. Số tệp bị xóa khỏi hệ thống: "
                f"{sum(each.erased for each in lines)}. Dòng ghi trong sổ và biên bản này được "
                "giữ vĩnh viễn."
            ),
        ],
        signers=[
            {
                "title": "Người thực hiện thứ nhất",
                "note": f"(Xác nhận lúc {_instant(destruction.first_at)})",
                "name": destruction.first_by_name,
            },
            {
                "title": "Người thực hiện thứ hai",
                "note": f"(Xác nhận lúc {_instant(destruction.second_at)})",
                "name": destruction.second_by_name,
            },
        ],
    )


def box_labels(boxes: Sequence[Place], *, at: datetime) -> bytes:
    """Return the labels of boxes, each with the files that lie in it."""
    labels = []
    for box in boxes:
        files = list(box.files.order_by("year", "code", "id"))
        shown = [f"{each.code} ({each.year}): {each.title}"[:60] for each in files[:8]]
        more = len(files) - len(shown)
        labels.append(
            {
                "unit": box.unit.name,
                "kind": "Hộp hồ sơ",
                "name": box.name,
                "place": path_of(box.above),
                "lines": shown + ([f"và {more} hồ sơ nữa"] if more > 0 else []),
                "years": "",
                "svg": _qr(f"/workspace/archive/stores/?box={box.id}"),
            }
        )
    return _labels(labels, title="Nhãn hộp hồ sơ", at=at)


def file_cover(file: File, *, at: datetime) -> bytes:
    """Return the label of a file's cover (bìa hồ sơ)."""
    lines = [
        file.title,
        f"Từ ngày {_day(file.begins_on) or '…'} đến ngày {_day(file.ends_on) or '…'}",
        f"Gồm {file.documents} văn bản, {file.sheets} tờ",
        f"Đơn vị lập: {file.keeper_unit.name}",
    ]
    label = {
        "unit": file.unit.name,
        "kind": "Hồ sơ",
        "name": f"{file.code} – {file.year}",
        "place": path_of(file.place),
        "lines": lines,
        "years": rules.years_in_words(file.years),
        "svg": _qr(f"/workspace/archive/files/{file.id}/"),
    }
    return _labels([label], title="Bìa hồ sơ", at=at)


def _labels(labels: list[dict[str, Any]], *, title: str, at: datetime) -> bytes:
    return documents.render_paper(
        LABELS, {"title": title, "author": "Một Cửa", "at": at, "labels": labels, "verify": None}
    )


def _qr(path: str) -> str:
    return documents.qr_svg(f"{settings.SITE_URL}{path}")
