"""Three lanes in the demo city, one of each kind."""

from datetime import timedelta
from decimal import Decimal

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


def load() -> None:
    """Open the lanes; repeatable."""
    at = timezone.now()
    on = local_date(at)
    district, ward = (organisation.find_unit(code, on=on) for code in (DISTRICT, WARD))
    if district is None or ward is None or Lane.objects.exists():
        return
    known = {each.code for each in procedures.list_procedures(on=on)}
    since = on - timedelta(days=400)
    codes = [code for code in QUICK if code in known]
    if not codes:
        return
    use_cases.open_lane(
        actor=ACTOR,
        unit_id=ward.id,
        kind=Kind.NO_WAIT,
        title="Thủ tục không chờ – Tư pháp, hộ tịch",
        procedure_codes=codes,
        hours=Decimal(2),
        valid_from=since,
        at=at,
    )
    use_cases.open_lane(
        actor=ACTOR,
        unit_id=ward.id,
        kind=Kind.MODEL_DAY,
        title="Thứ Năm kiểu mẫu – trả kết quả ngay",
        procedure_codes=codes,
        weekdays=[THURSDAY],
        valid_from=since,
        at=at,
    )
    duty = organisation.find_post(
        authority_id=district.id, role=organisation.Role.AUTHORITY_LEADER, field="", at=at
    )
    every = sorted(
        each.code for each in procedures.list_procedures(on=on, level=procedures.Level.DISTRICT)
    )
    if duty is not None and every:
        use_cases.open_lane(
            actor=ACTOR,
            unit_id=district.id,
            kind=Kind.EXPRESS,
            title="Thứ Tư tốc ký",
            procedure_codes=every[:60],
            weekdays=[WEDNESDAY],
            hours=Decimal(4),
            duty_post_id=duty.id,
            valid_from=since,
            at=at,
        )
