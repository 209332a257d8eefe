"""What a wall's address asks for."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..types import Choice

STREAM = "/wall/stream/"


def asked_choice(request: Request) -> Choice:
    """Return what the wall of this address shows.

    Raises:
        NotFound: It names a unit or a period that is none.
        NotPermitted: The reader may not see the figures of the unit.
    """
    given = request.GET
    try:
        analytics.parse_period(given.get("period", ""), at=request.at)
        unit_id = UUID(given["unit"]) if given.get("unit") else top(units(request)).id
    except ValueError:
        raise NotFound from None
    permissions.SHOW.require(request.actor, unit_id=unit_id)
    return Choice(
        unit_id=unit_id,
        period=given.get("period", ""),
        fields=tuple(given.getlist("field")),
        map_of=given.get("map", ""),
        language=get_language() or settings.LANGUAGE_CODE,
    )


def units(request: Request) -> list[organisation.UnitInfo]:
    """Return the units of which the reader may show figures, in order."""
    allowed = permissions.SHOW.units(request.actor)
    return [each for each in organisation.list_units(local_date(request.at)) if each.id in allowed]


def top(found: list[organisation.UnitInfo]) -> organisation.UnitInfo:
    """Return the first unit above which none of the others stands.

    Raises:
        NotFound: There is no unit.
    """
    ids = {each.id for each in found}
    for each in found:
        if each.parent_id not in ids:
            return each
    raise NotFound


def stream_address(request: Request) -> str:
    """Return where a wall listens: behind the proxy, or at a port of this host; or nowhere."""
    if not settings.PUSH.isdigit():
        return STREAM if settings.PUSH else ""
    host = request.get_host().rpartition(":")[0] or request.get_host()
    return f"{request.scheme}://{host}:{settings.PUSH}{STREAM}"
