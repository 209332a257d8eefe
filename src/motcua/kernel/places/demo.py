"""Hải Phòng, quận Hồng Bàng and its wards as of 2024, and how they lie on the map."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone

from motcua.foundation import actors

from . import use_cases
from .types import AreaKind

if TYPE_CHECKING:
    from uuid import UUID

DATA = Path(__file__).parent / "data"
AREAS, BOUNDARIES = DATA / "hong_bang_2024.json", DATA / "hong_bang_boundaries.geojson"


def load() -> None:
    """Enter the areas of the demo; repeatable."""
    book = json.loads(AREAS.read_text(encoding="utf-8"))
    at = timezone.now()
    ids: dict[str, UUID] = {}
    for row in book["areas"]:
        area = use_cases.create_area(
            actor=actors.system("demo"),
            code=row["code"],
            name=row["name"],
            kind=AreaKind(row["kind"]),
            parent_id=ids[row["parent"]] if row["parent"] else None,
            valid_from=date.fromisoformat(row["valid_from"]),
            valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            source=book["source"],
            at=at,
        )
        ids[row["code"]] = area.id
    drawn = json.loads(BOUNDARIES.read_text(encoding="utf-8"))
    for feature in drawn["features"]:
        use_cases.draw_boundary(
            actor=actors.system("demo"),
            area_id=ids[feature["properties"]["code"]],
            shape=feature["geometry"],
            valid_from=date.fromisoformat(drawn["valid_from"]),
            source=drawn["source"],
            licence=drawn["licence"],
            at=at,
        )
