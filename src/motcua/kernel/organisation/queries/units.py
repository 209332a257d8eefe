"""Asking about units: who is there on a day, what stands below what, who decides."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.foundation.text import fold
from motcua.foundation.time import local_date

from ..errors import NoSuchUnit
from ..models import Competence, Unit, UnitSuccession, in_force
from ..types import CompetenceInfo, Family, Level, UnitInfo, UnitKind, UnitReach

# A partner stands beside an authority, not under it: no right reaches into it from outside.
_REACH = """
with recursive reach as (
    select id as start, id, true as inside from organisation_unit where id = any(%(starts)s)
    union all
    select reach.start, below.id, reach.inside and below.kind in ('DEPARTMENT', 'ONE_STOP')
    from organisation_unit below join reach on below.parent_id = reach.id
    where below.kind <> 'PARTNER' and below.valid_from <= %(day)s
        and (below.valid_to is null or below.valid_to > %(day)s)
)
select start, id, inside from reach
"""
_AUTHORITY = """
with recursive line as (
    select unit.*, 0 as depth from organisation_unit unit where id = %s
    union all
    select above.*, depth + 1 from organisation_unit above join line on above.id = line.parent_id
    where line.kind in ('DEPARTMENT', 'ONE_STOP')
)
select id, code, name, short_name, kind, level, parent_id, area_id, valid_from, valid_to, sort
from line order by depth desc limit 1
"""
# Asked with every dossier that is sent; to put the words together would take longer than to ask.
_HANDLES = """
select unit.id from organisation_unit unit
join organisation_competence competence on competence.unit_id = unit.id
where unit.parent_id = %(authority_id)s and unit.kind in ('DEPARTMENT', 'ONE_STOP')
    and unit.valid_from <= %(day)s and (unit.valid_to is null or unit.valid_to > %(day)s)
    and competence.field = %(field)s and competence.valid_from <= %(day)s
    and (competence.valid_to is null or competence.valid_to > %(day)s)
order by unit.sort, unit.code limit 1
"""
_DECIDES = """
select exists (
    select from organisation_competence
    where unit_id = %(unit_id)s and level = any(%(levels)s)
        and valid_from <= %(day)s and (valid_to is null or valid_to > %(day)s)
        and (
            field in ('', %(field)s) and procedure_code = ''
            or %(procedure_code)s <> '' and procedure_code = %(procedure_code)s
        )
)
"""
_FAMILY = """
with there as (
    select id, parent_id, level, sort, code from organisation_unit
    where kind = 'AUTHORITY' and valid_from <= %(day)s
        and (valid_to is null or valid_to > %(day)s)
), mine as (
    select id, parent_id from there where id = any(%(among)s)
), tops as (
    select id from mine where parent_id is null or parent_id not in (select id from mine)
), chosen as (
    select * from there
    where id = %(unit_id)s or %(unit_id)s::uuid is null and id in (select id from tops)
    order by sort, code, id limit 1
)
select
    {columns}, there.id in (select id from tops), there.id = chosen.id,
    there.parent_id = chosen.id, there.level = chosen.level and there.parent_id = chosen.parent_id
from there cross join chosen join organisation_unit unit on unit.id = there.id
where there.id in (select id from tops) or there.id = chosen.id or there.parent_id = chosen.id
    or there.parent_id = chosen.parent_id
