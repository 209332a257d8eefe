"""Ways to ask about areas. Areas are public: no query takes an actor."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q

from .errors import NoSuchArea
from .models import Area, Boundary
from .types import AreaInfo, AreaKind, BoundaryInfo

_UPWARDS = """
with recursive line as (
    select id as start, id, parent_id, name, 0 as depth from places_area where id = any(%s)
    union all
    select line.start, above.id, above.parent_id, above.name, depth + 1
    from places_area above join line on above.id = line.parent_id
)
select start, string_agg(name, ', ' order by depth) from line group by start
"""
_DRAWN = """
from places_boundary
where area_id = any(%(area_ids)s) and valid_from <= %(day)s
    and (valid_to is null or valid_to > %(day)s)
"""


def get_area(area_id: UUID) -> AreaInfo:
    """Return the area with that id.

    Raises:
        NoSuchArea: There is none.
    """
    try:
        return Area.objects.get(id=area_id).info()
    except Area.DoesNotExist:
        raise NoSuchArea(code=area_id) from None


def list_children(area_id: UUID | None, *, on: date) -> tuple[AreaInfo, ...]:
    """Return the areas directly below one, or the provinces, as of a day, by code."""
    children = Area.objects.on(on).filter(parent_id=area_id).order_by("code", "id")
    return tuple(area.info() for area in children)


def list_wards(province_id: UUID, *, on: date) -> tuple[AreaInfo, ...]:
    """Return the lowest areas of a province as of a day, by name, with districts between or not."""
    below = Area.objects.on(on).filter(Q(parent_id=province_id) | Q(parent__parent_id=province_id))
    lowest = below.exclude(kind=AreaKind.DISTRICT).order_by("name", "id")
    return tuple(area.info() for area in lowest)


def find_area(code: str, *, on: date) -> AreaInfo | None:
    """Return the area that has ``code`` on that day."""
    area = Area.objects.on(on).filter(code=code).first()
    return area.info() if area else None


def full_names(area_ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return each area's name with all above it, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_UPWARDS, [list(area_ids)])
        return dict(cursor.fetchall())


def full_name(area: AreaInfo) -> str:
    """Return the name with all above it: ``Phường Minh Khai, Quận Hồng Bàng, …``."""
    return full_names([area.id]).get(area.id, area.name)


def boundary_ids(area_ids: Iterable[UUID], *, on: date) -> Mapping[UUID, UUID]:
    """Return the drawing of each area on a day; one that nobody drew is left out. One query.

    A drawing does not change: another one of the same area has another id.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"select area_id, id {_DRAWN}", {"area_ids": list(area_ids), "day": on})
        return dict(cursor.fetchall())


def boundaries_mark(area_ids: Iterable[UUID], *, on: date) -> str:
    """Return a mark that changes with the drawings of areas on a day; empty without any.

    One query with a short answer, for who keeps what he made of hundreds of drawings.
    """
    mark = "select coalesce(md5(string_agg(id::text, ' ' order by id)), '')"
    with connection.cursor() as cursor:
        cursor.execute(f"{mark} {_DRAWN}", {"area_ids": list(area_ids), "day": on})
        return str(cursor.fetchone()[0])


def get_boundaries(boundary_ids: Iterable[UUID]) -> tuple[BoundaryInfo, ...]:
    """Return drawings by their ids, in the order of their areas' codes. One query."""
    drawn = Boundary.objects.filter(id__in=list(boundary_ids)).select_related("area")
    return tuple(each.info() for each in drawn.order_by("area__code", "id"))
