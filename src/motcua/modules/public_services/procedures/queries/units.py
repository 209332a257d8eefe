"""Who keeps the whole catalogue, and which wards inherit it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.permissions import Permission
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..models import LocalOverride, Proposal
from ..types import Level, VersionInfo

Codes = Mapping[UUID, str]


def holds_for_all(permission: Permission, actor: Actor) -> bool:
    """Tell whether a right is held where the catalogue is kept: above the wards.

    What is held in a ward below another authority reaches no further than that ward.
    """
    if actor.kind is ActorKind.SYSTEM:
        return True
    return any(_keeps(unit_id) for unit_id in permission.units(actor))


def _keeps(unit_id: UUID) -> bool:
    authority = organisation.authority_of(unit_id)
    return authority.parent_id is None or authority.level is not organisation.Level.WARD


def may_override(actor: Actor, unit_id: UUID) -> bool:
    """Tell whether an actor may say what a ward does differently."""
    own = permissions.OVERRIDE.held_by(actor, unit_id=unit_id)
    return own or holds_for_all(permissions.MANAGE, actor)


def list_wards(on: date) -> tuple[organisation.UnitInfo, ...]:
    """List the wards that inherit the catalogue."""
    return organisation.list_units(
        on, level=organisation.Level.WARD, kind=organisation.UnitKind.AUTHORITY
    )


def list_authorities(on: date) -> tuple[organisation.UnitInfo, ...]:
    """List the districts and wards that serve procedures, the districts first."""
    found = organisation.list_units(on, kind=organisation.UnitKind.AUTHORITY)
    served = (organisation.Level.DISTRICT, organisation.Level.WARD)
    return tuple(
        sorted(
            (one for one in found if one.level in served), key=lambda one: served.index(one.level)
        )
    )


def find_authority(code: str, on: date) -> organisation.UnitInfo | None:
    """Return a district or ward by its code."""
    return next((one for one in list_authorities(on) if one.code == code), None)


def serves(unit: organisation.UnitInfo, version: VersionInfo) -> bool:
    """Tell whether a procedure is served at the level of a unit."""
    return version.level is Level.BOTH or version.level.value == unit.level.value


def unit_codes() -> Codes:
    """Return the codes of the units that say something of their own or propose something."""
    pairs = (
        *LocalOverride.objects.values_list("unit_id", "unit__code"),
        *Proposal.objects.values_list("unit_id", "unit__code"),
    )
    return dict(pairs)
