"""Papers that two people sign: hand-over and destruction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..models import Destruction, DestructionLine, File, Item, Transfer, TransferLine
from ..types import Medium, Target
from .lists import lines_with_files
from .papers import (
    FILE_HEADS,
    FILE_WIDTHS,
    IN_HOUSE,
    PAPERS,
    SIGN,
    as_day,
    draw_list,
    file_rows,
)

MINUTES = PAPERS / "bien-ban-v1.typ"


def _instant(at: datetime | None) -> str:
    return f"{local(at):%H:%M %d/%m/%Y}" if at else ""


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
    return draw_list(
        transfer.from_unit.name,
        at,
        heading="Mục lục hồ sơ, tài liệu nộp lưu",
        under=[transfer.title],
        heads=FILE_HEADS,
        widths=FILE_WIDTHS,
        rows=file_rows(files),
        after=[f"Mục lục này có {len(files)} hồ sơ."],
        signers=_two(transfer),
        landscape=True,
    )


def _two(transfer: Transfer) -> list[dict[str, str | None]]:
    return [
        {
            "title": "Đại diện bên giao",
            "note": IN_HOUSE if transfer.given_by_name else SIGN,
            "name": transfer.given_by_name or None,
        },
        {
            "title": "Đại diện bên nhận",
            "note": IN_HOUSE if transfer.received_by_name else SIGN,
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
                f"- Thời gian của tài liệu: từ {as_day(min(days, default=None))} đến "
                f"{as_day(max(days, default=None))}."
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
        "begins_on": as_day(file.begins_on),
        "ends_on": as_day(file.ends_on),
        "expires_on": as_day(file.expires_on),
        "sheets": file.sheets,
        "documents": [
            {
                "position": each.position,
                "kind": each.record.kind_name,
                "number": each.record.number_symbol,
                "issued_on": as_day(each.record.issued_on),
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
