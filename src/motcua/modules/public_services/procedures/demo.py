"""The catalogue of the demo city: the one that ships, in force since the beginning of 2023.

With the plain texts of what people come for most, two wards that differ, and three proposals to
shorten procedures: one waiting, one approved, one rejected.
"""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import TimeLimit, local_date
from motcua.kernel.organisation import api as organisation

from .queries import catalogue, proposals, shelf
from .queries.files import SHIPPED, shipped_catalogue
from .rules import plain
from .types import Effort, Override, PlainText
from .use_cases.editing import write_plain_text
from .use_cases.imports import import_procedures
from .use_cases.local import override_procedure
from .use_cases.shortening import approve_proposal, propose_shortening, reject_proposal

IN_FORCE_FROM = date(2023, 1, 1)
ACTOR = actors.system("demo")
DISTRICT, WARD_OF_STORY, WARD_BESIDE = "H24.12", "H24.12.28", "H24.12.26"
KEEPER = actors.Actor(kind=actors.ActorKind.SYSTEM, name="Bộ phận kiểm soát thủ tục hành chính")
CHAIRMAN = actors.Actor(kind=actors.ActorKind.SYSTEM, name="Chủ tịch Ủy ban nhân dân quận")


def load(**options: Any) -> None:
    """Import the shipped catalogue and what an office made of it; again it does nothing."""
    at = timezone.now()
    if not proposals.list_proposals():  # an approved one changed what ships, from a later day
        import_procedures(
            actor=ACTOR,
            filename=SHIPPED.name,
            data=shipped_catalogue(),
            effective_from=IN_FORCE_FROM,
            at=at,
            **{name: value for name, value in options.items() if name == "progress"},
        )
    _write_texts(at)
    _differ(at)
    _shorten(at)


def _write_texts(at: datetime) -> None:
    given = json.loads((shelf.DATA / "plain_texts.json").read_text(encoding="utf-8"))
    with shelf.held():
        known = {code: catalogue.list_versions(code) for code in given}
    for code, parts in given.items():
        if known[code] and not any(one.plain for one in known[code]):
            write_plain_text(actor=KEEPER, code=code, text=plain.read(parts), at=at)


def _differ(at: datetime) -> None:
    overrides: tuple[tuple[str, dict[str, Any]], ...] = (
        (
            WARD_OF_STORY,
            {
                "code": "1.001193",
                "place": "Bàn số 2, tầng 1, trụ sở phường",
                "opening_hours": "Thứ Hai đến thứ Sáu: 7:30–11:30 và 13:30–17:00\n"
                "Sáng thứ Bảy: 8:00–11:00, chỉ nhận khai sinh và khai tử",
                "note": "Có bàn thay tã và chỗ ngồi cho mẹ mang con nhỏ.",
            },
        ),
        (
            WARD_BESIDE,
            {
                "code": "1.004873",
                "contact": "Gọi bộ phận một cửa trước khi đến để khỏi chờ",
                "time_limit": TimeLimit.parse("2 working_day"),
                "note": "Từng ở nhiều nơi: vẫn theo thời hạn chung vì phải xác minh.",
            },
        ),
    )
    for unit_code, values in overrides:
        unit = organisation.find_unit(unit_code, on=local_date(at))
        if unit is not None and catalogue.find_override(str(values["code"]), unit.id) is None:
            override = Override(unit_id=unit.id, **values)
            override_procedure(actor=KEEPER, override=override, at=at)


def _shorten(at: datetime) -> None:
    unit = organisation.find_unit(DISTRICT, on=local_date(at))
    if unit is None or proposals.list_proposals():
        return
    numbers = [_propose(unit.id, given, at=at) for given in _proposals(local_date(at))]
    approve_proposal(
        actor=CHAIRMAN,
        number=numbers[1],
        decision_no="215/QĐ-UBND",
        decision_date=local_date(at),
        effective_from=local_date(at) + timedelta(days=7),
        note="Đồng ý. Giao Phòng Lao động - Thương binh và Xã hội thực hiện.",
        at=at,
    )
    reject_proposal(
        actor=CHAIRMAN,
        number=numbers[2],
        note="Thời hạn này do Luật Nuôi con nuôi quy định; chưa đủ căn cứ rút ngắn.",
        at=at,
    )


def _propose(unit_id: Any, given: dict[str, Any], *, at: datetime) -> int:
    return propose_shortening(actor=KEEPER, unit_id=unit_id, at=at, **given)


def _proposals(today: date) -> tuple[dict[str, Any], ...]:
    return (
        {
            "code": "1.004884",
            "limit": TimeLimit.parse("4 working_day"),
            "effort_before": Effort(hours=Decimal(4), trips=2, dong=20_000),
            "effort_after": Effort(hours=Decimal(3), trips=1, dong=10_000),
            "dossiers_a_year": 160,
            "reason": "Sổ hộ tịch đã số hóa, cán bộ tra được ngay, không phải hỏi nơi lưu sổ.",
            "legal_basis": "60/2014/QH13; 118/2025/NĐ-CP",
            "text": PlainText(
                time="Trong 4 ngày làm việc kể từ khi hồ sơ đủ được tiếp nhận. Nơi đăng ký cũ ở "
                "chỗ khác: thêm thời gian xác minh, nhiều nhất 25 ngày."
            ),
            "effective_from": today + timedelta(days=14),
        },
        {
            "code": "1.001731",
            "limit": TimeLimit.parse("3 working_day"),
            "effort_before": Effort(hours=Decimal(3), trips=2, dong=20_000),
            "effort_after": Effort(hours=Decimal("1.5"), trips=1, dong=10_000),
            "dossiers_a_year": 420,
            "reason": "Trích lục khai tử tra trên cơ sở dữ liệu hộ tịch; bỏ bước lấy ý kiến lại.",
            "legal_basis": "20/2021/NĐ-CP; 76/2024/NĐ-CP",
            "text": PlainText(
                time="Trong 3 ngày làm việc kể từ khi hồ sơ đủ được tiếp nhận.",
            ),
            "effective_from": today + timedelta(days=7),
        },
        {
            "code": "2.001263",
            "limit": TimeLimit.parse("20 calendar_day"),
            "effort_before": Effort(hours=Decimal(16), trips=4, dong=300_000),
            "effort_after": Effort(hours=Decimal(14), trips=3, dong=300_000),
            "dossiers_a_year": 12,
            "reason": "Rút ngắn thời gian xác minh hoàn cảnh.",
            "legal_basis": "52/2010/QH12",
            "text": PlainText(time="Trong 20 ngày kể từ khi nộp đủ giấy tờ."),
            "effective_from": today + timedelta(days=30),
        },
    )
