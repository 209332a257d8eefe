"""Ways to change the catalogue of areas."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.foundation import events
from motcua.foundation.actors import Actor

from . import permissions
from .errors import AreaTaken
from .events import AreaCreated
from .models import Area
from .types import AreaInfo, AreaKind


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
