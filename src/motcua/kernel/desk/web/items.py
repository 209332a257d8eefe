"""Reading one thing and acting on it, the next one by itself; many at once, told one by one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from motcua.foundation import access
from motcua.foundation.errors import Conflict, DomainError, Fault, Invalid, NotFound
from motcua.foundation.http import Request

from .. import queries
from ..errors import NothingChosen, NotOnTheDesk
from ..ports import Source
from ..types import Act, Reading
from . import shown

_RESULTS = "own_desk.results"


@access.official
def item(request: Request, code: str, key: str) -> HttpResponse:
    """Show a thing in place with its acts; an act leads on to the next thing."""
    source = queries.find_source(code)
    if request.method == "POST":
        return _act(request, source, key)
    return _show(request, source, key)


def _show(
    request: Request, source: Source, key: str, faults: tuple[Fault, ...] = ()
) -> HttpResponse:
    place = queries.place_of(source, key, actor=request.actor, at=request.at)
    following = shown.address(place.following) if place.following else ""
    try:
        reading = queries.read(source, key, actor=request.actor, at=request.at)
    except NotOnTheDesk as gone:
        if request.method == "POST":
            raise
        messages.info(request, str(gone))
        return redirect("own_desk:desk")
    acts = [_drawn(request, source, act, key, faults) for act in _open(source, reading)]
    context = {
        "reading": reading,
        "lane": source.lane.label,
        "lane_code": source.lane.value,
        "left": shown.counted(min(place.left, queries.COUNTED)),
        "following": following,
        "following_name": place.following.name if place.following else "",
        "acts": acts,
        "main": next((each for each in acts if each["act"].primary), None),
        "others": [each for each in acts if not each["act"].primary],
        "faults": faults,
    }
    return render(request, "own_desk/item.html", context, status=422 if faults else 200)


def _open(source: Source, reading: Reading) -> list[Act]:
    return [act for act in source.acts if reading.acts is None or act.code in reading.acts]


def _drawn(
    request: Request, source: Source, act: Act, key: str, faults: tuple[Fault, ...]
) -> dict[str, Any]:
    asked = act.fields(actor=request.actor, key=key, at=request.at) if act.fields else ()
    errors = {fault.path: fault.message for fault in faults}
    tried = request.POST.get("act") == act.code
    fields = []
    for each in asked:
        many = each.type == "checkboxes"
        typed = request.POST.getlist(each.name) if many else request.POST.get(each.name, "")
        fields.append(
            {
                "field": each,
                "value": typed if tried else each.value,
                "error": errors.get(each.name, "") if tried else "",
            }
        )
    return {"act": act, "fields": fields, "id": f"act-{act.code}", "open": tried}


def _act(request: Request, source: Source, key: str) -> HttpResponse:
    act = next((each for each in source.acts if each.code == request.POST.get("act")), None)
    if act is None:
        return redirect("own_desk:item", source.code, key)
    try:
        act.do(actor=request.actor, key=key, given=request.POST, at=request.at)
    except Invalid as refusal:
        return _show(request, source, key, refusal.faults or (Fault("", str(refusal)),))
    except (Conflict, NotFound) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, str(act.done))
    return redirect(_next(request))


def _next(request: Request) -> str:
    """Return where the page that was shown said that one goes on; only to a thing of the desk."""
    code, _slash, key = request.POST.get("next", "").partition("/")
    try:
        return reverse("own_desk:item", args=[queries.find_source(code).code, key])
    except (NotOnTheDesk, NoReverseMatch):
        return reverse("own_desk:desk")


@access.official
def chosen(request: Request) -> HttpResponse:
    """Review what is chosen before it is signed, agreed to or marked as read; then do it."""
    given = request.POST if request.method == "POST" else request.GET
    names = given.getlist("items")[: 2 * queries.MOST]
    found = queries.chosen(names, actor=request.actor, at=request.at)
    if request.method == "POST":
        if not names:
            raise NothingChosen
        request.session[_RESULTS] = _do(request, names, found)
        return redirect("own_desk:done")
    lanes = {each.source.lane for each in found}
    lane = lanes.pop() if len(lanes) == 1 else None
    context = {
        "rows": [shown.row(each) for each in found],
        "left_out": len(set(names)) - len(found),
        "confirm": shown.CONFIRM.get(lane) if lane else "",
        "lane_code": lane.value if lane else "",
    }
    return render(request, "own_desk/chosen.html", context)


def _do(request: Request, names: list[str], found: list[queries.Item]) -> list[dict[str, str]]:
    """Do the act of each, one by one: what is refused is told, the rest is done."""
    gone = set(names) - {each.name for each in found}
    results = [{"title": "", "href": "", "refusal": str(NotOnTheDesk())} for _name in gone]
    for each in found:
        refusal = ""
        if each.many is None:
            continue
        try:
            each.many.do(actor=request.actor, key=each.row.key, given=request.POST, at=request.at)
        except DomainError as error:
            refusal = str(error)
        title = f"{each.row.code} {each.row.title}".strip()
        results.append({"title": title, "href": each.row.url, "refusal": refusal})
    return sorted(results, key=lambda each: not each["refusal"])


@access.official
def done(request: Request) -> HttpResponse:
    """Tell what became of each that was chosen."""
    results = request.session.get(_RESULTS)
    if not results:
        return redirect("own_desk:desk")
    refused = sum(1 for each in results if each["refusal"])
    context = {"results": results, "refused": refused, "done": len(results) - refused}
    return render(request, "own_desk/done.html", context)
