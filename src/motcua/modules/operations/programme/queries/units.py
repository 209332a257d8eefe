"""Units that carry out a plan: who they are, when their days end, who is told."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

HEADS = (organisation.Role.UNIT_HEAD, organisation.Role.AUTHORITY_LEADER)
_ONE_DAY = TimeLimit(Decimal(1), TimeUnit.CALENDAR_DAY)


def list_carriers(unit_id: UUID, *, on: date) -> list[organisation.UnitInfo]:
    """Return the units that may lead a line of an authority's plan.

    They are the authority itself, what stands inside it, authorities right below, and partners.
    """
    inside = organisation.authority_ids(unit_id, on)
    around = [
        unit
        for unit in organisation.list_units(on, below=unit_id)
        if unit.id in inside or unit.parent_id == unit_id
    ]
    return [organisation.get_unit(unit_id), *around]


def due_of(days: Collection[tuple[UUID, date]]) -> Mapping[tuple[UUID, date], datetime]:
    """Return when days are over by the calendar of units: one question for all.

    A day on which nobody works ends with the next working day.

    Law:
        L 91/2015, art. 147-148
    """
    clocks = organisation.clocks({unit_id for unit_id, _day in days})
    return {
        (unit_id, day): clocks[unit_id].add(
            start=datetime.combine(day - timedelta(days=1), time(8), LOCAL_ZONE), limit=_ONE_DAY
        )
        for unit_id, day in days
    }


def posts_to_tell(unit_ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, list[UUID]]:
    """Return the accounts of the heads of units: of departments their head, else the leaders."""
    posts = [post for post in organisation.list_posts(list(unit_ids), at=at) if post.role in HEADS]
    accounts = identity.accounts_of(person for post in posts for person in post.holder_ids)
    told: dict[UUID, list[UUID]] = {}
    for post in posts:
        found = [accounts[each] for each in post.holder_ids if each in accounts]
        if found and post.unit_id not in told:
            told[post.unit_id] = found
    return told
