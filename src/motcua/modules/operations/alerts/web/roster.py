"""The duty roster of a unit: a month on one page, copied from the week before, gaps shown."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..types import Pattern, Turn
from .lists import doors

Plan = Mapping[tuple[date, str], UUID]
_WEEK = timedelta(days=7)


def _units(request: Request) -> list[organisation.UnitInfo]:
    """Return the authorities whose duty the reader sees: his own, and those he looks after."""
    actor = request.actor
    near = {organisation.authority_of(each).id for each in actor.unit_ids}
    wanted = near | permissions.PLAN.units(actor) | permissions.SEE.units(actor)
    kind = organisation.UnitKind.AUTHORITY
    found = organisation.list_units(on=local_date(request.at), kind=kind)
    return sorted(
        (each for each in found if each.id in wanted), key=lambda each: each.id not in near
    )


def _month(request: Request) -> list[date]:
    """Return the days of the month that is asked for, this one unless another is."""
    text = request.GET.get("month", "")
    first = words.read_date(f"{text}-01") or local_date(request.at).replace(day=1)
    return [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]


@access.needs(*permissions.ANY)
def roster(request: Request) -> HttpResponse:
    """Show and plan who is on duty in a month."""
    units = _units(request)
    asked = read_uuid(request.GET.get("unit", ""))
    unit = next((each for each in units if each.id == asked), units[0] if units else None)
    if unit is None:
        return render(request, "alerts/roster.html", {"tabs": doors(request, "roster")})
    days = _month(request)
    pattern = _pattern(request, unit.id)
    may_plan = permissions.PLAN.held_by(request.actor, unit_id=unit.id)
    if request.method == "POST" and may_plan:
        return _plan(request, unit.id, days, pattern)
    return _show(request, units, unit, days, pattern, may_plan=may_plan)


def _pattern(request: Request, unit_id: UUID) -> Pattern:
    asked = request.POST.get("pattern") or request.GET.get("pattern", "")
    return Pattern(asked) if asked in Pattern.values else queries.pattern_of(unit_id)


def _named(turn: Turn) -> str:
    return f"{turn.day.isoformat()} {turn.name}"


def _plan(request: Request, unit_id: UUID, days: Sequence[date], pattern: Pattern) -> HttpResponse:
    turns = rules.turns_of(pattern, days)
    chosen = {
        (turn.day, turn.name): post
        for turn in turns
        if (post := read_uuid(request.POST.get(_named(turn), "")))
    }
    if request.POST.get("act") == "copy":
        yesterday = local_date(request.at) - timedelta(days=1)
        before = queries.planned(unit_id, days[0] - _WEEK, min(days[-1], yesterday))
        filled = rules.fill_from_last_week({**before, **chosen}, turns)
        chosen = {key: post for key, post in filled.items() if key[0] >= days[0]}
    count = use_cases.plan_duty(
        actor=request.actor,
        unit_id=unit_id,
        days=days,
        pattern=pattern,
        posts=chosen,
        at=request.at,
    )
    messages.success(
        request, _("The duty is planned: %(count)s turns have somebody.") % {"count": count}
    )
    return redirect(f"{request.path}?unit={unit_id}&month={days[0]:%Y-%m}")


def _show(
    request: Request,
    units: Sequence[organisation.UnitInfo],
    unit: organisation.UnitInfo,
    days: Sequence[date],
    pattern: Pattern,
    *,
    may_plan: bool,
) -> HttpResponse:
    turns = rules.turns_of(pattern, days)
    plan = queries.planned(unit.id, days[0], days[-1])
    posts = queries.posts_to_plan(unit.id, at=request.at)
    holders = queries.holders_of({each.id for each in posts} | set(plan.values()), at=request.at)
    gaps = queries.gaps(turns, plan, at=request.at)
    ahead = [each for each in turns if each.ends_at > request.at]
    is_all = bool(request.GET.get("all")) or not ahead
    here = queries.on_duty([unit.id], at=request.at).get(unit.id)
    context = {
        "tabs": doors(request, "roster"),
        "unit": unit,
        "units": [(str(each.id), each.name) for each in units],
        "month": f"{days[0]:%Y-%m}",
        "months": _months(request),
        "label": f"{days[0]:%m/%Y}",
        "pattern": pattern,
        "patterns": Pattern.choices,
        "may_plan": may_plan,
        "now": holders[here].words if here and here in holders else "",
        "gaps": len(gaps),
        "first_gap": gaps[0] if gaps else None,
        "posts": [(str(each.id), holders[each.id].words) for each in posts],
        "days": _lines(turns if is_all else ahead, plan, holders, request),
        "is_shortened": not is_all and len(ahead) < len(turns),
    }
    return render(request, "alerts/roster.html", context)


def _months(request: Request) -> list[tuple[str, str]]:
    first = local_date(request.at).replace(day=1)
    found = []
    for n in range(-2, 4):
        months = first.year * 12 + first.month - 1 + n
        found.append(
            (f"{months // 12}-{months % 12 + 1:02d}", f"{months % 12 + 1:02d}/{months // 12}")
        )
    return found


def _lines(
    turns: Sequence[Turn], plan: Plan, holders: Mapping[UUID, queries.Holder], request: Request
) -> list[dict[str, Any]]:
    """Return the days with their turns: who has each, whether it is over, now, or nobody's."""
    lines: dict[date, dict[str, Any]] = {}
    for turn in turns:
        day = f"{words.weekday(turn.day)} {turn.day:%d/%m}"
        line = lines.setdefault(turn.day, {"day": day, "turns": []})
        post_id = plan.get((turn.day, turn.name))
        is_over = turn.ends_at <= request.at
        line["turns"].append(
            {
                "field": _named(turn),
                "name": turn.name,
                "post": str(post_id or ""),
                "holder": holders[post_id].words if post_id and post_id in holders else "",
                "is_over": is_over,
                "is_now": turn.starts_at <= request.at < turn.ends_at,
                "is_gap": post_id is None and not is_over,
            }
        )
    return list(lines.values())
