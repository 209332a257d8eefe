"""Stores, shelves and boxes, and which file lies in which box."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, Invalid, NotFound

from .. import permissions, queries
from ..errors import PlaceTaken
from ..models import File, Place
from ..types import BELOW, KEPT_HERE, PlaceKind
from .common import lock_file


@transaction.atomic
def add_place(
    *,
    actor: Actor,
    unit_id: UUID,
    name: str,
    above_id: UUID | None = None,
    note: str = "",
    at: datetime,  # noqa: ARG001 - as every use case
) -> UUID:
    """Add a store, or what stands in it: shelves in a store, boxes on a shelf.

    Raises:
        NotPermitted: The actor does not keep that archive.
        NotFound: There is nothing of that id above, or nothing can stand in it.
        PlaceTaken: Another one there has the name.
        Invalid: There is no name.
    """
    permissions.KEEP.require(actor, unit_id=unit_id)
    tidy = " ".join(name.split())
    if not tidy:
        raise Invalid(faults=(Fault("name", str(queries.words.NO_NAME)),))
    kind = PlaceKind.STORE
    if above_id is not None:
        above = Place.objects.select_for_update().filter(id=above_id, unit_id=unit_id).first()
        if above is None or PlaceKind(above.kind) not in BELOW:
            raise NotFound
        kind = BELOW[PlaceKind(above.kind)]
    place, is_new = Place.objects.get_or_create(
        unit_id=unit_id,
        above_id=above_id,
        name=tidy,
        defaults={"kind": kind, "note": note.strip()},
    )
    if not is_new:
        raise PlaceTaken(name=tidy)
    return place.id


@transaction.atomic
def remove_place(
    *,
    actor: Actor,
    place_id: UUID,
    at: datetime,  # noqa: ARG001 - as every use case
) -> None:
    """Remove a store, shelf or box in which nothing lies.

    Raises:
        NotFound, NotPermitted: It is no place of an archive that the actor keeps.
        PlaceTaken: Something lies in it.
    """
    place = Place.objects.select_for_update().filter(id=place_id).first()
    if place is None:
        raise NotFound
    permissions.KEEP.require(actor, unit_id=place.unit_id)
    if place.below.exists() or place.files.exists():
        raise PlaceTaken(name=place.name)
    place.delete()


@transaction.atomic
def put_into_box(
    *,
    actor: Actor,
    file_ids: Collection[UUID],
    box_id: UUID | None,
    at: datetime,  # noqa: ARG001 - as every use case
) -> int:
    """Put files into a box, or out of any; return how many.

    Raises:
        FileNotFound, WrongState: One is not a file that is kept here.
        NotFound: There is no such box.
        NotPermitted: The actor does not keep the archive.
    """
    box = Place.objects.filter(id=box_id, kind=PlaceKind.BOX).first() if box_id else None
    if box_id is not None and box is None:
        raise NotFound
    for file_id in sorted(set(file_ids)):
        file = lock_file(actor, file_id, *KEPT_HERE)
        permissions.KEEP.require(actor, unit_id=file.unit_id)
        if box is not None and box.unit_id != file.unit_id:
            raise NotFound
        File.objects.filter(id=file.id).update(place=box)
    return len(set(file_ids))
