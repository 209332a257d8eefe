"""Every way to ask the register of births."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.text import fold

from .errors import NoSuchEntry
from .models import BirthEntry


def list_entries(
    *, actor: Actor, year: int | None = None, text: str = "", unit_id: UUID | None = None
) -> QuerySet[BirthEntry]:
    """List entries that ``actor`` may read, newest first; ``text`` is a name or a number."""
    entries = BirthEntry.objects.visible_to(actor)
    if unit_id is not None:
        entries = entries.filter(unit_id=unit_id)
    if year is not None:
        entries = entries.filter(year=year)
    if text:
        number = text.split("/", maxsplit=1)[0].strip()
        by_number = Q(number=int(number)) if number.isdecimal() else Q()
        entries = entries.filter(by_number or Q(child_folded__contains=fold(text)))
    return entries.order_by("-year", "-number", "id")


def get_entry(*, actor: Actor, entry_id: UUID) -> BirthEntry:
    """Return one entry with its notes.

    Raises:
        NoSuchEntry: There is none, or the actor may not read it.
    """
    found = BirthEntry.objects.visible_to(actor).prefetch_related("annotations").filter(id=entry_id)
    entry = found.first()
    if entry is None:
        raise NoSuchEntry
    return entry


def count_entries(*, unit_id: UUID, first: date, last: date) -> int:
    """Return how many births a unit registered from ``first`` to ``last``, both included."""
    entries = BirthEntry.objects.filter(unit_id=unit_id)
    return entries.filter(registered_on__range=(first, last)).count()
