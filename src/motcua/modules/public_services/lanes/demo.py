"""Three lanes in the demo city, one of each kind."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from . import use_cases
from .models import Lane
from .types import Kind

ACTOR = actors.system("demo")
DISTRICT, WARD = "H24.12", "H24.12.28"
QUICK = ("2.000815", "2.000635", "1.001193", "2.000884", "1.004873")
WEDNESDAY, THURSDAY = 2, 3
SINCE = timedelta(days=400)


def load(*, everything: bool = False) -> None:
    """Open the lanes; repeatable.

    Args:
        everything: All three kinds at each authority of the district, instead of one of each.
    """
    at = timezone.now()
    on = local_date(at)
    district, ward = (organisation.find_unit(code, on=on) for code in (DISTRICT, WARD))
    if district is None or ward is None or Lane.objects.exists():
        return
    wards = _wards(district.id, on) if everything else (ward,)
    for each in wards:
        _open_quick(each.id, at)
    for unit in [district, *wards] if everything else [district]:
        _open_express(unit, at)
    if everything:
        _open_quick(district.id, at)


def _wards(district_id: UUID, on: date) -> tuple[organisation.UnitInfo, ...]:
    return organisation.list_units(
        on,
        level=organisation.Level.WARD,
        kind=organisation.UnitKind.AUTHORITY,
        below=district_id,
    )


def _known(at: datetime, level: procedures.Level | None = None) -> list[str]:
    return sorted(each.code for each in procedures.list_procedures(on=local_date(at), level=level))


def _open_quick(unit_id: UUID, at: datetime) -> None:
    known = set(_known(at))
    codes = [code for code in QUICK if code in known]
    if not codes:
        return
    use_cases.open_lane(
        actor=ACTOR,
        unit_id=unit_id,
        kind=Kind.NO_WAIT,
        title="Thủ tục không chờ – Tư pháp, hộ tịch",
        procedure_codes=codes,
        hours=Decimal(2),
        valid_from=local_date(at) - SINCE,
        at=at,
    )
    use_cases.open_lane(
        actor=ACTOR,
        unit_id=unit_id,
        kind=Kind.MODEL_DAY,
        title="Thứ Năm kiểu mẫu – trả kết quả ngay",
        procedure_codes=codes,
        weekdays=[THURSDAY],
        valid_from=local_date(at) - SINCE,
        at=at,
    )


def _open_express(unit: organisation.UnitInfo, at: datetime) -> None:
    duty = organisation.find_post(
        authority_id=unit.id, role=organisation.Role.AUTHORITY_LEADER, field="", at=at
    )
    is_ward = unit.level == organisation.Level.WARD
    every = _known(at, procedures.Level.WARD if is_ward else procedures.Level.DISTRICT)
    if duty is None or not every:
        return
    use_cases.open_lane(
        actor=ACTOR,
        unit_id=unit.id,
        kind=Kind.EXPRESS,
        title="Thứ Tư tốc ký",
        procedure_codes=every[:60],
        weekdays=[WEDNESDAY],
        hours=Decimal(4),
        duty_post_id=duty.id,
        valid_from=local_date(at) - SINCE,
        at=at,
    )
