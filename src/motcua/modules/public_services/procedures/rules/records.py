"""What a line of a file would say of a content: the way back from :mod:`rows`."""

from decimal import Decimal
from typing import Any

from motcua.foundation.time import TimeLimit, TimeUnit

from ..types import Content
from . import rows

_UNITS = {unit: name for name, unit in rows.DURATION_UNITS.items()}


def record_of(version: Content) -> dict[str, Any]:
    """Return the record that makes this content when it is imported."""
    return {
        "code": version.code,
        "name": version.name,
        "name_official": version.official_name or None,
        "field": version.field,
        "level": version.level.value.lower(),
        "authority": version.authority,
        "applicant": [one.value.lower() for one in version.applicants],
        "online_level": version.online_level.value.lower(),
        "duration": duration_of(version.time_limit),
        "legal_duration": (
            duration_of(version.legal_limit) if version.legal_limit != version.time_limit else None
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
                "duration_hours": plain_number(step.hours),
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


def duration_of(limit: TimeLimit) -> dict[str, Any]:
    """Return a time limit as a record says it."""
    unit = "immediate" if limit.unit is TimeUnit.SAME_DAY else _UNITS[limit.unit]
    return {"value": plain_number(limit.amount), "unit": unit}


def plain_number(number: Decimal) -> int | float:
    """Return a number as JSON and a sheet have it."""
    return int(number) if number == number.to_integral_value() else float(number)
