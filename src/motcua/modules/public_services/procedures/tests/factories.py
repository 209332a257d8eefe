"""Records of the catalogue, and the catalogue itself, for tests here and in the modules above."""

import copy
import json
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from motcua.foundation import actors
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.queries import files
from motcua.modules.public_services.procedures.use_cases import editing

AT = datetime(2024, 3, 4, 2, tzinfo=UTC)  # a Monday, 9 o'clock in Việt Nam
SINCE, TODAY = date(2023, 1, 1), date(2024, 3, 4)
KEEPER = actors.system("test")
BIRTH = "1.001193"
_minutes = count(1)
_RECORD: dict[str, Any] = {
    "code": "1.999001",
    "name": "Cấp giấy phép nuôi mèo",
    "field": "Chăn nuôi",
    "level": "ward",
    "authority": "UBND cấp xã",
    "applicant": ["citizen"],
    "online_level": "full",
    "duration": {"value": 3, "unit": "working_day"},
    "fees": [{"name": "Lệ phí", "amount_vnd": 5000, "note": "mỗi con"}],
    "components": [
        {
            "name": "Đơn đề nghị",
            "originals": 1,
            "copies": 0,
            "form_code": None,
            "required": True,
            "case": None,
        }
    ],
    "result": "Giấy phép nuôi mèo",
    "legal_basis": ["01/2024/NĐ-CP"],
    "steps": [
        {
            "name": "Tiếp nhận hồ sơ",
            "role": "Bộ phận Tiếp nhận và Trả kết quả",
            "duration_hours": 2.0,
        },
        {"name": "Thẩm định", "role": "Công chức Văn hóa - Xã hội", "duration_hours": 16.0},
        {"name": "Ký", "role": "Lãnh đạo UBND cấp xã", "duration_hours": 4.0},
        {
            "name": "Trả kết quả",
            "role": "Bộ phận Tiếp nhận và Trả kết quả",
            "duration_hours": 2.0,
        },
    ],
}


def a_record(**changes: Any) -> dict[str, Any]:
    """Return a sound record, as a line of a file says it."""
    return {**copy.deepcopy(_RECORD), **changes}


def as_lines(*records: Any) -> bytes:
    """Return a file of records; a text stands as it is, for lines that are none."""
    return b"\n".join(
        (one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)).encode()
        for one in records
    )


def import_records(
    *records: Any, effective_from: date = SINCE, actor: actors.Actor = KEEPER, **options: Any
) -> api.ImportReport:
    """Import some records."""
    return api.import_procedures(
        actor=actor,
        filename="catalogue.jsonl",
        data=as_lines(*records),
        effective_from=effective_from,
        at=AT,
        **options,
    )


def import_shipped(*codes: str) -> api.ImportReport:
    """Import procedures of the shipped catalogue: those named, or all."""
    lines = [line for line in files.shipped_catalogue().splitlines() if line.strip()]
    if codes:
        lines = [line for line in lines if json.loads(line)["code"] in codes]
    return api.import_procedures(
        actor=KEEPER,
        filename="procedures.jsonl",
        data=b"\n".join(lines),
        effective_from=SINCE,
        at=AT,
    )


PLAIN = api.PlainText(
    needed="Đơn đề nghị\nCăn cước",
    cost="5.000 đồng mỗi con.",
    time="Trong 3 ngày làm việc.",
    place="Phường nơi ông/bà ở.",
    steps="Nộp đơn\nNhận giấy phép",
)
DECISION: dict[str, Any] = {
    "decision_no": "12/QĐ-UBND",
    "decision_date": TODAY,
    "effective_from": TODAY,
}


def draft_of(code: str = "1.999001", *, text: api.PlainText = PLAIN, **changes: Any) -> str:
    """Save a draft that says something else of a procedure."""
    return editing.save_draft(
        actor=KEEPER,
        code=code,
        record=a_record(code=code, **changes),
        text=text,
        at=AT + timedelta(minutes=next(_minutes)),
    )
