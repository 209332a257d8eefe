"""The catalogue as files that can be given out, changed and imported again."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..rules import plain, records, workbooks
from ..types import Override, ProposalInfo, VersionInfo
from . import proposals, shelf, units

SHIPPED = shelf.DATA / "procedures.jsonl"


def shipped_catalogue() -> bytes:
    """Return the catalogue that comes with the product, as JSON lines."""
    return SHIPPED.read_bytes()


def as_workbook(*, on: date | None) -> bytes:
    """Return a workbook with the procedures in force on a day; without a day it is empty."""
    if on is None:
        return workbooks.write_workbook(())
    now = shelf.open_shelf()
    given = now.in_force(on)
    codes = units.unit_codes()
    more = {
        "plain_texts": [
            {"procedure": one.code, **plain.as_mapping(one.plain)}
            for one in given
            if one.plain is not None
        ],
        "publications": map(_publication, given),
        "overrides": [_override(one, codes) for lines in now.overrides.values() for one in lines],
        "proposals": [_proposal(one, codes) for one in reversed(proposals.list_proposals())],
    }
    return workbooks.write_workbook(map(records.record_of, given), more)


def as_lines(*, on: date) -> Iterator[bytes]:
    """Yield the procedures in force on a day as JSON lines."""
    for version in shelf.open_shelf().in_force(on):
        yield json.dumps(records.record_of(version), ensure_ascii=False).encode() + b"\n"


def _publication(version: VersionInfo) -> dict[str, Any]:
    return {
        "procedure": version.code,
        "version": version.number,
        "decision_date": version.decision_date,
        "effective_from": version.effective_from,
        "origin": version.origin.value.lower(),
        "published_at": version.published_at.isoformat() if version.published_at else "",
        "published_by": version.published_by,
    }


def _override(one: Override, codes: units.Codes) -> dict[str, Any]:
    limit = records.duration_of(one.time_limit) if one.time_limit else {}
    return {
        "procedure": one.code,
        "unit": codes.get(one.unit_id, ""),
        "place": one.place,
        "opening_hours": one.opening_hours,
        "contact": one.contact,
        "time_value": limit.get("value"),
        "time_unit": limit.get("unit"),
        "note": one.note,
    }


def _proposal(one: ProposalInfo, codes: units.Codes) -> dict[str, Any]:
    before, after = map(records.duration_of, (one.limit_before, one.limit_after))
    return {
        "number": one.number,
        "procedure": one.code,
        "unit": codes.get(one.unit_id, ""),
        "state": one.state.value.lower(),
        "version": one.base_number,
        "before_value": before["value"],
        "before_unit": before["unit"],
        "after_value": after["value"],
        "after_unit": after["unit"],
        "papers": list(one.papers),
        "hours_before": records.plain_number(one.effort_before.hours),
        "hours_after": records.plain_number(one.effort_after.hours),
        "trips_before": one.effort_before.trips,
        "trips_after": one.effort_after.trips,
        "dong_before": one.effort_before.dong,
        "dong_after": one.effort_after.dong,
        "dossiers_a_year": one.dossiers_a_year,
        "cost_before": one.cost_before,
        "cost_after": one.cost_after,
        "reason": one.reason,
        "legal_basis": one.legal_basis,
        "plain_time": one.plain.time,
        "plain_needed": one.plain.needed,
        "effective_from": one.effective_from,
        "proposed_at": one.proposed_at.isoformat(),
        "proposed_by": one.proposed_by,
        "decided_at": one.decided_at.isoformat() if one.decided_at else "",
        "decided_by": one.decided_by,
        "decision_no": one.decision_no,
        "decision_date": one.decision_date,
        "decision_note": one.decision_note,
        "result": one.version_number,
    }
