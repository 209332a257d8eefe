"""The lanes of an office: which there are, how they do, and the board for the waiting room."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..types import EntryInfo, Figures, Kind, LaneInfo

DAYS_BACK = 30
NEWEST = 12
WEEK = 7


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, LOCAL_ZONE)


def _weekdays() -> list[str]:
    monday = date(2024, 1, 1)
    return [words.weekday(monday + timedelta(days=nth)) for nth in range(WEEK)]


def _when(lane: LaneInfo) -> str:
    names = _weekdays()
    parts = [names[day] for day in lane.weekdays] + [words.as_date(day) for day in lane.days]
    return ", ".join(parts) or _("each working day")


def _time(lane: LaneInfo) -> str:
    if lane.kind is Kind.MODEL_DAY:
        return _("by the end of the day")
    hours = f"{lane.hours.normalize():f}".replace(".", ",")
    return _("%(hours)s working hours") % {"hours": hours}


def _share(figures: Figures) -> str:
    return words.as_number(float(figures.share * 100), 1) + " %" if figures.share else "–"


@access.needs(*permissions.ANY_VIEW)
def lane_list(request: Request) -> HttpResponse:
    """List the lanes with how they did in the last thirty days."""
    lanes = queries.list_lanes(actor=request.actor)
    today = local_date(request.at)
    done = queries.figures(
        lane_ids=[lane.id for lane in lanes],
        start=_start_of(today - timedelta(days=DAYS_BACK)),
        end=request.at,
    )
    names = organisation.unit_names({lane.unit_id for lane in lanes})
    rows = [
        [
            {"text": lane.title, "href": reverse("lanes:lane", args=[lane.id])},
            names.get(lane.unit_id, ""),
            _when(lane),
            _time(lane),
            {"text": done.get(lane.id, Figures()).entered, "numeric": True},
            {"text": _share(done.get(lane.id, Figures())), "numeric": True},
            _ended(lane, today),
        ]
        for lane in lanes
    ]
    context = {
        "rows": rows,
        "head": [
            _("Lane"),
            _("Authority"),
            _("Days"),
            _("Time"),
            {"text": _("Entered in 30 days"), "numeric": True},
            {"text": _("In time"), "numeric": True},
            _("State"),
        ],
        "may_open": bool(permissions.MANAGE.units(request.actor)),
    }
    return render(request, "lanes/list.html", context)


def _ended(lane: LaneInfo, today: date) -> str:
    if lane.valid_to is not None and lane.valid_to <= today:
        return _("ended on %(day)s") % {"day": words.as_date(lane.valid_to)}
    return _("open today") if rules.runs_on(lane, today) else _("not today")


def _line(entry: EntryInfo, *, linked: bool) -> list[Any]:
    minutes = (
        round((entry.finished_at - entry.entered_at).total_seconds() / 60)
        if entry.finished_at
        else None
    )
    code: Any = entry.dossier_code
    when = words.as_instant if linked else words.as_time  # a board shows one day
    if linked:
        code = {"text": code, "href": reverse("dossiers:case", args=[entry.dossier_code])}
    return [
        code,
        entry.procedure_title,
        when(entry.entered_at),
        when(entry.finished_at) if entry.finished_at else "–",
        when(entry.returned_at) if entry.returned_at else "–",
        {"text": "–" if minutes is None else minutes, "numeric": True},
    ]


def _line_head() -> list[Any]:
    return [
        _("Code"),
        _("Procedure"),
        _("Received"),
        _("Ready"),
        _("Returned"),
        {"text": _("Minutes"), "numeric": True},
    ]


@access.needs(*permissions.ANY_VIEW)
def lane(request: Request, lane_id: UUID) -> HttpResponse:
    """Show a lane: its rule, its figures today and in thirty days, what entered it lately."""
    found = queries.get_lane(actor=request.actor, lane_id=lane_id)
    today = local_date(request.at)
    spans = {
        "today": (_start_of(today), request.at),
        "month": (_start_of(today - timedelta(days=DAYS_BACK)), request.at),
    }
    done = {
        name: queries.figures(lane_ids=[lane_id], start=start, end=end).get(lane_id, Figures())
        for name, (start, end) in spans.items()
    }
    start, end = spans["month"]
    entries = queries.list_entries(lane_id=lane_id, start=start, end=end, limit=50)
    duty = organisation.post_info([found.duty_post_id], at=request.at) if found.duty_post_id else {}
    context = {
        "lane": found,
        "kind": found.kind.label,
        "unit": organisation.get_unit(found.unit_id),
        "when": _when(found),
        "time": _time(found),
        "duty": next(iter(duty.values()), None),
        "state": _ended(found, today),
        "figures": [
            {"title": _("Today"), "done": done["today"], "share": _share(done["today"])},
            {
                "title": _("In the last 30 days"),
                "done": done["month"],
                "share": _share(done["month"]),
            },
        ],
        "rows": [_line(entry, linked=True) for entry in entries],
        "head": _line_head(),
        "may_end": found.valid_to is None
        and permissions.MANAGE.held_by(request.actor, unit_id=found.unit_id),
    }
    return render(request, "lanes/lane.html", context)


def _given(request: Request) -> dict[str, Any]:
    posted = request.POST
    return {
        "unit": posted.get("unit", ""),
        "kind": posted.get("kind", Kind.NO_WAIT.value),
        "title": posted.get("title", ""),
        "procedure_codes": posted.get("procedure_codes", ""),
        "weekdays": posted.getlist("weekdays"),
        "days": posted.get("days", ""),
        "hours": posted.get("hours", ""),
        "duty_post_id": posted.get("duty_post_id", ""),
        "legal_basis": posted.get("legal_basis", ""),
        "valid_from": posted.get("valid_from", "") or f"{local_date(request.at):%d/%m/%Y}",
    }


def _read(
    typed: Mapping[str, Any], units: Mapping[str, organisation.UnitInfo], posts: Mapping[str, str]
) -> tuple[dict[str, Any], list[Fault]]:
    """Return what was typed as values, and what could not be read."""
    faults = []
    unit, begins = units.get(typed["unit"]), words.read_date(typed["valid_from"])
    days = [
        words.read_date(text) for text in typed["days"].replace(";", ",").split(",") if text.strip()
    ]
    hours = None
    with suppress(InvalidOperation):
        hours = Decimal(typed["hours"].replace(",", ".")) if typed["hours"].strip() else None
    if hours is not None and not hours.is_finite():
        hours = None
    if unit is None:
        faults.append(Fault("unit", _("Choose the authority.")))
    if begins is None:
        faults.append(Fault("valid_from", _("Write a day, such as 01/07/2025.")))
    if None in days:
        faults.append(Fault("days", _("Write days such as 01/07/2025, with commas between them.")))
    duty = typed["duty_post_id"]
    read = {
        "unit_id": unit.id if unit else None,
        "kind": Kind(typed["kind"]) if typed["kind"] in Kind.values else Kind.NO_WAIT,
        "title": typed["title"],
        "procedure_codes": typed["procedure_codes"].replace(",", " ").split(),
        "weekdays": [int(day) for day in typed["weekdays"] if day in set("0123456")],
        "days": [day for day in days if day is not None],
        "hours": hours,
        "duty_post_id": UUID(duty) if duty in posts else None,
        "legal_basis": typed["legal_basis"],
        "valid_from": begins,
    }
    return read, faults


@access.needs(permissions.MANAGE)
def open_(request: Request) -> HttpResponse:
    """Ask for a lane's rule and open it."""
    mine = permissions.MANAGE.units(request.actor)
    units = {
        str(unit.id): unit
        for unit in organisation.list_units(
            local_date(request.at), kind=organisation.UnitKind.AUTHORITY
        )
        if unit.id in mine
    }
    posts = {
        str(post.id): f"{post.title} – {post.unit_name}"
        for post in organisation.list_posts([unit.id for unit in units.values()], at=request.at)
        if post.role == organisation.Role.AUTHORITY_LEADER
    }
    typed = _given(request)
    faults: list[Fault] = []
    if request.method == "POST":
        read, faults = _read(typed, units, posts)
        if not faults:
            try:
                opened = use_cases.open_lane(actor=request.actor, at=request.at, **read)
            except Invalid as error:
                faults = list(error.faults)
            else:
                messages.success(request, _("The lane is open."))
                return redirect("lanes:lane", lane_id=opened.id)
    context = {
        "typed": typed,
        "faults": faults,
        "errors": {fault.path: fault.message for fault in faults},
        "units": [("", _("Choose")), *((key, unit.name) for key, unit in units.items())],
        "posts": [("", _("Nobody")), *posts.items()],
        "kinds": Kind.choices,
        "weekdays": [
            {
                "value": str(nth),
                "label": name[:1].upper() + name[1:],
                "checked": str(nth) in typed["weekdays"],
            }
            for nth, name in enumerate(_weekdays())
        ],
    }
    return render(request, "lanes/open.html", context)


