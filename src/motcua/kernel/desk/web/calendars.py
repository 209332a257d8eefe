"""What falls due by day, week and month; the same in the calendar of one's phone."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import queries, rules, use_cases
from ..types import View

_MOST = 300
_IN_A_MONTH = 3  # of a day, so much is shown in a month; the rest stands on the day's own page
_BEHIND, _AHEAD = timedelta(days=14), timedelta(days=60)
_TOKEN = "own_desk.token"  # noqa: S105 - the name of a place in the session


def _asked(request: Request) -> tuple[View, date]:
    text = request.GET.get("view", "")
    view = View(text) if text in set(View) else View.WEEK
    on = words.read_date(request.GET.get("on", "")) or local_date(request.at)
    within = abs((on - local_date(request.at)).days) < 3660  # noqa: PLR2004 - ten years
    return view, on if within else local_date(request.at)


@access.official
def calendar(request: Request) -> HttpResponse:
    """Show what falls due on each day, with holidays and days worked in exchange."""
    view, on = _asked(request)
    first, last = rules.span_of(view, on)
    since, until = rules.instants(first, last)
    found = queries.falling(actor=request.actor, since=since, until=until, limit=_MOST + 1)
    link = queries.find_link(request.actor.account_id)
    token = request.session.pop(_TOKEN, "")
    before, after = rules.neighbours(view, on)
    context = {
        "view": view.value,
        "views": [(each.value, title, each is view) for each, title in _views()],
        "on": on.isoformat(),
        "title": _title(view, on, first, last),
        "today": local_date(request.at).isoformat(),
        "before": before.isoformat(),
        "after": after.isoformat(),
        "blanks": range(first.weekday()) if view is View.MONTH else (),
        "blanks_after": range(6 - last.weekday()) if view is View.MONTH else (),
        "days": _days(request, view, first, last, found[:_MOST]),
        "too_many": len(found) > _MOST,
        "is_empty": not found,
        "link": link,
        "address": request.build_absolute_uri(reverse("own_desk:feed", args=[token]))
        if token
        else "",
    }
    return render(request, "own_desk/calendar.html", context)


def _views() -> list[tuple[View, str]]:
    return [(View.DAY, _("Day")), (View.WEEK, _("Week")), (View.MONTH, _("Month"))]


def _title(view: View, on: date, first: date, last: date) -> str:
    if view is View.DAY:
        return f"{_named(on)} {words.as_date(on)}"
    if view is View.WEEK:
        return _("%(first)s to %(last)s") % {
            "first": words.as_date(first),
            "last": words.as_date(last),
        }
    return _("Month %(month)s") % {"month": f"{on:%m/%Y}"}


def _named(day: date) -> str:
    """Return the name of a day as it begins a line: Thứ Năm."""
    name = words.weekday(day)
    return name[:1].upper() + name[1:]


def _days(
    request: Request, view: View, first: date, last: date, found: list[queries.Due]
) -> list[dict[str, Any]]:
    by_day: dict[date, list[queries.Due]] = defaultdict(list)
    for each in found:
        if each.row.due_at is not None:
            by_day[local_date(each.row.due_at)].append(each)
    unit_id = request.posts[0].unit_id if request.posts else None
    shown_of_a_day = _IN_A_MONTH if view is View.MONTH else _MOST
    days = []
    for day in organisation.list_days(unit_id, first=first, last=last):
        due = by_day[day.day]
        days.append(
            {
                "day": day.day,
                "iso": day.day.isoformat(),
                "weekday": _named(day.day),
                "is_today": day.day == local_date(request.at),
                "is_free": not day.kind.is_working,
                "name": day.name or ("" if not day.is_special else str(day.kind.label)),
                "due": [
                    {
                        "row": each.row,
                        "kind": each.kind.title,
                        "late": bool(each.row.due_at and each.row.due_at < request.at),
                    }
                    for each in due[:shown_of_a_day]
                ],
                "more": max(len(due) - shown_of_a_day, 0),
            }
        )
    return days


@access.official
def link(request: Request) -> HttpResponse:
    """Make a private link for the calendar of one's phone, or take it back."""
    if request.method == "POST" and request.POST.get("act") == "revoke":
        use_cases.revoke_calendar_link(actor=request.actor, at=request.at)
        messages.success(request, _("The link is taken back. Nobody reads your calendar with it."))
    elif request.method == "POST":
        request.session[_TOKEN] = use_cases.make_calendar_link(actor=request.actor, at=request.at)
    return redirect(reverse("own_desk:calendar") + "#phone")


@access.public
def feed(request: Request, token: str) -> HttpResponse:
    """Give what falls due to whoever has the private link: no names of persons, nothing else."""
    actor = identity.actor_for(queries.account_of(token), request.at)
    entries = []
    if actor.is_official:
        found = queries.falling(
            actor=actor, since=request.at - _BEHIND, until=request.at + _AHEAD, limit=_MOST
        )
        entries = [_entry(request, each) for each in found]
    text = rules.as_calendar(_("Deadlines – Một Cửa"), entries, at=request.at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="motcua.ics"'
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _entry(request: Request, due: queries.Due) -> rules.Entry:
    row = due.row
    assert row.due_at is not None  # noqa: S101 - the query keeps what has one
    about = " ".join(filter(None, (row.code, row.title)))
    return rules.Entry(
        uid=f"{due.kind.code}-{row.key}@{request.get_host()}",
        at=row.due_at,
        summary=_("Due: %(what)s") % {"what": about},
        url=request.build_absolute_uri(row.url),
    )
