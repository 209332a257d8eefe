"""The district scores its wards for last year, all appraised, and for this year, under way."""

import json
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases
from .models import Assessment, Index
from .types import Appraised, Component, Typed, Way

DISTRICT = "H24.12"
HOUSE = actors.system("Phòng Nội vụ")
_TITLE = "Bộ chỉ số cải cách hành chính phường (trọng số ví dụ)"
_DAY = timedelta(days=1)
_APPRAISED = 6  # of this year; the others are still on their way


def load() -> None:
    """Publish the example, open two years and let wards score themselves; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if district is None or Index.objects.exists():
        return
    sheet = documents.draw_sheet(
        title=_TITLE, name="Bộ chỉ số", heads=queries.HEADS, rows=queries.example(), widths=()
    )
    _kept, faults = use_cases.publish_index(
        actor=HOUSE, unit_id=district.id, title=_TITLE, content=sheet, at=now - 400 * _DAY
    )
    if faults:
        raise ValueError(json.dumps([each.message for each in faults], ensure_ascii=False))
    this = local_date(now).year
    _year(district.id, this - 1, now - 330 * _DAY, sheet, appraised=99)
    _year(district.id, this, now - 20 * _DAY, sheet, appraised=_APPRAISED)


def _year(unit_id: UUID, year: int, at: datetime, proof: bytes, *, appraised: int) -> None:
    round_id = use_cases.open_year(
        actor=HOUSE,
        unit_id=unit_id,
        year=year,
        due_on=max(date(year, 12, 31), local_date(at)),
        at=at,
    )
    chance = Random(year)  # noqa: S311 - the same city each time
    rows = Assessment.objects.filter(round_id=round_id).select_related("unit", "round__index")
    for nth, each in enumerate(rows.order_by("unit__sort", "unit__code")):
        _score(each, chance, at + 2 * _DAY, proof, complete=nth < appraised + 2)
        if nth < appraised:
            _appraise(each, chance, at + 9 * _DAY)


def _value(component: Component, chance: Random) -> Decimal:
    if component.way is Way.YES_NO:
        return Decimal(chance.random() < 0.9)  # noqa: PLR2004 - nine of ten
    return Decimal(chance.randrange(72, 101))


def _score(
    assessment: Assessment, chance: Random, at: datetime, proof: bytes, *, complete: bool
) -> None:
    actor = actors.system(assessment.unit.short_name)
    components = queries.components_of(assessment.round.index)
    wanted = components if complete else components[:9]
    typed = [
        Typed(
            code=each.code,
            value=_value(each, chance),
            note="Có văn bản kèm theo.",
            files=() if each.indicator_code else (("minh-chung.xlsx", proof),),
        )
        for each in wanted
    ]
    use_cases.enter_scores(actor=actor, assessment_id=assessment.id, typed=typed, at=at)
    if complete:
        use_cases.submit(actor=actor, assessment_id=assessment.id, at=at + _DAY)


def _appraise(assessment: Assessment, chance: Random, at: datetime) -> None:
    given = [
        Appraised(code=code, points=score.points / 2, note="Minh chứng chưa đủ.")
        for code, score in queries.scores_of(assessment).items()
        if score.points and chance.random() < 1 / 9
    ]
    use_cases.appraise(actor=HOUSE, assessment_id=assessment.id, given=given, at=at)
    use_cases.close_appraisal(actor=HOUSE, assessment_id=assessment.id, at=at)
