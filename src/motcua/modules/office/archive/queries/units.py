"""Which units an actor makes files for, and to which authorities they belong."""

from collections.abc import Collection, Mapping
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from .. import permissions


def authorities(unit_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the authorities to which units belong, and their names, in order."""
    found = {organisation.authority_of(each).id for each in unit_ids}
    names = organisation.unit_names(found)
    return dict(sorted(names.items(), key=lambda pair: pair[1]))


def keeper_units(actor: Actor) -> Mapping[UUID, str]:
    """Return the units for which an actor makes files: his own first, then those he sees to."""
    own = permissions.FILE.units(actor)
    names = organisation.unit_names(own | permissions.PLAN.units(actor))
    return dict(sorted(names.items(), key=lambda pair: (pair[0] not in own, pair[1])))


def unit_names(unit_ids: Collection[UUID]) -> Mapping[UUID, str]:
    """Return the names of units."""
    return organisation.unit_names(unit_ids)
