"""Officials find documents: by words, kind, unit, year and author, and what is like one."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.errors import NotFound
from motcua.foundation.http import Request
from motcua.foundation.text import sort_key
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.kernel.search import api as search
from motcua.modules.office.incoming import api as incoming
from motcua.modules.office.outgoing import api as outgoing
from motcua.ui.asked import asked_page

KINDS = (outgoing.FOUND_AS, incoming.FOUND_AS)
_YEARS = 15


@access.official
def find(request: Request) -> HttpResponse:
    """Search everything that the reader may see, issued and received."""
    chosen = {
        name: request.GET.get(name, "").strip()
        for name in ("q", "in", "type", "unit", "year", "author")
    }
    wanted = [chosen["in"]] if chosen["in"] in KINDS else KINDS
    asked = search.Question(text=chosen["q"], facets=facets_of(chosen))
    answer = None
    if any(chosen.values()):
        answer = search.find(
            asked,
            kinds=wanted,
            actor=request.actor,
            on=local_date(request.at),
            page=asked_page(request),
        )
    context = {
        **{f"asked_{name}": value for name, value in chosen.items()},
        **_choices(request),
        "filtered": any(chosen[name] for name in ("in", "type", "unit", "year", "author")),
        "answer": answer,
        "rows": _rows(answer.hits) if answer else [],
        **(pages_of(request, answer) if answer else {}),
    }
    return render(request, "reading_room/find.html", context)


@access.official
def like(request: Request, kind: str, key: UUID) -> HttpResponse:
    """Show the documents that are most like one."""
    if kind not in KINDS:
        raise NotFound
    hits = search.more_like(
        kind=kind, key=str(key), kinds=KINDS, actor=request.actor, on=local_date(request.at)
    )
    asked = search.Found(kind=kind, key=str(key), title="", excerpt="", dated=None)
    own = _rows([asked]) if hits else []
    context = {"rows": _rows(hits), "own": own[0] if own else None}
    return render(request, "reading_room/like.html", context)


def facets_of(chosen: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the facets that the address names; an author is named by some of his words."""
    facets: dict[str, tuple[str, ...]] = {
        name: (chosen[name],) for name in ("type", "unit", "year", "access") if chosen.get(name, "")
    }
    if words := search.words_of(chosen.get("author", "")):
        facets["author"] = tuple(dict.fromkeys(words))
    return facets


def pages_of(request: Request, answer: search.Answer) -> dict[str, str]:
    """Return the addresses before and after a page of an answer."""
    urls = {}
    for name, page, there in (
        ("previous_url", answer.page - 1, answer.page > 1),
        ("next_url", answer.page + 1, answer.has_next),
    ):
        if there:
            given = request.GET.copy()
            given["page"] = str(page)
            urls[name] = f"?{given.urlencode()}"
    return urls


def marked(excerpt: str) -> str:
    """Return an excerpt as a template shows it: the search has escaped it."""
    return mark_safe(excerpt)  # noqa: S308 - kernel.search escapes all but its own marks


def _choices(request: Request) -> dict[str, Any]:
    actor, this = request.actor, local_date(request.at).year
    rights = (outgoing.VIEW, outgoing.VIEW_AUTHORITY, incoming.VIEW, incoming.VIEW_AUTHORITY)
    units = {each for right in rights for each in right.units(actor)} | actor.unit_ids
    names = organisation.unit_names(units)
    types = outgoing.kind_names()
    return {
        "places": [
            (outgoing.FOUND_AS, _("Outgoing documents")),
            (incoming.FOUND_AS, _("Incoming documents")),
        ],
        "types": sorted(types.items(), key=_by_name),
        "units": sorted(((str(each), name) for each, name in names.items()), key=_by_name),
        "years": [(str(year), str(year)) for year in range(this, this - _YEARS, -1)],
    }


def _by_name(option: tuple[str, str]) -> bytes:
    return sort_key(option[1])


def _rows(hits: Iterable[search.Found]) -> list[dict[str, Any]]:
    """Return what is shown of each hit: two queries, however many there are."""
    hits = list(hits)
    ids = {kind: [UUID(hit.key) for hit in hits if hit.kind == kind] for kind in KINDS}
    sent = outgoing.issued_documents(ids[outgoing.FOUND_AS])
    came = incoming.documents(ids[incoming.FOUND_AS])
    units = organisation.unit_names(
        {each.drafting_unit_id for each in sent.values()} | {each.unit_id for each in came.values()}
    )
    rows = []
    for hit in hits:
        key = UUID(hit.key)
        if key in sent:
            rows.append(_sent(hit, sent[key], units))
        elif key in came:
            rows.append(_came(hit, came[key]))
    return rows


def _sent(hit: search.Found, info: Any, units: Mapping[UUID, str]) -> dict[str, Any]:
    return _row(hit, info) | {
        "href": reverse("outgoing:document", args=[info.id]),
        "place": pgettext("search", "Outgoing"),
        "dated": info.signed_on,
        "author": units.get(info.drafting_unit_id, ""),
        "state": info.state.label if info.state != outgoing.State.ISSUED else "",
    }


def _came(hit: search.Found, info: Any) -> dict[str, Any]:
    return _row(hit, info) | {
        "href": reverse("incoming:document", args=[info.id]),
        "place": pgettext("search", "Incoming"),
        "dated": info.issued_on,
        "author": info.author,
        "state": "",
    }


def _row(hit: search.Found, info: Any) -> dict[str, Any]:
    return {
        "number": info.number_symbol,
        "title": f"{info.kind_name} {info.subject}".strip(),
        "excerpt": marked(hit.excerpt),
        "like": reverse("reading_room:like", args=[hit.kind, hit.key]),
    }
