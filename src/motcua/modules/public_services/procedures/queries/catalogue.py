"""Questions to the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.conf import settings

from motcua.foundation.time import TimeLimit

from ..errors import NoSuchProcedure
from ..rules import limits
from ..types import NATIONAL, Level, LifeEvent, Override, VersionInfo
from . import shelf


def find_version(code: str, on: date) -> VersionInfo | None:
    """Return the version of a procedure that holds on that day, if there is one."""
    return shelf.open_shelf().find(code, on)


def get_version(code: str, on: date) -> VersionInfo:
    """Return the version of a procedure that holds on that day.

    Raises:
        NoSuchProcedure: No such code, or nothing in force that day.
    """
    if (found := find_version(code, on)) is None:
        raise NoSuchProcedure(code=code)
    return found


def get_version_by_id(version_id: UUID) -> VersionInfo:
    """Return a version whatever its days.

    Raises:
        NoSuchProcedure: No version has that key.
    """
    found = shelf.remembered(version_id) or shelf.open_shelf().by_id.get(version_id)
    if found is None:
        raise NoSuchProcedure(code=version_id)
    return found


def versions(version_ids: Iterable[UUID]) -> Mapping[UUID, VersionInfo]:
    """Return versions by their keys; unknown keys are left out."""
    wanted = set(version_ids)
    if not wanted:
        return {}
    found = {one: version for one in wanted if (version := shelf.remembered(one)) is not None}
    if len(found) < len(wanted):
        by_id = shelf.open_shelf().by_id
        found = {one: by_id[one] for one in wanted if one in by_id}
    return found


def list_versions(code: str) -> tuple[VersionInfo, ...]:
    """List every version of a procedure, the newest first."""
    return tuple(reversed(shelf.open_shelf().by_code.get(code, ())))


def list_life_events() -> tuple[LifeEvent, ...]:
    """List the occasions of life, in the order in which they are shown."""
    return shelf.life_events()


def is_listed(version: VersionInfo) -> bool:
    """Tell whether the public is shown a procedure.

    What was abolished, replaced or given away is not, nor what only another province has.
    """
    here = version.scope == NATIONAL or version.scope in settings.SITE_PLACE
    return here and not version.is_gone


def list_procedures(
    *,
    on: date,
    level: Level | None = None,
    field: str = "",
    life_event: str = "",
    listed: bool = True,
) -> tuple[VersionInfo, ...]:
    """List the procedures in force on a day, by name; ``listed`` False shows hidden ones too."""
    served = {level, Level.BOTH} if level else set(Level)
    found = [
        version
        for version in shelf.open_shelf().in_force(on)
        if version.level in served
        and field in ("", version.field)
        and (not life_event or life_event in version.life_events)
        and (not listed or is_listed(version))
    ]
    return tuple(found)


def list_fields(on: date) -> tuple[tuple[str, int], ...]:
    """List the fields of work with the number of procedures that the public is shown."""
    counts: dict[str, int] = {}
    for version in list_procedures(on=on):
        counts[version.field] = counts.get(version.field, 0) + 1
    return tuple(counts.items())


def edition_number() -> int:
    """Return the number of the catalogue's edition; it grows with each change."""
    return shelf.open_shelf().number


def find_override(code: str, unit_id: UUID) -> Override | None:
    """Return what a ward says of a procedure beside what it inherits."""
    found = shelf.open_shelf().overrides.get(code, ())
    return next((one for one in found if one.unit_id == unit_id), None)


def list_overrides() -> tuple[Override, ...]:
    """List what wards do differently, by procedure."""
    return tuple(one for lines in shelf.open_shelf().overrides.values() for one in lines)


def limit_at(version: VersionInfo, unit_id: UUID) -> TimeLimit:
    """Return the time limit that a unit promises: its own one if that is the shorter.

    A shortening of the catalogue reaches every ward, also one that had promised less before.
    Answered from memory, without a query.
    """
    lines = shelf.known_shelf().overrides.get(version.code, ())
    own = next((one for one in lines if one.unit_id == unit_id), None)
    if own is None or own.time_limit is None:
        return version.time_limit
    shorter = limits.is_not_longer(own.time_limit, version.time_limit)
    return own.time_limit if shorter else version.time_limit
