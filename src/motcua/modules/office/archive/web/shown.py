"""How the archive is shown: its parts as tabs, states in words and colours, rows of tables."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words
from motcua.ui.asked import asked_page, page_urls

from .. import permissions, queries, rules
from ..models import File
from ..types import DestructionState, FileState, LoanState, PlanState, TransferState

PAGE = 50
M = TypeVar("M", bound=Model)
_STATES: Mapping[str, tuple[str, str]] = {
    FileState.OPEN.value: ("working", "edit"),
    FileState.CLOSED.value: ("good", "check"),
    FileState.CURRENT.value: ("info", "building"),
    FileState.HISTORICAL.value: ("info", "lock"),
    FileState.DESTROYED.value: ("neutral", "minus"),
    PlanState.DRAFT.value: ("working", "edit"),
    PlanState.PROPOSED.value: ("waiting", "person"),
    PlanState.APPROVED.value: ("good", "check"),
    TransferState.OFFERED.value: ("waiting", "hand-over"),
    TransferState.RECEIVED.value: ("good", "check"),
    TransferState.WITHDRAWN.value: ("neutral", "minus"),
    LoanState.ASKED.value: ("waiting", "waiting"),
    LoanState.GRANTED.value: ("good", "check"),
    LoanState.OUT.value: ("working", "eye"),
    LoanState.RETURNED.value: ("neutral", "return"),
    LoanState.REFUSED.value: ("bad", "minus"),
    DestructionState.BEGUN.value: ("working", "person"),
    DestructionState.DONE.value: ("neutral", "trash"),
}


def state_of(state: Any) -> dict[str, Any]:
    """Return a state as components show it."""
    tone, icon = _STATES.get(state.value, ("neutral", "circle"))
    return {"label": state.label, "tone": tone, "icon": icon}


def tick(name: str, value: object, label: str, *, checked: bool = False) -> SafeString:
    """Return a box to tick in a row of a table."""
    return format_html(
        '<input class="mc-tick" type="checkbox" name="{0}" value="{1}" id="{0}-{1}"{3}>'
        '<label class="govuk-visually-hidden" for="{0}-{1}">{2}</label>',
        name,
        value,
        label,
        SafeString(" checked" if checked else ""),
    )


def page(
    request: Request, template: str, context: dict[str, Any], *, tab: str, status: int = 200
) -> HttpResponse:
    """Show a page of the archive below the tabs of its parts."""
    faults = context.get("faults", ())
    context |= {
        "tabs": _tabs(request.actor, tab, local_date(request.at)),
        "errors": {each.path: each.message for each in faults},
    }
    return render(request, f"archive/{template}.html", context, status=status)


def _tabs(actor: Actor, current: str, today: date) -> list[dict[str, Any]]:
    keeps = permissions.KEEP.held_by(actor)
    oversees = keeps or permissions.DECIDE.held_by(actor)
    counts = queries.counts(actor=actor, today=today) if keeps else {}
    parts = [
        ("files", pgettext("archive", "Files"), True, None),
        ("unfiled", _("In no file"), True, None),
        ("plan", _("Record plan"), True, None),
        ("handing", _("Hand-over"), True, counts.get("due")),
        ("stores", _("Stores"), keeps, None),
        ("loans", _("Loans"), True, counts.get("loans")),
        ("packages", _("Packages"), keeps, counts.get("broken") or None),
        ("destruction", _("Destruction"), oversees, None),
    ]
    return [
        {
            "title": title,
            "href": reverse(f"archive:{name}"),
            "current": name == current,
            "count": count,
        }
        for name, title, is_shown, count in parts
        if is_shown
    ]


def paged(rows: QuerySet[Any], request: Request) -> tuple[Any, dict[str, str]]:
    """Return the page of rows that is asked for, and the addresses beside it."""
    found = Paginator(rows, PAGE).get_page(asked_page(request))
    return found, page_urls(found, request)


def span_of(file: File) -> str:
    """Return from when to when the documents of a file are."""
    if file.begins_on is None or file.ends_on is None:
        return ""
    return f"{words.as_date(file.begins_on)} – {words.as_date(file.ends_on)}"


def file_cells(file: File) -> list[Any]:
    """Return the cells of a file in any list: symbol, title, unit, days, period."""
    return [
        {"text": f"{file.code} ({file.year})", "href": reverse("archive:file", args=[file.id])},
        file.title,
        file.keeper_unit.short_name or file.keeper_unit.name,
        span_of(file),
        rules.years_in_words(file.years),
    ]


def file_heads() -> list[str]:
    """Return the heads over :func:`file_cells`."""
    return [
        _("Symbol"),
        pgettext("archive", "Title of the file"),
        pgettext("archive", "Made by"),
        _("Days of the documents"),
        _("Kept for"),
    ]


def authority_of(request: Request, *allowed: Any) -> UUID | None:
    """Return the authority whose archive a page is about: the asked one, or the actor's first."""
    units = sorted({unit for each in allowed for unit in each.units(request.actor)})
    names = queries.authorities(units)
    asked = request.GET.get("unit", "")
    return next((each for each in names if str(each) == asked), next(iter(names), None))


def note_refusal(request: Request, error: DomainError) -> tuple[Fault, ...]:
    """Return what was refused as faults of the form, whatever family the refusal is of."""
    if isinstance(error, Invalid) and error.faults:
        return error.faults
    return (Fault("", str(error)),)


def done(request: Request, message: str) -> None:
    """Tell that something was done, on the next page."""
    messages.success(request, message)


def act_on(
    request: Request,
    found: M,
    acts: Mapping[str, Callable[[Request, M], str]],
    *,
    show: Callable[[Request, M, tuple[Fault, ...]], HttpResponse],
    to: HttpResponseRedirect,
) -> HttpResponse:
    """Do to a thing what a button of its page says; what is refused is shown on the page.

    Args:
        acts: By the value of the button; each returns what is told when it is done.
        to: Where it goes on.
    """
    do = acts.get(request.POST.get("act", "")) if request.method == "POST" else None
    if do is None:
        return to
    try:
        said = do(request, found)
    except DomainError as error:
        return show(request, found, note_refusal(request, error))
    done(request, said)
    return to


def as_options(choices: Sequence[Any]) -> list[tuple[str, str]]:
    """Return choices as a select takes them."""
    return [(each.value, each.label) for each in choices]
