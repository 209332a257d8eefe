"""The People's Committee of Hồng Bàng with its departments, wards, partners and posts."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from motcua.foundation import actors
from motcua.kernel.places import api as places

from . import queries, use_cases
from .types import Level, UnitKind

if TYPE_CHECKING:
    from uuid import UUID

ACTOR = actors.system("demo")


def load() -> None:
    """Make the units, what they decide, and their posts; repeatable."""
    book = queries.demo_book()
    at, since = timezone.now(), date.fromisoformat(book["valid_from"])
    ids: dict[str, UUID] = {}
    for sort, row in enumerate(book["units"]):
        ids[row["code"]] = _unit(row, parent=ids.get(row["parent"]), since=since, sort=sort, at=at)
    for sort, post in enumerate(queries.planned_posts()):
        use_cases.create_post(
            actor=ACTOR,
            unit_id=ids[post.unit_code],
            code=post.code,
            role=post.role,
            title=post.title,
            fields=post.fields,
            valid_from=since,
            sort=sort,
            at=at,
        )


def _unit(
    row: dict[str, Any], *, parent: "UUID | None", since: date, sort: int, at: datetime
) -> "UUID":
    area = places.find_area(row["area"], on=since) if "area" in row else None
    unit = use_cases.create_unit(
        actor=ACTOR,
        code=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=UnitKind(row["kind"]),
        level=Level(row["level"]),
        parent_id=parent,
        area_id=area.id if area else None,
        valid_from=since,
        sort=sort,
        at=at,
    )
    use_cases.give_competence(
        actor=ACTOR,
        unit_id=unit.id,
        level=Level(row["level"]),
        fields=row["competence"],
        valid_from=since,
        at=at,
    )
    return unit.id
