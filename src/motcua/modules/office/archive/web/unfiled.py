"""Documents that lie in no file: proposed for one, confirmed by the clerk."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..errors import DocumentNotFound
from ..models import Record
from ..types import FileState, Source
from . import shown

_MOST_FILES = 200


@access.needs(*permissions.ANY)
def unfiled(request: Request) -> HttpResponse:
    """Show what lies in no file, each with the file that is proposed for it."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            count = _file(request)
        except DomainError as error:
            faults = shown.note_refusal(request, error)
        else:
            said = ngettext("%(count)s document filed.", "%(count)s documents filed.", count)
            shown.done(request, said % {"count": count})
            return redirect(request.get_full_path())
    rows = _filtered(request)
    found, urls = shown.paged(rows, request)
    records = list(found)
    proposed = queries.proposals(actor=request.actor, records=records)
    files = queries.list_files(actor=request.actor).filter(state=FileState.OPEN)
    options = [(str(each.id), f"{each.code} {each.title}") for each in files[:_MOST_FILES]]
    context = {
        "rows": [_row(each, proposed, options) for each in records],
        "total": found.paginator.count,
        "sources": shown.as_options([Source.OUTGOING, Source.INCOMING]),
        "asked": {name: request.GET.get(name, "") for name in ("source", "year", "month")},
        "months": [(str(n), str(n)) for n in range(1, 13)],
        "faults": faults,
        **urls,
    }
    return shown.page(request, "unfiled", context, tab="unfiled")


def _filtered(request: Request) -> QuerySet[Record]:
    rows = queries.list_unfiled(actor=request.actor)
    if request.GET.get("source", "") in Source.values:
        rows = rows.filter(source=request.GET["source"])
    for name in ("year", "month"):
        if (text := request.GET.get(name, "")).isdigit():
            rows = rows.filter(**{f"at__{name}": int(text)})
    return rows


def _row(record: Record, proposed: Any, options: list[tuple[str, str]]) -> dict[str, Any]:
    proposal = proposed.get(record.id)
    why = ""
    if proposal is not None:
        why = _("same matter")
        if proposal.why:
            why = _("with %(number)s, which it answers or which answers it") % {
                "number": proposal.why
            }
    return {
        "record": record,
        "source": Source(record.source).label,
        "at": words.as_date(record.at),
        "unit": record.keeper_unit.short_name or record.keeper_unit.name,
        "proposal": proposal,
        "why": why,
        "options": options,
        "value": str(proposal.file_id) if proposal else "",
        "tick": shown.tick(
            "record",
            record.id,
            _("File %(number)s") % {"number": record.number_symbol or record.subject},
            checked=proposal is not None,
        ),
    }


def _file(request: Request) -> int:
    """Put each ticked document into the file that is chosen beside it."""
    wanted: dict[UUID, list[UUID]] = {}
    for record_id in filter(None, map(read_uuid, request.POST.getlist("record"))):
        file_id = read_uuid(request.POST.get(f"file-{record_id}", ""))
        if file_id is not None:
            wanted.setdefault(file_id, []).append(record_id)
    return sum(
        len(
            use_cases.put_in(
                actor=request.actor, file_id=file_id, record_ids=record_ids, at=request.at
            )
        )
        for file_id, record_ids in wanted.items()
    )


@access.needs(*permissions.ANY)
def record(request: Request, record_id: UUID) -> HttpResponse:
    """Lead from a figure to a document: to its page where it came from, or to its file."""
    found = Record.objects.visible_to(request.actor).filter(id=record_id).first()
    if found is None:
        raise DocumentNotFound
    if found.source != Source.OTHER:
        name = "outgoing" if found.source == Source.OUTGOING else "incoming"
        return redirect(reverse(f"{name}:document", args=[found.document_id]))
    item = found.items.first()
    return redirect("archive:file", item.file_id) if item else redirect("archive:unfiled")
