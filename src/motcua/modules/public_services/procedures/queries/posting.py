"""What is posted for everybody to read: the procedures that a unit serves, from the catalogue."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno

from motcua.foundation.time import TimeLimit
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from ..types import Level, Override, VersionInfo
from . import catalogue, shelf, units

TEMPLATE = shelf.DATA / "papers" / "niem-yet-v1.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A procedure as a unit posts it: with the limit that holds there, and what differs."""

    version: VersionInfo
    limit: TimeLimit
    override: Override | None


def list_posted(
    *,
    on: date,
    unit: organisation.UnitInfo | None = None,
    field: str = "",
    level: Level | None = None,
) -> tuple[Posted, ...]:
    """List what is posted, by field and name."""
    found = catalogue.list_procedures(on=on, level=level, field=field)
    served = [one for one in found if unit is None or units.serves(unit, one)]
    return tuple(
        Posted(
            version=one,
            limit=catalogue.limit_at(one, unit.id) if unit else one.time_limit,
            override=catalogue.find_override(one.code, unit.id) if unit else None,
        )
        for one in sorted(served, key=lambda one: (one.field, one.name))
    )


def qr_svg(address: str) -> str:
    """Return the QR code of an address, small, for a line of a list."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return out.getvalue().decode()


def render_posting(data: dict[str, Any], rows: Iterable[dict[str, Any]]) -> bytes:
    """Return the list as tagged PDF on A4.

    Args:
        data: What every paper has, ``title`` and ``under``.
        rows: ``field``, ``name``, ``code``, ``time``, ``cost``, ``decision`` and ``address``.
    """
    lines = [{**row, "qr": qr_svg(row["address"])} for row in rows]
    return documents.render_paper(TEMPLATE, {**data, "rows": lines})
