"""Fields of work: as the house ships them, until somebody arranges them otherwise."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from motcua.kernel.analytics import api as analytics

from ..models import Field
from ..types import FieldInfo

_SHIPPED = Path(__file__).resolve().parents[1] / "data" / "fields.json"


@lru_cache(maxsize=1)
def shipped() -> tuple[FieldInfo, ...]:
    """Return the fields that come with the house, in order."""
    lines = json.loads(_SHIPPED.read_text())
    return tuple(
        FieldInfo(
            code=line["code"],
            title=line["title"],
            tiles=tuple(line["tiles"]),
            waits_for=line["waits_for"],
            owner=line["owner"],
            order=10 * nth,
        )
        for nth, line in enumerate(lines, 1)
    )


def list_fields() -> list[FieldInfo]:
    """Return every field in order, hidden ones too: one query."""
    found = {each.code: each for each in shipped()}
    found |= {row.code: row.to_info() for row in Field.objects.order_by("code")}
    return sorted(found.values(), key=lambda each: (each.order, each.code))


def fields(*, on: date) -> list[FieldInfo]:
    """Return the fields that are shown, each with the tiles that somebody declares on a day."""
    return shown_fields({each.code for each in analytics.list_indicators(on=on)})


def shown_fields(declared: Collection[str]) -> list[FieldInfo]:
    """Return the fields that are shown, each with those of its tiles that are declared."""
    return [
        replace(each, tiles=tuple(code for code in each.tiles if code in declared))
        for each in list_fields()
        if each.is_shown
    ]
