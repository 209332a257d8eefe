"""Ways to change the catalogue of areas."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.foundation import events
from motcua.foundation.actors import Actor

from . import permissions, rules
from .errors import AreaTaken, DrawnLater, NoShape
from .events import AreaCreated, BoundaryDrawn
from .models import Area, Boundary
from .types import AreaInfo, AreaKind, BoundaryInfo


@transaction.atomic
def create_area(
    *,
    actor: Actor,
    code: str,
    name: str,
    kind: AreaKind,
    parent_id: UUID | None,
    valid_from: date,
    at: datetime,
    valid_to: date | None = None,
    source: str = "",
) -> AreaInfo:
    """Enter an area into the catalogue; entering the same again changes nothing.

    Args:
        code: Code of the Statistics Office: two digits for a province, three for a district,
            five for a commune-level unit, as text.
        valid_to: First day on which the area no longer exists.
        source: Document, or a note that the code is from memory.

    Returns:
        The area.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        AreaTaken: Another area has the code in that period.

    Publishes:
        AreaCreated

    Law:
        QD 124/2004, until 30/06/2025; QD 19/2025.
    """
    parent = Area.objects.select_for_update().get(id=parent_id) if parent_id else None
    permissions.MANAGE.require(actor)
    period = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    if valid_to is not None:
        period &= Q(valid_from__lt=valid_to)
    same_code = Area.objects.filter(period, code=code)
    if twin := same_code.order_by("valid_from").first():
        if (twin.name, twin.valid_from, twin.parent_id) == (name, valid_from, parent_id):
            return twin.info()
        raise AreaTaken(code=code, name=twin.name)

    area = Area.objects.create(
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        source=source,
    )
    created = AreaCreated(
        area_id=area.id, area_code=code, name=name, valid_from=valid_from, valid_to=valid_to
    )
    events.publish(created, by=actor, at=at)
    return area.info()


@transaction.atomic
def draw_boundary(
    *,
    actor: Actor,
    area_id: UUID,
    shape: Mapping[str, Any],
    valid_from: date,
    source: str,
    licence: str,
    at: datetime,
) -> BoundaryInfo:
    """Draw an area on the map from a day on; the drawing before ends, the same again is let be.

    Args:
        shape: A GeoJSON geometry, Polygon or MultiPolygon.
        source: Where it comes from, and how exact it is; maps show it.
        licence: Under which it may be shown.

    Raises:
        NotPermitted: The actor does not keep the catalogue.
        NoShape: It is no closed outline.
        DrawnLater: A later drawing is there.

    Publishes:
        BoundaryDrawn
    """
    area = Area.objects.select_for_update().get(id=area_id)
    permissions.MANAGE.require(actor)
    if not rules.is_outline(shape):
        raise NoShape
    last = Boundary.objects.filter(area=area).order_by("-valid_from").first()
    if last is not None and (last.shape, last.source) == (shape, source):
        return last.info()
    if last is not None and last.valid_from >= valid_from:
        raise DrawnLater(day=f"{last.valid_from:%d/%m/%Y}")

    if last is not None:
        Boundary.objects.filter(id=last.id).update(valid_to=valid_from)
    drawn = Boundary.objects.create(
        area=area, valid_from=valid_from, shape=shape, source=source, licence=licence
    )
    told = BoundaryDrawn(area_id=area.id, valid_from=valid_from, source=source)
    events.publish(told, by=actor, at=at)
    return drawn.info()
