"""Believable data for every prescribed form, in each circular."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from motcua.kernel.documents.tests.factories import CODE, HEAD, SIGNER
from motcua.modules.public_services.dossiers import rules
from motcua.modules.public_services.dossiers.queries.papers import PAPERS
from motcua.modules.public_services.dossiers.types import FormNumber

URL = f"https://motcua.example.vn/track/{CODE}/"
AT = HEAD["at"]
DUE = datetime(2024, 2, 5, 10, 0, tzinfo=UTC)
DESK = "Bộ phận Tiếp nhận và Trả kết quả"
WARD = "Ủy ban nhân dân phường Sở Dầu"
OFFICE = {"parent": WARD, "name": DESK, "place": "Sở Dầu"}
RECEIVER = {"title": "", "name": "Trần Thị Quỳnh Ngữ", "authority": "", "on_behalf": ""}
APPLICANT = {
    "name": "Phạm Thị Ngọc Ánh",
    "address": "Số 12 đường Hùng Vương, phường Sở Dầu, quận Hồng Bàng, thành phố Hải Phòng",
    "phone": "0912 345 678",
    "email": None,
}
BY_DESK = {
    "unit": OFFICE,
    "desk": f"{DESK} – {WARD}",
    "applicant": APPLICANT,
    "signer": RECEIVER,
}
BY_HEAD = {
    "agency": WARD,
    "signer": SIGNER,
    "contact": {"name": "bà Trần Thị Quỳnh Ngữ", "phone": "0225 3 123 456"},
    "copies": ["Như trên", "Bộ phận Tiếp nhận và Trả kết quả", "Lưu: VT"],
}
VALUES: dict[FormNumber, dict[str, Any]] = {
    FormNumber.RECEIPT: BY_DESK
    | {
        "number": "07/2024",
        "request": "Đăng ký khai sinh",
        "papers": [
            {"name": "Tờ khai đăng ký khai sinh", "originals": 1, "copies": 0},
            {"name": "Giấy chứng sinh", "originals": 1, "copies": 0},
            {"name": "Giấy chứng nhận kết hôn của cha, mẹ (nếu có)", "originals": 0, "copies": 1},
        ],
        "sets": 1,
        "duration": "Trong ngày làm việc",
        "received_at": AT,
        "due_at": DUE,
        "result_way": "Bản giấy tại Bộ phận Tiếp nhận và Trả kết quả",
        "fee": "Không thu",
        "book": "2024",
        "serial": "0007",
        "submitter": "Phạm Thị Ngọc Ánh",
        "phone": "0225 3 123 456",
    },
    FormNumber.SUPPLEMENT: BY_DESK
    | {
        "number": "03/2024",
        "request": "Đăng ký khai sinh",
        "items": [
            {"what": "Giấy chứng sinh", "reason": "ảnh chụp mờ, không đọc được số"},
            {"what": "Nơi cư trú của cha", "reason": None},
        ],
        "reason": "Thành phần hồ sơ chưa đủ theo Điều 16 Luật Hộ tịch",
        "respond_by": date(2024, 2, 20),
        "contact": {"name": "bà Trần Thị Quỳnh Ngữ", "phone": "0225 3 123 456"},
    },
    FormNumber.REFUSAL: BY_DESK
    | {
        "number": "01/2024",
        "request": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "reasons": ["Thủ tục này thuộc thẩm quyền của Ủy ban nhân dân quận Hồng Bàng."],
        "legal_basis": "Điều 103 Luật Xây dựng",
        "advice": "Nộp hồ sơ tại Bộ phận một cửa quận Hồng Bàng hoặc nộp trực tuyến",
        "submitter": "Phạm Thị Ngọc Ánh",
    },
    FormNumber.APOLOGY: BY_HEAD
    | {
        "number": "02/2024",
        "request": "Xác nhận tình trạng hôn nhân",
        "recipient": APPLICANT,
        "received_at": AT,
        "due_at": DUE,
        "is_past": False,
        "at_fault": "Công an phường Sở Dầu",
        "reason": "Cơ quan phối hợp chưa trả lời xác minh.",
        "new_due_at": datetime(2024, 2, 7, 10, 0, tzinfo=UTC),
    },
    FormNumber.STOP: BY_HEAD
    | {
        "number": "01/2024",
        "request": "Xác nhận tình trạng hôn nhân",
        "applicant": APPLICANT,
        "received_at": AT,
        "stage": "Thụ lý hồ sơ, chờ bổ sung",
        "ground": "Hết thời hạn mà hồ sơ chưa được bổ sung",
        "reason": "Đến hết ngày 20/02/2024, Giấy chứng sinh chưa được bổ sung.",
        "legal_basis": None,
        "settlement": "Không phát sinh",
        "advice": "Ông/Bà có thể nộp hồ sơ mới bất cứ lúc nào.",
    },
    FormNumber.CONTROL: {
        "unit": OFFICE,
        "number": "0007",
        "request": "Đăng ký khai sinh",
        "lead": "Công chức Tư pháp - Hộ tịch, UBND phường Sở Dầu",
        "partners": ["Công an phường Sở Dầu"],
        "received_at": AT,
        "due_at": DUE,
        "rows": [
            {
                "step": "Thẩm định hồ sơ",
                "from": {"unit": DESK, "person": "Trần Thị Quỳnh Ngữ"},
                "to": {"unit": "Tư pháp - Hộ tịch", "person": "Lê Thị Thuỷ Tiên"},
                "at": AT,
                "due_at": datetime(2024, 2, 5, 8, 0, tzinfo=UTC),
                "outcome": "ON_TIME",
                "note": None,
            },
            {
                "step": "Xác minh",
                "from": {"unit": "Tư pháp - Hộ tịch", "person": "Lê Thị Thuỷ Tiên"},
                "to": {"unit": "Công an phường Sở Dầu", "person": "Bùi Văn Khôi"},
                "at": datetime(2024, 2, 5, 7, 5, tzinfo=UTC),
                "due_at": DUE,
                "outcome": "LATE",
                "note": "Trả lời chậm",
            },
            {
                "step": "Ký giấy khai sinh",
                "from": {"unit": "Tư pháp - Hộ tịch", "person": "Lê Thị Thuỷ Tiên"},
                "to": {"unit": "Lãnh đạo UBND", "person": "Nguyễn Hữu Đường"},
                "at": datetime(2024, 2, 6, 1, 0, tzinfo=UTC),
                "due_at": None,
                "outcome": None,
                "note": None,
            },
        ],
    },
    FormNumber.REGISTER: {
        "unit": OFFICE,
        "verify": None,
        "book": "2024",
        "period": "Tháng 02 năm 2024",
        "rows": [
            {
                "serial": nth,
                "dossier_code": f"H24.12.03-240205-{nth:04}",
                "procedure": "Đăng ký khai sinh",
                "applicant": "Phạm Thị Ngọc Ánh",
                "contact": "Số 12 Hùng Vương; 0912 345 678",
                "lead": "Tư pháp - Hộ tịch",
                "sets": 1,
                "received_at": AT,
                "due_at": DUE,
                "sent_at": AT,
                "result_at": None,
                "returned_at": None,
                "result_way": "Trực tuyến",
                "signed": None,
                "note": None,
            }
            for nth in range(1, 31)
        ],
    },
}


def sample(circular: str, form: FormNumber) -> tuple[Path, dict[str, Any]]:
    """Return the template and the data of a form in a circular."""
    sheet = rules.form_sheet(circular, form)
    common = {"title": sheet.title, "form_mark": sheet.mark}
    verify = {"token": CODE, "url": URL}
    return PAPERS / sheet.template, HEAD | {"verify": verify} | common | VALUES[form]


SAMPLES = {
    sheet.template.removesuffix(".typ").replace("/", "-"): (circular, form, sheet)
    for circular in (rules.TT_01_2018, rules.TT_03_2025)
    for form in FormNumber
    for sheet in [rules.form_sheet(circular, form)]
}
