"""What the pages show, in rows and cells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from motcua.foundation.errors import Fault
from motcua.foundation.time import local
from motcua.ui import words

from ..types import (
    CalendarDayInfo,
    Certainty,
    DayKind,
    DayLineage,
    Explanation,
    Hours,
    HoursInfo,
    PostInfo,
    UnitInfo,
    UnitKind,
)
from .forms import DAY_NAMES

if TYPE_CHECKING:
    from uuid import UUID

DAY_STATES = {
    DayKind.WORK: (DayKind.WORK.label, "working", "clock"),
    DayKind.WEEKEND: (DayKind.WEEKEND.label, "neutral", "minus"),
    DayKind.HOLIDAY: (DayKind.HOLIDAY.label, "info", "flag"),
    DayKind.COMPENSATORY_OFF: (DayKind.COMPENSATORY_OFF.label, "info", "return"),
    DayKind.SWAPPED_WORKDAY: (DayKind.SWAPPED_WORKDAY.label, "warn", "refresh"),
}
POST_HEAD = [
    gettext_lazy("Post"),
    gettext_lazy("Role"),
    gettext_lazy("Fields of work"),
    gettext_lazy("Now"),
    gettext_lazy("Code"),
]
UNIT_HEAD = [gettext_lazy("Unit"), gettext_lazy("Code")]
SPECIAL_HEAD = [
    gettext_lazy("Day"),
    gettext_lazy("What it is"),
    gettext_lazy("Name"),
    gettext_lazy("Document"),
    gettext_lazy("How sure"),
]
HISTORY_HEAD = [
    gettext_lazy("Entered"),
    gettext_lazy("Replaced"),
    gettext_lazy("What it is"),
    gettext_lazy("Document"),
]
HOURS_HEAD = [
    gettext_lazy("From"),
    gettext_lazy("Hours of work"),
    gettext_lazy("Same day until"),
    gettext_lazy("Document"),
    gettext_lazy("State"),
]
GROUPS = (
    (UnitKind.ONE_STOP, gettext_lazy("One-stop unit")),
    (UnitKind.DEPARTMENT, gettext_lazy("Departments")),
    (UnitKind.AUTHORITY, gettext_lazy("Authorities below")),
    (UnitKind.PARTNER, gettext_lazy("Partner agencies")),
)

Row = Sequence[Any]


def _link(unit: UnitInfo) -> str:
    return reverse("organisation:unit", args=[unit.id])


def branches(units: Iterable[UnitInfo]) -> list[dict[str, Any]]:
    """Return the units as a tree: each with what stands directly below it."""
    below: dict[UUID | None, list[UnitInfo]] = {}
    listed = list(units)
    there = {unit.id for unit in listed}
    for unit in listed:
        below.setdefault(unit.parent_id if unit.parent_id in there else None, []).append(unit)

    def branch(unit: UnitInfo) -> dict[str, Any]:
        return {
            "name": unit.name,
            "code": unit.code,
            "href": _link(unit),
            "partner": unit.kind == UnitKind.PARTNER,
            "below": [branch(each) for each in below.get(unit.id, ())],
        }

    return [branch(unit) for unit in below.get(None, ())]


def facts(unit: UnitInfo, *, area: str) -> list[dict[str, Any]]:
    """Return what is known of a unit."""
    rows = [
        {"label": _("Code"), "value": unit.code},
        {"label": _("Kind"), "value": str(unit.kind.label)},
        {"label": _("Level"), "value": str(unit.level.label)},
        {"label": _("Exists since"), "value": words.as_date(unit.valid_from)},
    ]
    if area:
        rows.insert(1, {"label": _("Area"), "value": area})
    if unit.valid_to:
        rows.append({"label": _("Ended on"), "value": words.as_date(unit.valid_to)})
    return rows


def posts(found: Iterable[PostInfo]) -> list[Row]:
    """Return the posts of a unit."""
    vacant = {"state": {"label": _("Vacant"), "tone": "waiting", "icon": "circle"}}
    return [
        [
            post.title,
            post.role.label,
            ", ".join(post.fields) or _("All fields of the unit"),
            _("Filled") if post.holder_ids else vacant,
            post.code,
        ]
        for post in found
    ]


def groups(units: Iterable[UnitInfo]) -> list[dict[str, Any]]:
    """Return the units directly below one, by kind."""
    listed = list(units)
    made = []
    for kind, title in GROUPS:
        rows = [
            [{"text": each.name, "href": _link(each)}, each.code]
            for each in listed
            if each.kind == kind
        ]
        if rows:
            made.append({"title": title, "rows": rows})
    return made


def weekdays() -> list[str]:
    """Return the names of the days, Monday first."""
    monday = date(2024, 1, 1)
    return [capfirst(words.weekday(monday + timedelta(days=n))) for n in range(7)]


def weeks(days: Sequence[CalendarDayInfo], *, today: date) -> list[list[dict[str, Any] | None]]:
    """Return a month in weeks that begin on Monday; a day of another month is None."""
    cells: list[dict[str, Any] | None] = [None] * days[0].day.weekday()
    cells += [
        {
            "day": each.day,
            "iso": each.day.isoformat(),
            "kind": each.kind,
            "name": each.name,
            "hours": ", ".join(str(segment) for segment in each.segments),
            "special": each.is_special,
            "weekend": each.kind == DayKind.WEEKEND,
            "today": each.day == today,
        }
        for each in days
    ]
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _state(kind: DayKind) -> Mapping[str, Any]:
    label, tone, icon = DAY_STATES[kind]
    return {"state": {"label": label, "tone": tone, "icon": icon}}


def _sure(certainty: Certainty | None) -> str:
    return str(certainty.label) if certainty else ""


def special(days: Iterable[CalendarDayInfo]) -> list[Row]:
    """Return the days that are not ordinary, with their documents."""
    return [
        [
            f"{capfirst(words.weekday(each.day))} {words.as_date(each.day)}",
            _state(each.kind),
            each.name,
            each.legal_basis,
            _sure(each.certainty),
        ]
        for each in days
    ]


def facts_of_day(day: CalendarDayInfo) -> list[dict[str, Any]]:
    """Return what a day is now."""
    hours = ", ".join(str(each) for each in day.segments)
    name = f"{day.kind.label}, {day.name}" if day.name else str(day.kind.label)
    return [
        {"label": _("What it is"), "value": name},
        {"label": _("Hours of work"), "value": hours or pgettext("hours of work", "none")},
        {"label": _("Document"), "value": day.legal_basis or _("The ordinary week")},
    ]


def history(lines_of_day: Iterable[DayLineage]) -> list[Row]:
    """Return what was said about a day, the newest first."""
    return [
        [
            words.as_instant(each.recorded_at),
            words.as_instant(each.replaced_at) if each.replaced_at else _("in force"),
            f"{each.kind.label}, {each.name}" if each.name else each.kind.label,
            each.legal_basis,
        ]
        for each in lines_of_day
    ]


def fault(path: str, message: str) -> Fault:
    """Return a fault for the summary on top of a form."""
    return Fault(path, message)


def now(at: datetime) -> dict[str, Any]:
    """Return what the form about a limit begins with."""
    here = local(at)
    return {"day": here.date(), "clock": f"{here:%H:%M}", "amount": 5, "time_unit": "working_day"}


def lines(found: Explanation | None) -> list[Row]:
    """Return a count day by day."""
    if found is None:
        return []
    return [line.split(": ", 1) for line in found.lines]


def typed_hours(hours: Hours | None) -> dict[str, str]:
    """Return a working week as people type it."""
    if hours is None:
        return {"cut_off": "15:00"}
    week = {
        name: ", ".join(str(each).replace("–", "-") for each in day)
        for name, day in zip(DAY_NAMES, hours.week, strict=True)
    }
    return {"cut_off": f"{hours.same_day_cut_off:%H:%M}", **week}


def hours_history(lines_of_hours: Iterable[HoursInfo]) -> list[Row]:
    """Return the working weeks that were set, the newest first."""
    return [
        [
            words.as_date(each.hours.valid_from),
            _week(each.hours),
            f"{each.hours.same_day_cut_off:%H:%M}",
            each.hours.legal_basis,
            _("replaced at %(instant)s") % {"instant": words.as_instant(each.replaced_at)}
            if each.replaced_at
            else _("in force"),
        ]
        for each in lines_of_hours
    ]


def _week(hours: Hours) -> str:
    """Return a week in words; days with the same hours stand together."""
    names, said = weekdays(), []
    first = 0
    for n in range(1, len(hours.week) + 1):
        if n < len(hours.week) and hours.week[n] == hours.week[first]:
            continue
        span = names[first] if n - first == 1 else f"{names[first]} – {names[n - 1]}"
        if hours.week[first]:
            said.append(f"{span}: {', '.join(str(each) for each in hours.week[first])}")
        first = n
    return "; ".join(said)
