"""From a document or a note to tasks: read, change, drop, add, give – in one form."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid, uuid7
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..types import Given, Group, Proposal, Source, Wanted

_MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """What stands in the form."""

    unit_id: UUID
    source: Source
    source_id: UUID | None
    number_symbol: str
    title: str
    text: str
    given_on: str
    leader: str
    key: str
    rows: tuple[Wanted, ...]

    @property
    def day(self) -> date | None:
        return words.read_date(self.given_on)


@access.needs(*permissions.ANY)
def new(request: Request) -> HttpResponse:
    """Take tasks out of a text: proposals are found, a human confirms them."""
    units = queries.giving_units(request.actor, at=request.at)
    if not units:
        said = _("Tasks are given by the leaders, the clerk and the head of the office.")
        messages.info(request, said)
        return redirect("directives:inbox")
    typed = _posted(request, units) if request.method == "POST" else _begun(request, units)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    faults: tuple[Fault, ...] = ()
    if act == "read":
        typed, faults = _proposed(typed, request)
    elif act == "add":
        typed = replace(typed, rows=(*typed.rows, Wanted(owner="", text="", due="")))
    elif act == "give":
        try:
            return _give(request, typed)
        except Invalid as error:
            faults = error.faults or (Fault("text", str(error)),)
    return render(request, "directives/new.html", _context(request, units, typed, faults))


def _begun(request: Request, units: Any) -> _Typed:
    """Return the form as it is opened, from a document if the address names one."""
    source = request.GET.get("source", Source.NOTE)
    document_id = read_uuid(request.GET.get("document", ""))
    found = queries.find_source(request.actor, source, document_id) if document_id else None
    unit_id = found.unit_id if found and found.unit_id in units else next(iter(units))
    leaders = queries.list_leaders(unit_id, at=request.at)
    own = [each for each in leaders if each.post_id in request.actor.post_ids]
    return _Typed(
        unit_id=unit_id,
        source=found.source if found else Source.NOTE,
        source_id=found.id if found else None,
        number_symbol=found.number_symbol if found else "",
        title=found.title if found else "",
        text=_text_of(request, found),
        given_on=words.as_date(found.dated if found else local_date(request.at)),
        leader=str((own or leaders)[0].post_id) if leaders else "",
        key=str(uuid7()),
        rows=(),
    )


def _text_of(request: Request, found: queries.SourceInfo | None) -> str:
    """Return the words of a document, as far as they are read."""
    if found is None or found.file_id is None:
        return ""
    read = documents.request_text(actor=request.actor, file_id=found.file_id, at=request.at)
    if read.state == documents.TextState.WAITING:
        messages.info(request, _("The document is being read. Open this page again in a minute."))
    elif read.state != documents.TextState.READ:
        messages.info(request, _("The words of this document cannot be read. Paste them."))
    return read.text


def _posted(request: Request, units: Any) -> _Typed:
    post = request.POST
    unit_id = read_uuid(post.get("unit", ""))
    source = post.get("source", "")
    return _Typed(
        unit_id=unit_id if unit_id in units and unit_id else next(iter(units)),
        source=Source(source) if source in Source.values else Source.NOTE,
        source_id=read_uuid(post.get("source_id", "")),
        number_symbol=post.get("number_symbol", ""),
        title=post.get("title", ""),
        text=post.get("text", ""),
        given_on=post.get("given_on", ""),
        leader=post.get("leader", ""),
        key=post.get("key", ""),
        rows=tuple(_rows(request)),
    )


def _rows(request: Request) -> list[Wanted]:
    """Return the tasks that stand in the form, without the one that is being dropped."""
    post = request.POST
    count = post.get("rows", "0")
    dropped = post.get("drop", "")
    return [
        Wanted(
            owner=post.get(f"owner_{n}", ""),
            text=post.get(f"text_{n}", ""),
            due=post.get(f"due_{n}", ""),
            supports=post.get(f"supports_{n}", ""),
            product=post.get(f"product_{n}", ""),
            sentence=post.get(f"sentence_{n}", ""),
        )
        for n in range(min(int(count), _MOST) if count.isdigit() else 0)
        if str(n) != dropped
    ]


def _proposed(typed: _Typed, request: Request) -> tuple[_Typed, tuple[Fault, ...]]:
    """Return the form with what the text proposes; what stands there already is kept."""
    on = typed.day or local_date(request.at)
    if not typed.text.strip():
        return typed, (Fault("text", _("Write or paste the words of the conclusion first.")),)
    units = queries.names_in_texts(typed.unit_id, on=on)
    found = rules.propose_tasks(typed.text, units=units, on=on)
    known = {row.sentence for row in typed.rows}
    names = {unit.id: unit for unit in queries.list_around(typed.unit_id, on=on)}
    owners = {unit.id for unit in queries.list_owners(typed.unit_id, on=on)}
    new_rows = [_row(each, names, owners) for each in found if each.sentence not in known]
    if not found:
        message = _("We found no task in these words. Add the tasks by hand below.")
        return typed, (Fault("text", message),)
    return replace(typed, rows=(*typed.rows, *new_rows)[:_MOST]), ()


def _row(each: Proposal, names: Any, owners: set[UUID]) -> Wanted:
    """Return a proposal as it stands in the form."""
    owner = each.group or (str(each.owner_id) if each.owner_id in owners else "")
    return Wanted(
        owner=owner,
        text=each.text,
        due=_due_words(each),
        supports="; ".join(names[one].short_name or names[one].name for one in each.support_ids),
        product=each.product,
        sentence=each.sentence,
    )


def _due_words(each: Proposal) -> str:
    """Return a deadline as it stands in its field: a day, or the span to be counted."""
    if each.deadline is None:
        return ""
    if each.deadline.day is not None:
        return words.as_date(each.deadline.day)
    return _span(each.deadline.words)


def _span(said: str) -> str:
    """Return “10 ngày làm việc” of “trong vòng 10 ngày làm việc”."""
    first = next((n for n, letter in enumerate(said) if letter.isdigit()), 0)
    return said[first:]


def _give(request: Request, typed: _Typed) -> HttpResponse:
    ids = use_cases.give_tasks(
        actor=request.actor,
        unit_id=typed.unit_id,
        given=Given(
            source=typed.source,
            source_id=typed.source_id,
            number_symbol=typed.number_symbol,
            title=typed.title,
            text=typed.text,
            given_on=typed.day,
        ),
        leader_post_id=read_uuid(typed.leader) or uuid7(),
        wanted=typed.rows,
        key=read_uuid(typed.key) or uuid7(),
        at=request.at,
    )
    said = ngettext("%(count)s task was given.", "%(count)s tasks were given.", len(ids))
    messages.success(request, said % {"count": len(ids)})
    return redirect("directives:register")


def _context(
    request: Request, units: Any, typed: _Typed, faults: tuple[Fault, ...]
) -> dict[str, Any]:
    errors = {each.path: each.message for each in faults}
    on = local_date(request.at)
    owners = queries.list_owners(typed.unit_id, on=on)
    options = [(str(unit.id), unit.short_name or unit.name) for unit in owners]
    groups = [(each.value, each.label) for each in Group if len(queries.members(each, owners)) > 1]
    asked = request.GET.get("q", "")
    return {
        "typed": typed,
        "units": [(str(each), name) for each, name in units.items()],
        "leaders": [
            (str(each.post_id), f"{each.name} – {each.title}")
            for each in queries.list_leaders(typed.unit_id, at=request.at)
        ],
        "owners": [*options, *groups],
        "rows": [_shown(n, row, typed, errors, on) for n, row in enumerate(typed.rows)],
        "faults": faults,
        "errors": errors,
        "asked": asked,
        "found": queries.search_sources(request.actor, asked) if asked else [],
        "conclusions": []
        if asked or typed.source_id or typed.rows
        else queries.list_conclusions(request.actor),
        "max": _MOST,
    }


def _shown(n: int, row: Wanted, typed: _Typed, errors: dict[str, str], on: date) -> dict[str, Any]:
    """Return a task of the form as the page draws it."""
    hint = _again(row, typed.day or on)
    deadline = rules.read_deadline(row.due, on=typed.day or on)
    if deadline is not None and deadline.limit is not None:
        unit_id = read_uuid(row.owner) or typed.unit_id
        day = queries.day_of(unit_id, deadline, given_on=typed.day or on)
        hint = " ".join((_("By the calendar: %(day)s.") % {"day": words.as_date(day)}, hint))
    return {
        "n": n,
        "key": str(n),
        "number": n + 1,
        "row": row,
        "due_hint": hint,
        **{
            f"{name}_error": errors.get(f"{name}_{n}", "")
            for name in ("owner", "text", "due", "supports")
        },
    }


def _again(row: Wanted, on: date) -> str:
    """Say so where the words ask for something again and again: a task has one deadline."""
    said = rules.find_deadline(row.sentence, on=on)
    if said is None or not said.repeats:
        return ""
    return _("The words ask for it again and again; this is the next time.")
