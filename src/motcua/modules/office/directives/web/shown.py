"""How tasks are shown: states in words and colours, rows of lists."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation.time import local
from motcua.ui import words

from ..models import Entry, Task
from ..types import OPEN, Happened, Standing, State

STANDINGS = {
    Standing.NOT_DUE: ("working", "clock"),
    Standing.DUE_SOON: ("waiting", "clock"),
    Standing.OVERDUE: ("bad", "error"),
    Standing.ON_TIME: ("good", "check"),
    Standing.LATE: ("waiting", "check"),
    Standing.WITHDRAWN: ("neutral", "minus"),
}
_BAD = {Happened.RETURNED, Happened.NOT_EXTENDED, Happened.WITHDRAWN}


def standing_of(task: Task, *, at: datetime) -> dict[str, Any]:
    """Return what the clock says as components show it."""
    return as_state(task.standing(at))


def as_state(standing: Standing) -> dict[str, Any]:
    """Return a standing as components show it."""
    tone, icon = STANDINGS[standing]
    return {"label": standing.label, "tone": tone, "icon": icon}


def distance_of(task: Task, *, at: datetime) -> str:
    """Return how far the deadline is; nothing where the clock stands."""
    return words.as_distance(task.due_at, at) if task.state in OPEN and not task.reported_at else ""


def row(task: Task, *, at: datetime) -> dict[str, Any]:
    """Return a line of an inbox."""
    is_open = task.state in OPEN and task.reported_at is None
    late = is_open and task.due_at < at
    return {
        "id": task.id,
        "href": reverse("directives:task", args=[task.id]),
        "code": task.label,
        "person": task.owner_unit.short_name or task.owner_unit.name,
        "procedure": task.text,
        "state": standing_of(task, at=at),
        "step": State(task.state).label if task.state == State.REPORTED else f"{task.percent} %",
        "holder": task.holder_title,
        "due_at": task.due_at if is_open else None,
        "distance": distance_of(task, at=at),
        "tone": "bad" if late else "",
    }


def table_row(task: Task, *, at: datetime) -> dict[str, Any]:
    """Return a line of the register."""
    href = reverse("directives:task", args=[task.id])
    standing = task.standing(at)
    extended = task.due_at != task.due_original_at
    due = f"{local(task.due_at):%d/%m/%Y}"
    if extended:
        due = _("%(day)s (first %(first)s)") % {
            "day": due,
            "first": f"{local(task.due_original_at):%d/%m/%Y}",
        }
    return {
        "late": standing is Standing.OVERDUE,
        "cells": [
            {"text": task.label.replace(" ", "\xa0"), "href": href},
            task.text,
            task.owner_unit.short_name or task.owner_unit.name,
            task.directive.number_symbol or task.directive.title,
            due,
            {"text": f"{task.percent} %", "numeric": True},
            {"text": "", "state": standing_of(task, at=at)},
        ],
    }


def event(entry: Entry, links: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an entry of the history as the timeline shows it."""
    title = str(Happened(entry.what).label)
    if entry.percent is not None:
        title = f"{title}: {entry.percent} %"
    return {
        "title": title,
        "at": entry.at,
        "by": ", ".join(part for part in (entry.by_name, entry.unit_name) if part),
        "text": entry.text,
        "state": "bad" if entry.what in _BAD else "done",
        "files": links,
    }
