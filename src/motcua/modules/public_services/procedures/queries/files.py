"""The catalogue as files that can be given out, changed and imported again."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from motcua.foundation.time import TimeLimit, TimeUnit

from ..rules import rows, workbooks
from ..types import VersionInfo
from . import shelf

SHIPPED = shelf.DATA / "procedures.jsonl"
_UNITS = {unit: name for name, unit in rows.DURATION_UNITS.items()}


def shipped_catalogue() -> bytes:
    """Return the catalogue that comes with the product, as JSON lines."""
    return SHIPPED.read_bytes()


def as_workbook(*, on: date | None) -> bytes:
    """Return a workbook with the procedures in force on a day; without a day it is empty."""
    given = shelf.open_shelf().in_force(on) if on is not None else ()
    return workbooks.write_workbook(map(_record, given))


def as_lines(*, on: date) -> Iterator[bytes]:
    """Yield the procedures in force on a day as JSON lines."""
    for version in shelf.open_shelf().in_force(on):
        yield json.dumps(_record(version), ensure_ascii=False).encode() + b"\n"


def _record(version: VersionInfo) -> dict[str, Any]:
    """Return the record that makes this version when it is imported."""
    return {
        "code": version.code,
        "name": version.name,
        "name_official": version.official_name or None,
        "field": version.field,
        "level": version.level.value.lower(),
        "authority": version.authority,
        "applicant": [one.value.lower() for one in version.applicants],
        "online_level": version.online_level.value.lower(),
        "duration": _duration(version.time_limit),
        "legal_duration": (
            _duration(version.legal_limit) if version.legal_limit != version.time_limit else None
        ),
        "fees": [
            {
                "name": fee.name,
                "amount_vnd": None if fee.amount is None else fee.amount.dong,
                "note": fee.note or None,
            }
            for fee in version.fees
        ],
        "components": [
            {
                "name": one.name,
                "originals": one.originals,
                "copies": one.copies,
                "form_code": one.form_code or None,
                "required": one.required,
                "case": one.case or None,
            }
            for one in version.components
        ],
        "steps": [
            {
                "name": step.name,
                "role": step.role_text,
                "duration_hours": _plain(step.hours),
            }
            for step in version.steps
        ],
        "result": version.result,
        "legal_basis": list(version.legal_basis),
        "conditions": list(version.conditions),
        "process_key": version.process_key or None,
        "status": version.status.value.lower(),
        "scope": version.scope,
        "replaced_by": version.replaced_by or None,
        "former_codes": list(version.former_codes),
        "decision": version.decision or None,
        "source": version.source or None,
        "confidence": version.confidence or None,
        "as_of": version.as_of or None,
        "note": version.note or None,
    }


def _duration(limit: TimeLimit) -> dict[str, Any]:
    unit = "immediate" if limit.unit is TimeUnit.SAME_DAY else _UNITS[limit.unit]
    return {"value": _plain(limit.amount), "unit": unit}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
