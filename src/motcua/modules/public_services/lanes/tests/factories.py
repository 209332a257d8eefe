"""Lanes for tests, at the office of the dossiers' tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from motcua.foundation import actors
from motcua.modules.public_services.lanes import use_cases
from motcua.modules.public_services.lanes.types import Kind

HOUSE = actors.system("test")


def make_lane(unit_id, kind=Kind.NO_WAIT, *, at, codes, **given):
    values: dict[str, Any] = {
        "title": "Không chờ",
        "hours": Decimal(2),
        "valid_from": date(2020, 1, 1),
        "weekdays": (),
    }
    return use_cases.open_lane(
        actor=HOUSE, unit_id=unit_id, kind=kind, procedure_codes=codes, at=at, **(values | given)
    )
