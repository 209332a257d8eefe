"""The plan of a district with 21 targets and 47 tasks, and 11 pilot models in its wards."""

import io
import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases
from .models import Item, Plan
from .types import Given

DISTRICT = "H24.12"
HOUSE = actors.system("Văn phòng HĐND và UBND")
_DATA = Path(__file__).resolve().parent / "data" / "demo.json"
_DUE = queries.HEADS.index("Thời hạn")
_SCHOOLS = 7  # the model that not every ward has taken up yet
_LATE, _LEFT, _WAITING = {9, 23, 41}, {17, 38}, {12, 29}  # which lines end late, not, or wait
_STEP, _RECOGNISED = 5, 70
_WIDE = 640


@dataclass(frozen=True, slots=True)
class _Stage:
    """The plan in play: the moment, and what proves things."""

    plan: Plan
    now: datetime
    proof: bytes
    photo: bytes


def load() -> None:
    """Enter the plan as people do, by its workbook, and let units and wards work; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if Plan.objects.exists() or district is None:
        return
    book = json.loads(_DATA.read_text(encoding="utf-8"))
    plan = _enter(district.id, book, local_date(now).year, now)
    items = list(queries.list_items(plan))
    proof = queries.draw_meeting_paper(plan, items, at=now)
    stage = _Stage(plan, now, proof, _photo(queries.picture_meeting_paper(plan, items, at=now)))
    _work(stage)
    _pilot(stage, book)
    use_cases.follow_figures(at=now)


def _photo(page: bytes) -> bytes:
    """Return a page as somebody photographs it: small, so that the demo loads soon."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(page)) as picture:
        picture.thumbnail((_WIDE, _WIDE))
        picture.convert("RGB").save(out, "JPEG")
    return out.getvalue()


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9, 30), LOCAL_ZONE)


def _enter(unit_id: UUID, book: dict[str, Any], year: int, now: datetime) -> Plan:
    begun = min(_at(date(year, 1, 12)), now)
    given = Given(
        year=year,
        title=book["title"].format(year=year),
        number_symbol=book["number_symbol"],
        issued_on=local_date(begun),
        theme=book["theme"],
        resolution=book["resolution"],
    )
    plan_id = use_cases.enter_plan(actor=HOUSE, unit_id=unit_id, given=given, at=begun)
    rows = [
        [f"{cell}/{year}" if nth == _DUE else cell for nth, cell in enumerate(row)]
        for row in book["rows"]
    ]
    sheet = documents.draw_sheet(
        title=given.title, name="Kế hoạch", heads=queries.HEADS, rows=rows, widths=()
    )
    kept, faults = use_cases.keep_workbook(actor=HOUSE, plan_id=plan_id, content=sheet, at=begun)
    if kept is None:
        raise ValueError(faults)
    use_cases.confirm_workbook(actor=HOUSE, plan_id=plan_id, workbook_id=kept, at=begun)
    return queries.get_plan(actor=HOUSE, plan_id=plan_id)


def _work(stage: _Stage) -> None:
    """Let the lead units work: most in time, some late, some not at all."""
    items = Item.objects.filter(plan=stage.plan, indicator_code="").select_related("lead_unit")
    for nth, item in enumerate(items.order_by("kind", "number")):
        if nth in _LEFT:
            continue
        wanted = item.due_at + timedelta(days=6 if nth in _LATE else -4 - nth % 9)
        if wanted >= stage.now:
            _progress(stage, item, nth)
        else:
            _reach(stage, item, wanted, confirmed=nth not in _WAITING)


def _value(item: Item, part: Decimal) -> Decimal | None:
    """Return a value so far on the way to the aim."""
    if item.aim is None:
        return None
    places = 1 if item.measured_in == "%" else 0  # markets and faults come whole
    return round(item.aim * part, places) if part < 1 else item.aim


def _progress(stage: _Stage, item: Item, nth: int) -> None:
    begun, left = _at(stage.plan.starts_on), item.due_at
    passed = min((stage.now - begun) / (left - begun), 1)
    percent = max(min(int(passed * 100) - nth % 4 * 8, 95), 0)
    if percent:
        use_cases.report_item(
            actor=actors.system(item.lead_unit.short_name),
            item_id=item.id,
            text="Đã triển khai theo tiến độ, đang tổng hợp số liệu của các phường.",
            percent=percent,
            value=_value(item, Decimal(percent) / 100),
            at=max(stage.now - timedelta(days=2 + nth % 9), begun),
        )


def _reach(stage: _Stage, item: Item, at: datetime, *, confirmed: bool) -> None:
    use_cases.report_item(
        actor=actors.system(item.lead_unit.short_name),
        item_id=item.id,
        text="Đã hoàn thành, gửi kèm báo cáo kết quả.",
        percent=100,
        value=_value(item, Decimal(1)),
        is_reached=True,
        files=[("bao-cao-ket-qua.pdf", stage.proof)],
        at=at,
    )
    if confirmed:
        use_cases.confirm_item(actor=HOUSE, item_id=item.id, text="Đạt yêu cầu.", at=at)


def _pilot(stage: _Stage, book: dict[str, Any]) -> None:
    begun = _at(stage.plan.issued_on)
    models = [
        use_cases.offer_model(actor=HOUSE, plan_id=stage.plan.id, title=title, at=begun)
        for title in book["models"]
    ]
    for nth, ward in enumerate(queries.list_wards(stage.plan, on=local_date(stage.now))):
        actor = actors.system(ward.short_name)
        for number, model_id in enumerate(models, start=1):
            if number != _SCHOOLS or nth % 4:
                _take_part(stage, actor, model_id, ward.id, nth + number)
        if title := book["own_models"].get(ward.code):
            own = use_cases.offer_model(
                actor=actor,
                plan_id=stage.plan.id,
                title=title,
                own_of=ward.id,
                at=_past(stage, 60),
            )
            _show(stage, actor, own, ward.id, _past(stage, 20))


def _past(stage: _Stage, days: int) -> datetime:
    return max(stage.now - timedelta(days=days), _at(stage.plan.issued_on))


def _take_part(stage: _Stage, actor: actors.Actor, model_id: UUID, ward_id: UUID, nth: int) -> None:
    use_cases.register_ward(
        actor=actor, model_id=model_id, ward_id=ward_id, at=_past(stage, 90 + nth)
    )
    if nth % _STEP == 0:
        return
    _show(stage, actor, model_id, ward_id, _past(stage, 40 + nth))
    score = Decimal(62 + nth * 7 % 37)
    if nth % _STEP > 1:
        use_cases.score_ward(
            actor=HOUSE,
            model_id=model_id,
            ward_id=ward_id,
            score=score,
            is_recognised=score >= _RECOGNISED,
            text="Đã kiểm tra thực tế tại phường.",
            at=_past(stage, 10 + nth),
        )


def _show(stage: _Stage, actor: actors.Actor, model_id: UUID, ward_id: UUID, at: datetime) -> None:
    use_cases.report_ward(
        actor=actor,
        model_id=model_id,
        ward_id=ward_id,
        text="Đã triển khai tại phường, có biên bản và hình ảnh kèm theo.",
        files=[("anh-bien-ban.jpg", stage.photo)],
        at=at,
    )