order by there.sort, there.code, there.id
"""
_BELOW = """
with recursive below as (
    select id from organisation_unit where parent_id = %s
    union all
    select unit.id from organisation_unit unit join below on unit.parent_id = below.id
)
select id from below
"""


def _rows(sql: str, parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _day(when: date | datetime) -> date:
    return local_date(when) if isinstance(when, datetime) else when


def get_unit(unit_id: UUID) -> UnitInfo:
    """Return the unit with that id, ended or not.

    Raises:
        NoSuchUnit: There is none.
    """
    try:
        return Unit.objects.get(id=unit_id).info()
    except Unit.DoesNotExist:
        raise NoSuchUnit(unit=unit_id) from None


def find_unit(code: str, *, on: date) -> UnitInfo | None:
    """Return the unit that has ``code`` on that day."""
    unit = Unit.objects.filter(in_force(on), code=code).first()
    return unit.info() if unit else None


def list_units(
    on: date,
    level: str | None = None,
    kind: str | None = None,
    below: UUID | None = None,
) -> tuple[UnitInfo, ...]:
    """Return the units of a day, in their order within their parent.

    Args:
        below: Only units under this one, at any depth, partners beside it included.
    """
    units = Unit.objects.filter(in_force(on))
    if level is not None:
        units = units.filter(level=level)
    if kind is not None:
        units = units.filter(kind=kind)
    if below is not None:
        units = units.filter(id__in=[row[0] for row in _rows(_BELOW, [below])])
    rows = units.order_by("sort", "code", "id").values_list(*_OF_INFO)
    return tuple(_info(row) for row in rows)


def family(*, on: date, among: Collection[UUID], unit_id: UUID | None = None) -> Family | None:
    """Return an authority of a day with its neighbours; unless one is named, the first of the tops.

    Args:
        among: Units whose tops are wanted: those that have none of the others above them.

    Returns:
        None where there is no such authority. One query, whose answer is small in a large city.
    """
    given = {"day": on, "among": list(among), "unit_id": unit_id}
    rows = _rows(_FAMILY_OF_INFO, given)
    if not rows:
        return None
    parts: tuple[list[UnitInfo], ...] = ([], [], [], [])
    for *row, is_top, is_it, is_below, is_beside in rows:
        unit = _info(row)
        for part, belongs in zip(
            parts, (is_top, is_it, is_below, is_beside and not is_it), strict=True
        ):
            if belongs:
                part.append(unit)
    tops, (chosen,), below, beside = parts
    return Family(unit=chosen, tops=tuple(tops), below=tuple(below), beside=tuple(beside))


_OF_INFO = tuple(each.name for each in fields(UnitInfo))
_FAMILY_OF_INFO = _FAMILY.format(columns=", ".join(f"unit.{name}" for name in _OF_INFO))


def _info(row: Sequence[Any]) -> UnitInfo:
    """Return a unit from its row: a page may list hundreds, and models are slow to make."""
    values = dict(zip(_OF_INFO, row, strict=True))
    values["kind"], values["level"] = _KINDS[values["kind"]], _LEVELS[values["level"]]
    return UnitInfo(**values)


_KINDS = {each.value: each for each in UnitKind}
_LEVELS = {each.value: each for each in Level}


def units_named(names: Iterable[str], *, on: date) -> Mapping[str, UnitInfo]:
    """Return the units of a day that bear one of the names, by the folded name; one query.

    Case and diacritics do not matter. Of several units with one name the first in order counts.
    """
    wanted = {fold(name) for name in names} - {""}
    found = Unit.objects.filter(in_force(on), folded__overlap=sorted(wanted)) if wanted else ()
    named: dict[str, UnitInfo] = {}
    for unit in sorted(found, key=lambda each: (each.sort, each.code)):
        for name in wanted & set(unit.folded):
            named.setdefault(name, unit.info())
    return named


def unit_names(ids: Iterable[UUID]) -> Mapping[UUID, str]:
    """Return the full names of units."""
    return dict(Unit.objects.filter(id__in=list(ids)).values_list("id", "name"))


def lines_up() -> Mapping[UUID, tuple[UUID, ...]]:
    """Return, for every unit there is or was, those above it, the nearest first: one query.

    A partner stands beside an authority, not under it: nothing is above it.
    """
    parents: dict[UUID, UUID | None] = {}
    for unit_id, parent_id, kind in Unit.objects.values_list("id", "parent_id", "kind"):
        parents[unit_id] = None if kind == UnitKind.PARTNER else parent_id
    lines: dict[UUID, tuple[UUID, ...]] = {}
    for unit_id, nearest in parents.items():
        line, above = [], nearest
        while above is not None:
            line.append(above)
            above = parents[above]
        lines[unit_id] = tuple(line)
    return lines


def reaches(unit_ids: Iterable[UUID], on: date | datetime) -> Mapping[UUID, UnitReach]:
    """Return, for each unit, the units of its authority and those of its subtree: one query."""
    starts = list(unit_ids)
    authority: dict[UUID, set[UUID]] = {unit_id: set() for unit_id in starts}
    subtree: dict[UUID, set[UUID]] = {unit_id: set() for unit_id in starts}
    for start, unit_id, inside in _rows(_REACH, {"starts": starts, "day": _day(on)}):
        subtree[start].add(unit_id)
        if inside:
            authority[start].add(unit_id)
    return {
        unit_id: UnitReach(
            unit_id=unit_id,
            authority_ids=frozenset(authority[unit_id]),
            subtree_ids=frozenset(subtree[unit_id]),
        )
        for unit_id in starts
    }


def subtree_ids(unit_id: UUID, on: date | datetime) -> frozenset[UUID]:
    """Return the unit and everything below it, partners beside it left out: one query."""
    return reaches([unit_id], on)[unit_id].subtree_ids


def authority_ids(unit_id: UUID, on: date | datetime) -> frozenset[UUID]:
    """Return the unit and the departments inside it, authorities below left out: one query."""
    return reaches([unit_id], on)[unit_id].authority_ids


def authority_of(unit_id: UUID) -> UnitInfo:
    """Return the authority to which a unit belongs: the unit itself unless it stands inside one.

    Raises:
        NoSuchUnit: There is no such unit.
    """
    for unit in Unit.objects.raw(_AUTHORITY, [unit_id]):
        return unit.info()
    raise NoSuchUnit(unit=unit_id)


def authorities_of(unit_ids: Iterable[UUID]) -> tuple[UnitInfo, ...]:
    """Return the authorities among units, in order."""
    units = Unit.objects.filter(id__in=list(unit_ids), kind=UnitKind.AUTHORITY)
    return tuple(unit.info() for unit in units.order_by("sort", "code", "id"))


def successors(unit_id: UUID) -> tuple[UnitInfo, ...]:
    """Return the units that continue an ended one."""
    lines = UnitSuccession.objects.filter(from_unit_id=unit_id).select_related("to_unit")
    return tuple(line.to_unit.info() for line in lines.order_by("on_date", "to_unit__code"))


def handling_unit(*, authority_id: UUID, field: str, at: datetime) -> UUID:
    """Return the department that handles a field of work, or the authority itself: one query."""
    given: dict[str, Any] = {"authority_id": authority_id, "field": field, "day": local_date(at)}
    with connection.cursor() as cursor:
        cursor.execute(_HANDLES, given)
        found = cursor.fetchone()
    handles: UUID = found[0] if found else authority_id
    return handles


def is_competent(
    *, unit_id: UUID, level: str, field: str, at: datetime, procedure_code: str = ""
) -> bool:
    """Tell whether a unit decides at that level on a field of work, or on one procedure.

    Args:
        level: A level of government, or ``BOTH`` for district and ward.
    """
    both = [Level.DISTRICT.value, Level.WARD.value]
    levels = both if level.upper() == "BOTH" else [level.upper()]
    given: dict[str, Any] = {
        "unit_id": unit_id,
        "levels": levels,
        "field": field,
        "procedure_code": procedure_code,
        "day": local_date(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(_DECIDES, given)
        (decides,) = cursor.fetchone()
    return bool(decides)


def competences(unit_ids: Iterable[UUID]) -> tuple[CompetenceInfo, ...]:
    """Return on what units decide or have decided: one query."""
    rows = Competence.objects.filter(unit_id__in=list(unit_ids))
    return tuple(
        CompetenceInfo(
            unit_id=row.unit_id,
            level=Level(row.level),
            field=row.field,
            procedure_code=row.procedure_code,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        for row in rows.order_by("unit_id", "level", "field", "procedure_code")
    )
