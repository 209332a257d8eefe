"""What an inbox is asked for, as the query of its address: it can be kept and given a name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.foundation.ids import read_uuid
from motcua.kernel.cases import api as cases
from motcua.ui import words

from ...queries import Due, Scope, Tally, Wanted
from ...types import Channel, State

# The name of each wish in the address, and the name that it has for the query.
NAMES: Mapping[str, str] = {
    "in": "scope",
    "q": "text",
    "state": "state",
    "step": "kind",
    "field": "field",
    "unit": "unit",
    "holder": "holder",
    "channel": "channel",
    "due": "due",
    "from": "due_from",
    "to": "due_to",
}
STATES_AT_WORK = (State.PROCESSING, State.SUPPLEMENT, State.SIGNING, State.FINISHED)


def due_choices() -> dict[str, str]:
    """Return the words for when something is due."""
    return {
        Due.LATE.value: _("Overdue"),
        Due.TODAY.value: _("Due today"),
        Due.WEEK.value: _("Due within a week"),
        Due.PAUSED.value: _("Waiting for the applicant"),
    }


def _one_of(text: str, choices: Iterable[str]) -> str:
    return text if text in set(choices) else ""


def read(query: QueryDict) -> Wanted:
    """Read what is wanted; nonsense counts as not asked for."""
    given = {name: query.get(name, "").replace("\0", "").strip() for name in NAMES}
    scope = _one_of(given["in"], [each.value for each in Scope])
    return Wanted(
        scope=Scope(scope or Scope.MINE),
        text=given["q"],
        state=_one_of(given["state"], State.values),
        kind=_one_of(given["step"], cases.StepKind.values),
        field=given["field"],
        unit=read_uuid(given["unit"]),
        holder=given["holder"],
        channel=_one_of(given["channel"], Channel.values),
        due=_one_of(given["due"], [each.value for each in Due]),
        due_from=words.read_date(given["from"]),
        due_to=words.read_date(given["to"]),
    )


def write(wanted: Wanted, **changes: Any) -> str:
    """Return the query of an address; what is not asked for is left out."""
    pairs = []
    for name, attribute in NAMES.items():
        value = changes.get(name, getattr(wanted, attribute))
        if isinstance(value, date):
            value = words.as_date(value)
        if value:
            pairs.append((name, str(value)))
    return urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Chip:
    """A wish that is in force, and the address without it."""

    label: str
    href: str


def chips(wanted: Wanted, here: str, count: Tally) -> list[Chip]:
    """Return the wishes in force, each with the address that takes it away."""
    places = {str(place_id): name for place_id, name in count.by_place}
    said = {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "state": State(wanted.state).label if wanted.state else "",
        "step": cases.StepKind(wanted.kind).label if wanted.kind else "",
        "field": wanted.field,
        "unit": places.get(str(wanted.unit), _("another unit")) if wanted.unit else "",
        "holder": holder_words(wanted.holder, places),
        "channel": Channel(wanted.channel).label if wanted.channel else "",
        "due": due_choices().get(wanted.due, ""),
        "from": _("due from %(day)s") % {"day": words.as_date(wanted.due_from)}
        if wanted.due_from
        else "",
        "to": _("due until %(day)s") % {"day": words.as_date(wanted.due_to)}
        if wanted.due_to
        else "",
    }
    return [
        Chip(str(label), f"{here}?{write(wanted, **{name: None})}")
        for name, label in said.items()
        if label
    ]


def holder_words(holder: str, places: Mapping[str, str]) -> str:
    """Return who holds it, in words."""
    if not holder:
        return ""
    fixed = {"me": _("taken by me"), "free": _("taken by nobody")}
    return fixed.get(holder) or places.get(holder, _("another post"))
