"""Lists: what waits for me, for reception, for being handed over; search; the register."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ... import permissions, queries
from ...models import Submission
from ...types import State
from ..distance import Distances
from ..states import STATES

PAGE = 50
FEW = 8
LISTS = ("all", "overdue", "paused")
# A template that looks for what is not there is slow about it, fifty times a page.
UNMARKED: dict[str, Any] = {"current": False, "unread": False, "state": None}


def case_row(each: cases.CaseInfo, distances: Distances) -> dict[str, Any]:
    """Return a case as a row of an inbox."""
    done = each.settled_at is not None
    return {
        "href": reverse("dossiers:case", args=[each.subject_code]),
        "code": each.subject_code,
        "person": each.person_name,
        "procedure": each.title,
        "step": each.step_name,
        "holder": "",
        "due_at": None if done else each.due_at,
        "distance": _("result ready") if done else distances.words(each.unit_id, each.due_at),
        "tone": "good" if done else distances.tone(each.unit_id, each.due_at),
        "paused": each.state is cases.CaseState.PAUSED,
        "id": each.subject_code,
        **UNMARKED,
    }


def _submission_row(each: Submission, distances: Distances) -> dict[str, Any]:
    return {
        "href": reverse("dossiers:case", args=[each.code]),
        "code": each.code,
        "person": each.person_name,
        "procedure": each.procedure_title,
        "step": each.get_channel_display(),
        "holder": "",
        "due_at": each.answer_by,
        "distance": distances.words(each.unit_id, each.answer_by),
        "tone": distances.tone(each.unit_id, each.answer_by),
        "paused": False,
        "id": each.code,
        **UNMARKED,
    }


def _counts(
    request: Request, shown: str, *, inbox: cases.InboxCounts, desk: dict[str, int]
) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    here = reverse("dossiers:inbox")
    if inbox.open or not desk:
        items += [
            {"label": _("With me"), "href": here, "count": inbox.open, "current": shown == "all"},
            {
                "label": _("Overdue"),
                "href": f"{here}?list=overdue",
                "count": inbox.overdue,
                "current": shown == "overdue",
                "tone": "bad" if inbox.overdue else "",
            },
            {
                "label": _("Waiting for the applicant"),
                "href": f"{here}?list=paused",
                "count": inbox.paused,
                "current": shown == "paused",
            },
        ]
        items += [
            {
                "label": kind.label,
                "href": f"{here}?list={kind.value}",
                "count": count,
                "current": shown == kind.value,
            }
            for kind, count in inbox.by_kind
        ]
    if desk:
        items += [
            {
                "label": _("Waiting for reception"),
                "href": reverse("dossiers:reception"),
                "count": desk["waiting"],
                "current": shown == "reception",
                "tone": "warn" if desk["late"] else "",
            },
            {
                "label": _("Ready to be handed over"),
                "href": reverse("dossiers:ready"),
                "count": desk["ready"],
                "current": shown == "ready",
            },
        ]
    return items


def _desk(request: Request) -> dict[str, int]:
    receives = permissions.RECEIVE.held_by(request.actor)
    hands_out = permissions.ISSUE.held_by(request.actor)
    if not (receives or hands_out):
        return {}
    return dict(queries.count_reception(actor=request.actor, at=request.at))


@access.needs(*permissions.ANY_VIEW)
def inbox(request: Request) -> HttpResponse:
    """Show what waits for the reader's posts, the most urgent first."""
    shown = request.GET.get("list", "all")
    counts = cases.count_inbox(actor=request.actor, at=request.at)
    desk = _desk(request)
    if "list" not in request.GET and not counts.open and desk.get("waiting"):
        return redirect("dossiers:reception")
    kinds = [cases.StepKind(shown)] if shown in cases.StepKind.values else []
    found = cases.inbox(
        actor=request.actor,
        kinds=kinds,
        state=cases.CaseState.PAUSED if shown == "paused" else None,
        overdue_at=request.at if shown == "overdue" else None,
        after=cases.InboxPlace.parse(request.GET.get("after", "")),
        limit=PAGE + 1,
    )
    more, found = len(found) > PAGE, found[:PAGE]
    distances = Distances.of_units({each.unit_id for each in found}, request.at)
    context = {
        "side": True,
        "shown": shown,
        "counts": _counts(request, shown, inbox=counts, desk=desk),
        "rows": [case_row(each, distances) for each in found],
        "next": str(cases.InboxPlace(found[-1].due_at, found[-1].id)) if more else "",
        "title": _("My work"),
        "empty": _("Nothing waits for you here."),
        "hint": _("Dossiers appear here when they reach one of your posts."),
    }
    return render(request, "dossiers/workspace/inbox.html", context)


@access.needs(permissions.RECEIVE)
def reception(request: Request) -> HttpResponse:
    """Show what waits for reception, the longest waiting first."""
    found = queries.list_waiting(
        actor=request.actor,
        after=queries.ReceptionPlace.parse(request.GET.get("after", "")),
        limit=PAGE + 1,
    )
    more, found = len(found) > PAGE, found[:PAGE]
    distances = Distances.of_units({each.unit_id for each in found}, request.at)
    counts = cases.count_inbox(actor=request.actor, at=request.at)
    last = found[-1] if more else None
    context = {
        "side": True,
        "shown": "reception",
        "counts": _counts(request, "reception", inbox=counts, desk=_desk(request)),
        "rows": [_submission_row(each, distances) for each in found],
        "next": str(queries.ReceptionPlace(last.submitted_at, last.id)) if last else "",
        "title": _("Reception"),
        "empty": _("Nothing waits for reception."),
        "hint": _("Dossiers sent online appear here. Somebody at the counter? Enter it for him."),
    }
    return render(request, "dossiers/workspace/inbox.html", context)