@access.needs(permissions.MANAGE)
def end(request: Request, lane_id: UUID) -> HttpResponse:
    """Ask whether a lane shall end today, and end it."""
    found = queries.lane_of_board(lane_id=lane_id)
    if not permissions.MANAGE.held_by(request.actor, unit_id=found.unit_id):
        raise NotPermitted
    if request.method == "POST":
        use_cases.end_lane(
            actor=request.actor, lane_id=lane_id, valid_to=local_date(request.at), at=request.at
        )
        messages.success(request, _("The lane has ended. What is in it goes on."))
        return redirect("lanes:list")
    return render(request, "lanes/end.html", {"lane": found})


def _board(request: Request, lane_id: UUID) -> dict[str, Any]:
    found = queries.lane_of_board(lane_id=lane_id)
    start = _start_of(local_date(request.at))
    done = queries.figures(lane_ids=[lane_id], start=start, end=request.at)
    entries = queries.list_entries(lane_id=lane_id, start=start, end=request.at, limit=NEWEST)
    return {
        "lane": found,
        "unit": organisation.get_unit(found.unit_id),
        "done": done.get(lane_id, Figures()),
        "rows": [_line(entry, linked=False) for entry in entries],
        "head": _line_head(),
        "at": request.at,
    }


@access.public
def board(request: Request, lane_id: UUID) -> HttpResponse:
    """Show received and returned of today, for the screen in the waiting room; no names."""
    return render(request, "lanes/board.html", _board(request, lane_id))


@access.public
def board_live(request: Request, lane_id: UUID) -> HttpResponse:
    """Give the moving part of the board."""
    return render(request, "lanes/parts/board.html", _board(request, lane_id))
