"""Things for tests, also of modules above."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import motcua
from motcua.foundation import actors
from motcua.kernel.documents import api

PACKAGE = Path(motcua.__file__).parent
COMMON = PACKAGE / "kernel/documents/data/papers"
DOSSIERS = PACKAGE / "modules/public_services/dossiers/data/papers"
CIVIL_REGISTRY = PACKAGE / "modules/registers/civil_registry/data/papers"
SYSTEM = actors.system("tests")
AT = datetime(2024, 2, 5, 2, 15, tzinfo=UTC)
TOKEN = "K7QMB2X4TZ5WNL3RYH6A"  # noqa: S105 - no secret
CODE = "H24.12.03-240205-0007"

HEAD: dict[str, Any] = {
    "author": "Ủy ban nhân dân phường Sở Dầu",
    "at": AT,
    "unit": {
        "parent": "Quận Hồng Bàng",
        "name": "Ủy ban nhân dân phường Sở Dầu",
        "place": "Sở Dầu",
    },
    "verify": {
        "token": TOKEN,
        "url": f"https://motcua.example.vn/verify/{TOKEN}/?hs={CODE}&tt=1.001193.000.00.00.H24",
    },
    "dossier_code": CODE,
}
SIGNER = {
    "authority": "TM. Ủy ban nhân dân",
    "on_behalf": "KT. Chủ tịch",
    "title": "Phó Chủ tịch",
    "name": "Nguyễn Hữu Đường",
}
RECEIVER = {"title": "Công chức tiếp nhận", "name": "Trần Thị Quỳnh Ngữ"}
APPLICANT = {
    "name": "Phạm Thị Ngọc Ánh",
    "address": "Số 12 đường Hùng Vương, phường Sở Dầu, quận Hồng Bàng, thành phố Hải Phòng",
    "phone": "0912 345 678",
    "email": None,
}
CHILD = {
    "name": "Vũ Phạm Gia Huệ",
    "birth_date": date(2024, 1, 28),
    "birth_words": "Ngày hai mươi tám tháng một năm hai nghìn không trăm hai mươi tư",
    "gender": "Nữ",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "birth_place": "Bệnh viện Phụ sản Hải Phòng, phường Cầu Đất, quận Ngô Quyền, Hải Phòng",
    "home_town": "Xã Vĩnh Ngữ, huyện Vĩnh Bảo, thành phố Hải Phòng",
    "personal_number": "031324000123",
}
MOTHER = {
    "name": "Phạm Thị Ngọc Ánh",
    "birth_year": "1996",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "residence": "Số 12 đường Hùng Vương, phường Sở Dầu, quận Hồng Bàng, thành phố Hải Phòng",
}
FATHER = MOTHER | {"name": "Vũ Đức Thưởng", "birth_year": "1993"}


def paper_samples() -> dict[str, tuple[Path, dict[str, Any]]]:
    """Return a template and believable data for every paper that ships."""
    return {
        "ket-qua": (
            DOSSIERS / "ket-qua.typ",
            HEAD
            | {
                "title": "Giấy xác nhận tình trạng cư trú",
                "number": "15/GXN-UBND",
                "kind": "Giấy xác nhận",
                "subject": "Về việc đề nghị xác nhận của bà Phạm Thị Ngọc Ánh",
                "recipient": "Bà Phạm Thị Ngọc Ánh",
                "basis": ["Căn cứ Luật Tổ chức chính quyền địa phương;"],
                "paragraphs": [
                    "Theo đề nghị của bà Phạm Thị Ngọc Ánh, Ủy ban nhân dân phường Sở Dầu xác nhận:"
                ],
                "facts": [["Họ và tên", "Phạm Thị Ngọc Ánh"], ["Nơi cư trú", "Phường Sở Dầu"]],
                "copies": ["Như trên", "Lưu: VT"],
                "signer": SIGNER,
            },
        ),
        "cong-van": (
            DOSSIERS / "ket-qua.typ",
            HEAD
            | {
                "title": "Trả lời đề nghị của bà Phạm Thị Ngọc Ánh",
                "number": "16/UBND-TP",
                "kind": None,
                "subject": "trả lời đề nghị của bà Phạm Thị Ngọc Ánh",
                "recipient": "Bà Phạm Thị Ngọc Ánh",
                "basis": [],
                "paragraphs": ["Ủy ban nhân dân phường Sở Dầu trả lời như sau."] * 3,
                "facts": [],
                "copies": ["Như trên", "Lưu: VT, TP"],
                "signer": SIGNER,
            },
        ),
        "giay-khai-sinh": (
            CIVIL_REGISTRY / "giay-khai-sinh.typ",
            HEAD
            | {
                "title": "Giấy khai sinh số 21/2024",
                "entry_number": "21/2024",
                "child": CHILD,
                "mother": MOTHER,
                "father": FATHER,
                "declarant": {
                    "name": "Phạm Thị Ngọc Ánh",
                    "document": "Căn cước công dân số 031196000456",
                },
                "registered_at": "Ủy ban nhân dân phường Sở Dầu, quận Hồng Bàng, Hải Phòng",
                "registered_on": date(2024, 2, 5),
                "signer": SIGNER,
            },
        ),
        "trich-luc-khai-sinh": (
            CIVIL_REGISTRY / "trich-luc-khai-sinh.typ",
            HEAD
            | {
                "title": "Trích lục khai sinh (bản sao) số 44/TLKS-BS",
                "number": "44/TLKS-BS",
                "child": CHILD,
                "mother": MOTHER,
                "father": None,
                "registered_at": "Ủy ban nhân dân phường Sở Dầu, quận Hồng Bàng, Hải Phòng",
                "entry_number": "21/2024",
                "registered_on": date(2024, 2, 5),
                "annotations": [],
                "signer": SIGNER,
            },
        ),
        "to-khai": (
            COMMON / "to-khai.typ",
            HEAD
            | {
                "title": "Tờ khai đăng ký khai sinh",
                "verify": None,
                "form_title": "Tờ khai đăng ký khai sinh",
                "recipient": "Ủy ban nhân dân phường Sở Dầu",
                "sections": [
                    {
                        "title": "Người yêu cầu",
                        "lines": [["Họ, chữ đệm, tên", "Phạm Thị Ngọc Ánh"], ["Email", None]],
                    },
                    {"title": "Người được khai sinh", "lines": [["Giới tính", "Nữ"]]},
                ],
                "promise": None,
                "declarant": "Phạm Thị Ngọc Ánh",
                "signed_how": "Đã xác nhận bằng tài khoản VNeID\nlúc 09:15 05/02/2024",
            },
        ),
    }


def make_paper(
    *, pdf: bytes, unit_id: UUID, number: str = "21/2024", token: str | None = None
) -> api.PaperInfo:
    """Store a PDF and register it as an issued paper."""
    file = api.store(content=pdf, filename="giay.pdf", actor=SYSTEM, at=AT)
    return api.register_paper(
        token=token or api.reserve_token(),
        file_id=file.id,
        kind="RESULT",
        number=number,
        title=f"Giấy khai sinh số {number}",
        dossier_code=CODE,
        procedure_code="1.001193.000.00.00.H24",
        person_id=None,
        holder_name="Vũ Phạm Gia Huệ",
        unit_id=unit_id,
        actor=SYSTEM,
        at=AT,
    )


def read_texts() -> int:
    """Do what the worker's job does: read the files that wait; return how many were read."""
    from motcua.kernel.documents import tasks  # noqa: PLC0415 - Django must be up

    return tasks.read_waiting(seconds=60)


def put_text(file_id: UUID, text: str) -> None:
    """Let a file that waits be read as ``text``."""
    from motcua.kernel.documents.use_cases import texts  # noqa: PLC0415 - Django must be up

    page = api.PageText(text=text, layout=text, confidence=90)
    texts.record_pages(actor=SYSTEM, file_id=file_id, pages=[page], is_last=True, at=AT)