@access.needs(permissions.ISSUE)
def ready(request: Request) -> HttpResponse:
    """Show the results that lie ready to be handed over; find one by its code or a scan."""
    text = request.GET.get("q", "")
    if text and (found := queries.find_by_code(actor=request.actor, text=text)):
        return redirect("dossiers:case", code=found.code)
    rows = []
    for each in queries.list_ready(actor=request.actor):
        finished = words.as_instant(each.dossier.finished_at) if each.dossier.finished_at else ""
        rows.append(
            {
                "href": reverse("dossiers:case", args=[each.code]),
                "code": each.code,
                "person": each.person_name,
                "procedure": each.procedure_title,
                "step": each.get_result_way_display(),
                "holder": "",
                "due_at": None,
                "distance": finished,
                "tone": "good",
                "id": each.code,
            }
        )
    counts = cases.count_inbox(actor=request.actor, at=request.at)
    context = {
        "side": True,
        "shown": "ready",
        "counts": _counts(request, "ready", inbox=counts, desk=_desk(request)),
        "rows": rows,
        "find": True,
        "typed": text,
        "unknown": bool(text),
        "title": _("Results to hand over"),
        "empty": _("No result waits to be fetched."),
        "hint": _("Signed results on paper appear here until somebody fetches them."),
    }
    return render(request, "dossiers/workspace/inbox.html", context)


@access.needs(*permissions.ANY_VIEW)
def search(request: Request) -> HttpResponse:
    """Search the dossiers that the reader may see."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = queries.search_dossiers(
        actor=request.actor, text=text, state=State(state) if state in State.values else None
    )
    rows = [
        [
            {"text": each.code, "href": reverse("dossiers:case", args=[each.code])},
            each.person_name,
            each.procedure_title,
            each.unit.short_name,
            words.as_date(local_date(each.submitted_at)),
            {"state": each.state},
        ]
        for each in found
    ]
    context = {
        "q": text,
        "state": state,
        "states": [("", _("All")), *State.choices],
        "STATES": STATES,
        "found": found,
        "rows": rows,
    }
    return render(request, "dossiers/workspace/search.html", context)


@access.needs(*permissions.ANY_VIEW)
def go(request: Request) -> HttpResponse:
    """Suggest dossiers for the dialog that goes anywhere, as a fragment."""
    text = request.GET.get("q", "").strip()
    found: list[Submission] = []
    if text:
        found = queries.search_dossiers(actor=request.actor, text=text, limit=FEW)
    return render(request, "dossiers/workspace/go.html", {"found": found})


def _register_of(request: Request) -> tuple[organisation.UnitInfo, date, date, str]:
    units = frozenset().union(*(each.units(request.actor) for each in permissions.ANY_VIEW))
    on = local_date(request.at)
    own = [
        unit
        for unit in organisation.list_units(on=on, kind=organisation.UnitKind.AUTHORITY)
        if unit.id in units
    ]
    chosen = request.GET.get("unit", "")
    unit = next((each for each in own if str(each.id) == chosen), own[0] if own else None)
    if unit is None:
        raise NotFound
    month = request.GET.get("month", "") or f"{on:%Y-%m}"
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        first = on.replace(day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return unit, first, last, f"{first:%m/%Y}"


@access.needs(*permissions.ANY_VIEW)
def register(request: Request) -> HttpResponse:
    """Show form 07, the register of a unit and month."""
    unit, first, last, period = _register_of(request)
    found = queries.list_register(actor=request.actor, unit_id=unit.id, first=first, last=last)
    rows = [
        [
            {"text": serial, "numeric": True},
            {"text": each.code, "href": reverse("dossiers:case", args=[each.code])},
            each.procedure_title,
            each.person_name,
            words.as_instant(each.dossier.accepted_at),
            words.as_instant(each.dossier.due_at),
            words.as_instant(each.dossier.finished_at) if each.dossier.finished_at else "",
            words.as_instant(each.dossier.returned_at) if each.dossier.returned_at else "",
        ]
        for serial, each in enumerate(found[:500], start=1)
    ]
    context = {
        "unit": unit,
        "period": period,
        "month": f"{first:%Y-%m}",
        "rows": rows,
        "heads": [
            _("Row"),
            _("Code"),
            _("Procedure"),
            _("Applicant"),
            _("Accepted"),
            _("Promised"),
            _("Ready"),
            _("Handed over"),
        ],
    }
    return render(request, "dossiers/workspace/register.html", context)


@access.needs(*permissions.ANY_VIEW)
def register_pdf(request: Request) -> HttpResponse:
    """Give form 07 as PDF."""
    unit, first, last, period = _register_of(request)
    pdf = queries.draw_register(
        actor=request.actor,
        unit_id=unit.id,
        first=first,
        last=last,
        period=f"Tháng {period}",
        at=request.at,
    )
    return HttpResponse(pdf, content_type="application/pdf")
