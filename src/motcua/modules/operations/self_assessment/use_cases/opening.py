"""An index is published; a year is opened by it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date

from .. import permissions, queries
from ..errors import IndexFaulty, ScoresInvalid, YearOpenedAlready
from ..events import IndexPublished, YearOpened
from ..models import Assessment, Index, Round
from ..types import CellFault

_CENTURY = range(2000, 2100)


@transaction.atomic
def publish_index(
    *, actor: Actor, unit_id: UUID, title: str, content: bytes, at: datetime
) -> tuple[UUID | None, Sequence[CellFault]]:
    """Publish the next version of an authority's index from a workbook; with faults nothing is.

    Returns:
        The key of the version, None with faults; and the faults, cell by cell.

    Raises:
        NotPermitted: The actor keeps no index there.
        IndexFaulty: The name is missing.

    Publishes:
        IndexPublished

    Law:
        QD 876/2022
    """
    permissions.MANAGE.require(actor, unit_id=unit_id)
    if not title.strip():
        raise IndexFaulty(faults=(Fault("title", _("Write the name of the index.")),))
    domains, faults = queries.read_index(content)
    if faults:
        return None, faults
    list(Index.objects.select_for_update().filter(unit_id=unit_id).order_by("id"))
    last = Index.objects.filter(unit_id=unit_id).aggregate(last=Max("version"))["last"] or 0
    index = Index.objects.create(
        unit_id=unit_id,
        version=last + 1,
        title=title.strip(),
        domains=queries.to_json(domains),
        published_at=at,
        published_by_name=actor.name,
    )
    published = IndexPublished(index_id=index.id, unit_id=unit_id, version=index.version)
    house.publish(published, by=actor, at=at, unit_id=unit_id)
    return index.id, ()


@transaction.atomic
def open_year(*, actor: Actor, unit_id: UUID, year: int, due_on: date | None, at: datetime) -> UUID:
    """Let the authorities right below score themselves for a year, by the index in force.

    Raises:
        NotPermitted, IndexNotFound: The actor keeps no index there, or none is published.
        ScoresInvalid: Year or day are missing or wrong.
        YearOpenedAlready: It was opened before.

    Publishes:
        YearOpened

    Law:
        QD 876/2022
    """
    index = queries.get_index(actor=actor, unit_id=unit_id)
    faults = []
    if year not in _CENTURY:
        faults.append(Fault("year", _("Write a year, such as 2026.")))
    if due_on is None or due_on < local_date(at):
        faults.append(Fault("due_on", _("Write a day, today at the earliest.")))
    if faults:
        raise ScoresInvalid(faults=tuple(faults))
    if Round.objects.filter(unit_id=unit_id, year=year).exists():
        raise YearOpenedAlready
    opened = Round.objects.create(
        unit_id=unit_id, index=index, year=year, due_on=due_on or local_date(at), opened_at=at
    )
    Assessment.objects.bulk_create(
        Assessment(round=opened, unit_id=unit.id, state_at=at)
        for unit in queries.units_below(unit_id, on=local_date(at))
    )
    event = YearOpened(round_id=opened.id, unit_id=unit_id, index_id=index.id, year=year)
    house.publish(event, by=actor, at=at, unit_id=unit_id)
    return opened.id
