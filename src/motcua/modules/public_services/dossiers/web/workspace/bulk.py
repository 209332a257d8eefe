"""Many dossiers at once: what each paper says, one confirmation, what became of each."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.ids import uuid7
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from ... import permissions, queries, use_cases
from ...errors import NothingChosen
from ...models import Batch
from ...queries import SignLine, WorkLine
from ...queries.asking import lines_to_give, read_receiver, receivers
from ...types import BatchAct
from ...use_cases.batches import MOST
from ...use_cases.makers import GRANTED, NOT_GRANTED
from ..distance import Distances
from . import rows

LONG = 160  # of a decision, so much is read before one opens the paper


def _codes(request: Request) -> list[str]:
    given = request.POST if request.method == "POST" else request.GET
    return [code for code in given.getlist("codes") if "\0" not in code][:MOST]


@access.needs(*permissions.ANY_VIEW)
def bulk(request: Request) -> HttpResponse:
    """Review many dossiers before they are passed on or signed; then do it."""
    given = request.POST if request.method == "POST" else request.GET
    acts = {"sign": _sign, "give": _give}
    return acts.get(given.get("act", ""), _forward)(request)


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise NothingChosen from None


def _do(request: Request, act: BatchAct, **more: Any) -> HttpResponse:
    key = _key(request.POST.get("key", ""))
    codes = _codes(request)
    use_cases.open_batch(
        actor=request.actor, batch_id=key, act=act, codes=codes, at=request.at, **more
    )
    for code in codes:
        use_cases.settle_line(actor=request.actor, batch_id=key, code=code, at=request.at)
    return redirect("dossiers:batch", batch_id=key)


def decision(line: SignLine) -> str:
    """Return what the drafted paper says, in short."""
    decisions = {
        GRANTED: _("What was asked for is granted"),
        NOT_GRANTED: _("The conditions are not met"),
    }
    first = [name for name in ("decision", "subject") if name in line.draft]
    names = [*first, *(name for name in line.draft if name not in first)]
    texts = [decisions.get(str(line.draft[name]), str(line.draft[name])).strip() for name in names]
    said = " · ".join(" ".join(text.split()) for text in texts if text)
    return said if len(said) <= LONG else f"{said[:LONG].rstrip()}…"


def _sign(request: Request) -> HttpResponse:
    if not permissions.SIGN.held_by(request.actor):
        raise NotPermitted
    if request.method == "POST" and request.POST.get("confirm"):
        return _do(request, BatchAct.SIGN)
    codes = _codes(request)
    lines = queries.sign_lines(actor=request.actor, codes=codes)
    dues = rows.Dues(Distances.of_units({each.unit_id for each in lines}, request.at))
    there = {line.code for line in lines}
    context = {
        "lines": [
            {"line": line, "decision": decision(line), "due": dues.draw(line)} for line in lines
        ],
        "left_out": [code for code in codes if code not in there],
        "key": uuid7(),
    }
    return render(request, "dossiers/workspace/bulk_sign.html", context)


def _receivers(request: Request, found: list[WorkLine]) -> list[tuple[str, str]]:
    """Return the posts to which all of these can be passed on: the same work, another post."""
    present = {line.post_id for line in found if line.post_id}
    units = {post.unit_id for post in request.posts if post.post_id in present}
    reached = organisation.reaches(units, request.at)
    within = {each for reach in reached.values() for each in reach.authority_ids}
    posts = organisation.list_posts(within | units, at=request.at)
    roles = {post.role for post in posts if post.id in present}
    return [
        (str(post.id), f"{post.title} – {post.unit_name}")
        for post in posts
        if post.role in roles and post.holder_ids and present != {post.id}
    ]


def _forward(request: Request) -> HttpResponse:
    codes = _codes(request)
    found = [
        line
        for line in queries.lines_of(actor=request.actor, codes=codes)
        if line.post_id in request.actor.post_ids and line.case_state == cases.CaseState.OPEN
    ]
    posts, fault = _receivers(request, found), ""
    if request.method == "POST":
        chosen = request.POST.get("post", "")
        if chosen in dict(posts):
            note = request.POST.get("note", "").strip()
            return _do(request, BatchAct.FORWARD, to_post_id=UUID(chosen), note=note)
        fault = _("Choose to whom it goes.")
    dues = rows.Dues(Distances.of_units({each.unit_id for each in found}, request.at))
    there = {line.code for line in found}
    context = {
        "lines": [{"line": line, "due": dues.draw(line)} for line in found],
        "left_out": [code for code in codes if code not in there],
        "posts": posts,
        "fault": fault,
        "note": request.POST.get("note", ""),
        "key": request.POST.get("key") or uuid7(),
    }
    return render(request, "dossiers/workspace/bulk_forward.html", context)


def _give(request: Request) -> HttpResponse:
    """Give the work of others to a post or person, as their head, with a reason."""
    if not cases.REASSIGN.held_by(request.actor):
        raise NotPermitted
    codes = _codes(request)
    found = lines_to_give(actor=request.actor, codes=codes, at=request.at)
    units = {line.unit_id for line in found} | cases.REASSIGN.units(request.actor)
    choices = receivers(units, {line.post_id for line in found}, at=request.at) if found else []
    chosen, reason = request.POST.get("post", ""), request.POST.get("note", "").strip()
    fault = reason_fault = ""
    if request.method == "POST":
        fault = "" if chosen in dict(choices) else _("Choose to whom it goes.")
        reason_fault = "" if reason else _("Write down why.")
        if not (fault or reason_fault):
            return _do(request, BatchAct.REASSIGN, note=reason, **read_receiver(chosen))
    dues = rows.Dues(Distances.of_units({each.unit_id for each in found}, request.at))
    there = {line.code for line in found}
    context = {
        "lines": [{"line": line, "due": dues.draw(line)} for line in found],
        "left_out": [code for code in codes if code not in there],
        "posts": choices,
        "post": chosen,
        "note": reason,
        "faults": [
            Fault(name, said) for name, said in (("post", fault), ("note", reason_fault)) if said
        ],
        "fault": fault,
        "reason_fault": reason_fault,
        "key": request.POST.get("key") or uuid7(),
    }
    return render(
        request,
        "dossiers/workspace/bulk_give.html",
        context,
        status=422 if context["faults"] else 200,
    )


def _results(batch: Batch) -> list[dict[str, Any]]:
    lines = sorted(batch.lines.all(), key=lambda line: (not line.refusal, line.dossier_code))
    return [
        {
            "code": line.dossier_code,
            "refusal": line.refusal,
            "done": line.settled_at is not None and not line.refusal,
        }
        for line in lines
    ]


@access.needs(*permissions.ANY_VIEW)
def batch(request: Request, batch_id: UUID) -> HttpResponse:
    """Tell what became of each dossier, and why not."""
    found = queries.get_batch(actor=request.actor, batch_id=batch_id)
    results, is_signing = _results(found), found.act == BatchAct.SIGN
    inbox = reverse("dossiers:inbox")
    if is_signing:
        back, back_label = reverse("dossiers:sign_list"), _("What else waits for my signature")
    elif found.act == BatchAct.REASSIGN:
        back, back_label = f"{inbox}?in=team", _("Back to my team")
    else:
        back, back_label = inbox, _("Back to my work")
    context = {
        "is_signing": is_signing,
        "back": back,
        "back_label": back_label,
        "results": results,
        "done": sum(1 for each in results if each["done"]),
        "refused": sum(1 for each in results if each["refusal"]),
        "waiting": sum(1 for each in results if not each["done"] and not each["refusal"]),
    }
    return render(request, "dossiers/workspace/batch.html", context)
