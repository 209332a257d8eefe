"""What the buttons of a file's page do."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault
from motcua.foundation.http import Request
from motcua.foundation.ids import read_uuid
from motcua.kernel.documents import api as documents
from motcua.ui import words

from .. import permissions, queries, rules, use_cases
from ..errors import PlanIncomplete
from ..models import File
from ..types import Access, Medium, NewFile, NewPaper
from . import files, shown

Act = Callable[[Request, File], str]


@access.needs(*permissions.ANY)
def act(request: Request, file_id: UUID) -> HttpResponse:
    """Do what a button of the page says."""
    found = queries.get_file(actor=request.actor, file_id=file_id)
    back = redirect("archive:file", file_id)
    return shown.act_on(request, found, _DOES, show=files.show, to=back)


def _put_in(request: Request, found: File) -> str:
    ids = [each for each in map(read_uuid, request.POST.getlist("record")) if each]
    added = use_cases.put_in(actor=request.actor, file_id=found.id, record_ids=ids, at=request.at)
    return _("%(count)s put into the file.") % {"count": len(added)}


def _paper(request: Request, found: File) -> str:
    post, given = request.POST, request.FILES.get("file")
    stored = None
    if given is not None:
        stored = documents.store(
            content=given.read(), filename=given.name or "", actor=request.actor, at=request.at
        )
    use_cases.add_paper(
        actor=request.actor,
        file_id=found.id,
        paper=NewPaper(
            subject=post.get("subject", ""),
            kind_name=post.get("kind", ""),
            number_symbol=post.get("number", ""),
            author=post.get("author", ""),
            issued_on=words.read_date(post.get("issued_on", "")),
            sheets=_number(post.get("sheets", "")),
            file_id=stored.id if stored else None,
        ),
        at=request.at,
    )
    return _("Put into the file.")


def _number(text: str) -> int:
    return int(text) if text.strip().isdigit() else 0


def _take_out(request: Request, found: File) -> str:
    use_cases.take_out(
        actor=request.actor,
        file_id=found.id,
        item_id=read_uuid(request.POST.get("item", "")) or found.id,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("Taken out; it stands under “In no file” again.")


def _sort(request: Request, found: File) -> str:
    use_cases.put_in_order(actor=request.actor, file_id=found.id, at=request.at)
    return _("In the order of their days.")


def _count(request: Request, found: File) -> str:
    """Write places and sheets as they are typed."""
    items = queries.items_in(found)
    places = {
        each.id: _number(request.POST.get(f"place-{each.id}", "")) or each.position
        for each in items
    }
    ordered = sorted(items, key=lambda each: (places[each.id], each.position))
    use_cases.put_in_order(
        actor=request.actor,
        file_id=found.id,
        item_ids=[each.id for each in ordered],
        sheets={each.id: _number(request.POST.get(f"sheets-{each.id}", "")) for each in items},
        at=request.at,
    )
    return _("Order and sheets are saved.")


def _years(request: Request) -> int | None:
    try:
        return rules.read_years(request.POST.get("years", ""))
    except ValueError:
        message = _("Write a number of years, or “Vĩnh viễn”.")
        raise PlanIncomplete(faults=(Fault("years", message),)) from None


def _close(request: Request, found: File) -> str:
    post = request.POST
    access_to, medium = post.get("access", ""), post.get("medium", "")
    use_cases.close_file(
        actor=request.actor,
        file_id=found.id,
        new=NewFile(
            title=post.get("title", ""),
            years=_years(request),
            keywords=post.get("keywords", ""),
            access=Access(access_to) if access_to in Access.values else Access(found.access),
            medium=Medium(medium) if medium in Medium.values else Medium(found.medium),
        ),
        at=request.at,
    )
    return _("Closed. Its period runs from the end of this year of work.")


def _reopen(request: Request, found: File) -> str:
    reason = request.POST.get("reason", "")
    use_cases.reopen_file(actor=request.actor, file_id=found.id, reason=reason, at=request.at)
    return _("Open again.")


def _hold(request: Request, found: File) -> str:
    use_cases.set_hold(
        actor=request.actor,
        file_id=found.id,
        held=not found.held,
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("Held: it is not destroyed.") if not found.held else _("No longer held.")


def _longer(request: Request, found: File) -> str:
    use_cases.keep_longer(
        actor=request.actor,
        file_id=found.id,
        years=_years(request),
        reason=request.POST.get("reason", ""),
        at=request.at,
    )
    return _("The longer period is saved.")


def _box(request: Request, found: File) -> str:
    use_cases.put_into_box(
        actor=request.actor,
        file_ids=[found.id],
        box_id=read_uuid(request.POST.get("box", "")),
        at=request.at,
    )
    return _("The place is saved.")


_DOES: dict[str, Act] = {
    "put_in": _put_in,
    "paper": _paper,
    "take_out": _take_out,
    "sort": _sort,
    "count": _count,
    "close": _close,
    "reopen": _reopen,
    "hold": _hold,
    "longer": _longer,
    "box": _box,
}
