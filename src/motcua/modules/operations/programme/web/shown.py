"""How plans are shown: states in words, tone and icon, histories with their files."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext

from motcua.foundation.http import Request
from motcua.ui import words

from .. import queries
from ..models import Enrolment, Entry, Item
from ..types import Enrolled, Happened, Standing, State

STANDINGS = {
    Standing.ON_TIME: ("good", "check-circle"),
    Standing.DONE_LATE: ("good", "check"),
    Standing.ON_TRACK: ("working", "arrow-right"),
    Standing.BEHIND: ("warn", "warning"),
    Standing.DUE_SOON: ("waiting", "clock"),
    Standing.OVERDUE: ("bad", "error"),
    Standing.DROPPED: ("neutral", "minus"),
}
ENROLLED = {
    Enrolled.REGISTERED: ("working", "flag"),
    Enrolled.REPORTED: ("waiting", "inbox"),
    Enrolled.RECOGNISED: ("good", "check-circle"),
    Enrolled.NOT_YET: ("warn", "return"),
    Enrolled.WITHDRAWN: ("neutral", "minus"),
}
_BAD = {Happened.RETURNED, Happened.REOPENED, Happened.DROPPED, Happened.WITHDREW}


def standing_of(item: Item, *, at: datetime) -> dict[str, Any]:
    """Return how a line stands, as components show it."""
    standing = item.standing(at)
    tone, icon = STANDINGS[standing]
    return {"label": standing.label, "tone": tone, "icon": icon}


def enrolled(enrolment: Enrolment | None) -> dict[str, Any]:
    """Return how far a ward is, as components show it."""
    if enrolment is None:
        label = pgettext("pilot model", "Not registered")
        return {"label": label, "tone": "neutral", "icon": "circle"}
    tone, icon = ENROLLED[Enrolled(enrolment.state)]
    return {"label": enrolment.get_state_display(), "tone": tone, "icon": icon}


def score_text(enrolment: Enrolment | None) -> str:
    """Return the points of a ward; nothing before it was scored."""
    if enrolment is None or enrolment.score is None:
        return ""
    return points(enrolment.score)


def points(score: Decimal) -> str:
    """Return a score in words."""
    places = 0 if score == score.to_integral_value() else 2
    text = words.as_number(score, places)
    return pgettext("score", "%(number)s points") % {"number": text}


def item_row(item: Item, *, at: datetime) -> dict[str, Any]:
    """Return a line of a plan as a row of a table."""
    is_late = item.state == State.OPEN and item.due_at < at
    return {
        "late": is_late,
        "cells": [
            {"text": item.label.replace(" ", "\xa0"), "href": _href(item)},
            item.text,
            item.lead_unit.short_name or item.lead_unit.name,
            queries.aim_text(item) or "–",
            {"text": queries.done_text(item), "numeric": True},
            words.as_date(item.due_at),
            {"state": standing_of(item, at=at)},
        ],
    }


def _href(item: Item) -> str:
    return reverse("programme:item", args=[item.id])


def history(
    entries: list[Entry], href: Callable[[Entry, int], str], measured_in: str = ""
) -> list[dict[str, Any]]:
    """Return what happened as the timeline shows it."""
    return [
        {
            "title": _title(entry, measured_in),
            "at": entry.at,
            "by": entry.by_name,
            "text": entry.text,
            "state": "bad" if entry.what in _BAD else "done",
            "files": [
                {"name": file["filename"], "size": file["size"], "href": href(entry, nth)}
                for nth, file in enumerate(entry.files, start=1)
            ],
        }
        for entry in entries
    ]


def _title(entry: Entry, measured_in: str) -> str:
    title = str(Happened(entry.what).label)
    if entry.what == Happened.SCORED and entry.value is not None:
        return f"{title}: {points(entry.value)}"
    if entry.value is not None:
        return f"{title}: {queries.number_text(entry.value, measured_in)}"
    return title if entry.percent is None else f"{title}: {entry.percent} %"


def files_of(request: Request, name: str) -> list[tuple[str, bytes]]:
    """Return the files that were given with a form."""
    return [(each.name or "", each.read()) for each in request.FILES.getlist(name)]
