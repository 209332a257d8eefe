"""What the acts on plans share."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault

from .. import queries
from ..errors import ItemElsewhere, ReportInvalid
from ..models import Enrolment, Entry, Item
from ..types import Happened, State


def lock_item(actor: Actor, item_id: UUID, *states: State) -> Item:
    """Return a line that the actor may see, locked, in one of the states.

    Raises:
        ItemNotFound: There is none.
        ItemElsewhere: It is elsewhere on its way.
    """
    queries.get_item(actor=actor, item_id=item_id)
    rows = Item.objects.select_for_update(of=("self",)).select_related("plan")
    item = rows.get(id=item_id)
    if item.state not in states:
        raise ItemElsewhere(state=State(item.state).label)
    return item


def require_words(text: str, field: str, message: str) -> str:
    """Return words without blanks around them.

    Raises:
        ReportInvalid: There are none; the fault says which field wants them.
    """
    if not text.strip():
        raise ReportInvalid(faults=(Fault(field, message),))
    return text.strip()


def note(
    thing: Item | Enrolment,
    what: Happened,
    text: str = "",
    *,
    actor: Actor,
    at: datetime,
    percent: int | None = None,
    value: Decimal | None = None,
    files: Sequence[dict[str, Any]] = (),
) -> None:
    """Write into a history what happened."""
    Entry.objects.create(
        item=thing if isinstance(thing, Item) else None,
        enrolment=thing if isinstance(thing, Enrolment) else None,
        what=what,
        text=text,
        percent=percent,
        value=value,
        at=at,
        by_name=actor.name,
        files=list(files),
    )
