"""Whose values somebody may give: those of his units, and of series that his unit keeps."""

from collections.abc import Collection
from uuid import UUID

from motcua.foundation.actors import Actor, ActorKind

from .. import permissions
from ..models import SeriesUnit, SeriesVersion

Pair = tuple[UUID, UUID]  # series, unit


def series_kept_by(actor: Actor) -> frozenset[UUID]:
    """Return the series whose keeper, by the last version, is a unit of the actor."""
    latest = SeriesVersion.objects.order_by("series_id", "-number").distinct("series_id")
    units = permissions.ENTER.units(actor)
    pairs = latest.values_list("series_id", "keeper_id")
    return frozenset(series_id for series_id, keeper_id in pairs if keeper_id in units)


def may_enter(actor: Actor, pairs: Collection[Pair]) -> frozenset[Pair]:
    """Return those of some places of which the actor may give values."""
    if actor.kind is ActorKind.SYSTEM:
        return frozenset(pairs)
    units, kept = permissions.ENTER.units(actor), series_kept_by(actor)
    return frozenset((each, unit) for each, unit in pairs if unit in units or each in kept)


def places_of(actor: Actor) -> frozenset[Pair]:
    """Return all places of which the actor may give values: what a series lists, and he may."""
    return may_enter(actor, set(SeriesUnit.objects.values_list("series_id", "unit_id")))
