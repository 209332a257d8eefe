"""The inboxes: mine, my team's, all that I may see; by post and area, with counts and wishes."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access, modules
from motcua.foundation.http import Request
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity

from ... import permissions, queries
from ...ports import InboxViews
from ...queries import Due, Scope, Tally, Wanted
from ...types import Channel, SavedView
from ..distance import Distances
from . import rows, wishes

PAGE = 50
FEW = 12  # so many posts or areas stand beside a list; the filter has all of them


def desk(request: Request) -> dict[str, int]:
    """Count what waits at the counter, for those who work there."""
    receives = permissions.RECEIVE.held_by(request.actor)
    hands_out = permissions.ISSUE.held_by(request.actor)
    if not (receives or hands_out):
        return {}
    return dict(queries.count_reception(actor=request.actor, at=request.at))


def desk_items(counts: dict[str, int], shown: str) -> list[dict[str, Any]]:
    """Return the lists of the counter, for the column beside a list."""
    if not counts:
        return []
    return [
        {
            "label": _("Waiting for reception"),
            "href": reverse("dossiers:reception"),
            "count": counts["waiting"],
            "current": shown == "reception",
            "tone": "warn" if counts["late"] else "",
        },
        {
            "label": _("Ready to be handed over"),
            "href": reverse("dossiers:ready"),
            "count": counts["ready"],
            "current": shown == "ready",
        },
    ]


def shelf() -> InboxViews | None:
    """Return what keeps saved views, if such a module is in the house."""
    return next(iter(modules.provided(InboxViews)), None)


def _tabs(wanted: Wanted, here: str, count: Tally) -> list[dict[str, Any]]:
    titles = {
        Scope.MINE: _("My work"),
        Scope.TEAM: _("My team"),
        Scope.ALL: _("All that I may see"),
    }
    return [
        {
            "title": title,
            "href": f"{here}?in={scope.value}",
            "current": wanted.scope is scope,
            "count": count.open if wanted.scope is scope else None,
        }
        for scope, title in titles.items()
    ]


def _item(wanted: Wanted, here: str, label: str, count: int, **wish: Any) -> dict[str, Any]:
    ((name, value),) = wish.items()
    chosen = str(getattr(wanted, wishes.NAMES[name]) or "") == str(value)
    return {
        "label": label,
        "href": f"{here}?{wishes.write(wanted, **{name: None if chosen else value})}",
        "count": count,
        "current": chosen,
        "tone": "bad" if value == Due.LATE and count else "",
    }


def _side(wanted: Wanted, here: str, count: Tally, *, by_unit: bool) -> list[dict[str, Any]]:
    due = wishes.due_choices()
    numbers = {Due.LATE: count.late, Due.TODAY: count.today, Due.PAUSED: count.paused}
    groups = [
        {
            "title": _("When"),
            "items": [
                _item(wanted, here, due[each], number, due=each.value)
                for each, number in numbers.items()
            ],
        },
        {
            "title": _("Step"),
            "items": [
                _item(wanted, here, str(kind.label), count.by_kind[kind], step=kind.value)
                for kind in cases.StepKind
                if count.by_kind.get(kind)
            ],
        },
    ]
    if len(count.by_place) > 1:
        most = sorted(count.by_place.items(), key=lambda place: (-place[1], place[0][1]))[:FEW]
        name = "unit" if by_unit else "holder"
        groups.append(
            {
                "title": _("Unit") if by_unit else _("Post"),
                "items": [
                    _item(wanted, here, title, number, **{name: str(place_id)})
                    for (place_id, title), number in most
                    if place_id
                ],
            }
        )
    most_fields = sorted(count.by_field.items(), key=lambda one: (-one[1], one[0]))[:FEW]
    groups.append(
        {
            "title": _("Field of work"),
            "items": [
                _item(wanted, here, name, number, field=name)
                for name, number in most_fields
                if name
            ],
        }
    )
    return [group for group in groups if group["items"]]


def _filter(wanted: Wanted, count: Tally, *, by_unit: bool) -> dict[str, Any]:
    """Return what the fields of the filter offer."""
    places = [(str(place_id), name) for place_id, name in count.by_place if place_id]
    holders = [("me", _("taken by me")), ("free", _("taken by nobody"))]
    return {
        "states": [(state.value, state.label) for state in wishes.STATES_AT_WORK],
        "steps": [(kind.value, kind.label) for kind in cases.StepKind],
        "fields": [(name, name) for name in sorted(count.by_field) if name],
        "units": sorted(places, key=lambda place: place[1]) if by_unit else [],
        "holders": holders if by_unit else [*holders, *places],
        "channels": Channel.choices,
        "dues": list(wishes.due_choices().items()),
    }


def _saved(request: Request) -> Sequence[SavedView]:
    keeper = shelf()
    return keeper.views(actor=request.actor) if keeper else ()


def _shelf_context(saved: Sequence[SavedView], here: str, query: str) -> dict[str, Any]:
    keeper = shelf()
    if keeper is None:
        return {}
    return {
        "saved": [
            {
                "label": f"★ {view.name}" if view.is_default else view.name,
                "href": f"{here}?{view.query}",
                "current": view.query == query,
            }
            for view in saved
        ],
        "save_href": keeper.save_href(query),
        "manage_href": keeper.manage_href(),
    }


@access.needs(*permissions.ANY_VIEW)
def inbox(request: Request) -> HttpResponse:
    """Show an inbox, the most urgent first; seven statements, whatever its length."""
    here, saved = reverse("dossiers:inbox"), _saved(request)
    if not request.GET and (first := next((each for each in saved if each.is_default), None)):
        return redirect(f"{here}?{first.query}")
    wanted = wishes.read(request.GET)
    count = queries.tally(actor=request.actor, scope=wanted.scope, at=request.at)
    counter = desk(request) if wanted.scope is Scope.MINE else {}
    if not request.GET and not count.open and counter.get("waiting"):
        return redirect("dossiers:reception")
    found = queries.list_work(
        actor=request.actor,
        wanted=wanted,
        at=request.at,
        after=queries.WorkPlace.parse(request.GET.get("after", "")),
        limit=PAGE + 1,
    )
    more, found = len(found) > PAGE, found[:PAGE]
    query, by_unit = wishes.write(wanted), queries.spans_authorities(request.actor)
    by_unit = by_unit and wanted.scope is Scope.ALL
    is_mine = wanted.scope is Scope.MINE
    may_give = not is_mine and cases.REASSIGN.held_by(request.actor)
    context = {
        "side": True,
        "title": _("My work"),
        "tabs": _tabs(wanted, here, count),
        "groups": rows.draw_groups(_side(wanted, here, count, by_unit=by_unit)),
        "desk": desk_items(counter, ""),
        "rows": _draw(
            request,
            found,
            is_mine=is_mine,
            with_unit=by_unit,
            may_choose=is_mine or may_give,
        ),
        "amount": len(found),
        "next": str(queries.WorkPlace(found[-1].due_at, found[-1].case_id)) if more else "",
        "wanted": wanted,
        "chips": wishes.chips(wanted, here, count),
        "clear": f"{here}?in={wanted.scope.value}",
        "query": query,
        "kept": [pair for pair in parse_qsl(query) if pair[0] not in {"in", "q"}],
        "is_mine": is_mine,
        "may_give": may_give,
        "may_sign": is_mine and permissions.SIGN.held_by(request.actor),
        "keys": rows.draw_keys(),
        **_shelf_context(saved, here, query),
    }
    if "filters" in request.GET:
        context["filter"] = _filter(wanted, count, by_unit=by_unit)
    return render(request, "dossiers/workspace/inbox.html", context)


def _draw(
    request: Request,
    found: Sequence[queries.WorkLine],
    *,
    is_mine: bool,
    with_unit: bool,
    may_choose: bool,
) -> str:
    if not found:
        return ""
    accounts = {line.account_id for line in found if line.account_id}
    names = None if is_mine else identity.account_names(accounts) if accounts else {}
    dues = rows.Dues(Distances.of_units({each.unit_id for each in found}, request.at))
    return rows.draw(
        rows.work_rows(found, dues, names=names, with_unit=with_unit),
        label=_("Dossiers, the most urgent first"),
        form="bulk" if may_choose else "",
    )
