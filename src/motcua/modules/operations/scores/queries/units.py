"""Units with those below them, and the procedures on which they decide."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

BOTH = (organisation.Level.DISTRICT.value, organisation.Level.WARD.value)
Competences = Collection[organisation.CompetenceInfo]
Decides = tuple[str, str, str]  # at a level, on a field or everything, or on one procedure
Catalogue = Mapping[UUID, tuple[procedures.VersionInfo, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The authorities of a day, each with those below it."""

    by_id: Mapping[UUID, organisation.UnitInfo]
    below: Mapping[UUID, frozenset[UUID]]  # the unit itself included

    def children(self, unit_id: UUID) -> list[organisation.UnitInfo]:
        """Return the authorities directly below a unit, in order."""
        return [each for each in self.by_id.values() if each.parent_id == unit_id]


def scope(*, on: date) -> Scope:
    """Return the authorities of a day: one query."""
    units = organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
    by_id = {each.id: each for each in units}
    below: dict[UUID, set[UUID]] = {unit_id: {unit_id} for unit_id in by_id}
    for each in units:
        above = each.parent_id
        while above is not None and above in by_id:
            below[above].add(each.id)
            above = by_id[above].parent_id
    found = {unit_id: frozenset(ids) for unit_id, ids in below.items()}
    return Scope(by_id=by_id, below=found)


def catalogues(
    unit_ids: Iterable[UUID], within: Scope, *, days: Collection[date]
) -> Mapping[date, Catalogue]:
    """Return, for each day, the procedures on which units decide, those below included.

    Two queries: one for what they decide on, and whether the catalogue changed.
    """
    wanted = list(unit_ids)
    everybody = {one for unit_id in wanted for one in within.below[unit_id]}
    competences = organisation.competences(everybody)
    with procedures.held():
        return {on: _catalogue(wanted, within, competences, on) for on in days}


def _catalogue(
    unit_ids: Iterable[UUID], within: Scope, competences: Competences, on: date
) -> Catalogue:
    listed = procedures.list_procedures(on=on)
    held: dict[UUID, set[Decides]] = defaultdict(set)
    for each in competences:
        if each.holds(on):
            held[each.unit_id].add((each.level.value, each.field, each.procedure_code))
    codes = {lines: _codes(listed, lines) for lines in map(frozenset, held.values())}
    found = {}
    for unit_id in unit_ids:
        alike = {frozenset(held[one]) for one in within.below[unit_id] if one in held}
        decided = frozenset[str]().union(*(codes[lines] for lines in alike))
        found[unit_id] = tuple(each for each in listed if each.code in decided)
    return found


def _codes(listed: Iterable[procedures.VersionInfo], lines: Collection[Decides]) -> frozenset[str]:
    """Return the procedures of whoever has these competences; wards are alike as a rule."""
    return frozenset(each.code for each in listed if any(_decides(one, each) for one in lines))


def _decides(line: Decides, version: procedures.VersionInfo) -> bool:
    level, field, code = line
    levels = BOTH if version.level is procedures.Level.BOTH else (version.level.value,)
    if level not in levels:
        return False
    return code == version.code if code else field in ("", version.field)
