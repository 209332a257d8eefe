"""What everybody sees: the start page, the services, a procedure."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.foundation import access, modules
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from ...queries import catalogue, finding, open_data, shelf, units
from ...types import Level, LifeEvent, OnlineLevel, VersionInfo
from .. import words
from ..editor import plain_lines
from ..remembering import remembered
from ..words import local_lines
from .posting import decision_words, page_of

PAGE = 20
SUGGESTED = 6
UNREAD = "knowledge"  # the word of the catalogue for facts without a text


@access.public
@require_safe
@remembered
def start(request: Request) -> HttpResponse:
    """Show the start page: search, life events, what most people come for."""
    on = local_date(request.at)
    context = {
        "events": list(map(_event, catalogue.list_life_events())),
        "most_used": list(map(_line, finding.list_most_used(on=on))),
        "personas": modules.provided(identity.Persona) if settings.DEMO else (),
        "width": "wide",
    }
    return render(request, "procedures/start.html", context)


def _event(event: LifeEvent) -> dict[str, str]:
    english = get_language() == "en"
    return {
        "key": event.key,
        "title": event.title_en if english else event.title,
        "text": "" if english else event.summary,
        "icon": event.icon,
        "href": f"{reverse('procedures:list')}?{urlencode({'life_event': event.key})}",
    }


def _line(version: VersionInfo) -> dict[str, Any]:
    return {
        "code": version.code,
        "name": version.name,
        "href": reverse("procedures:procedure", args=[version.code]),
        "field": version.field,
        "time": words.promise(version.time_limit),
        "cost": words.fee_summary(version.fees),
        "who": words.who_serves(version),
        "online": version.online_level is not OnlineLevel.NONE,
    }


@access.public
@require_safe
@remembered
def services(request: Request) -> HttpResponse:
    """Search the procedures, or browse them by life event, field and who serves."""
    on = local_date(request.at)
    asked = _asked(request)
    found = _found(asked, on)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "chosen": _chosen(asked),
        "is_browsing": not any(asked.values()),
        "count": len(found),
        "page": page,
        "lines": list(map(_line, page.object_list)),
        "events": list(map(_event, catalogue.list_life_events())),
        "fields": [
            {"name": name, "count": count, "href": f"?{urlencode({'field': name})}"}
            for name, count in sorted(catalogue.list_fields(on), key=lambda one: -one[1])
        ],
        "levels": [(level.value, level.label) for level in (Level.WARD, Level.DISTRICT)],
        "pages": _paging(page, asked),
        "breadcrumbs": _way(asked),
        "width": "wide",
    }
    return render(request, "procedures/list.html", context)


def _asked(request: Request) -> dict[str, str]:
    given = {
        name: request.GET.get(name, "").strip() for name in ("q", "life_event", "field", "level")
    }
    if given["level"] not in Level.values:
        given["level"] = ""
    if given["life_event"] not in {event.key for event in catalogue.list_life_events()}:
        given["life_event"] = ""
    return given


def _found(asked: dict[str, str], on: Any) -> list[VersionInfo]:
    listed = catalogue.list_procedures(
        on=on,
        level=Level(asked["level"]) if asked["level"] else None,
        field=asked["field"],
        life_event=asked["life_event"],
    )
    if asked["q"]:
        allowed = {version.id for version in listed}
        hits = finding.find_procedures(asked["q"], on=on, limit=3 * PAGE)
        return [version for version in hits if version.id in allowed]
    most_used = {version.id: at for at, version in enumerate(finding.list_most_used(on=on))}
    events = {event.key: event for event in catalogue.list_life_events()}
    event = events.get(asked["life_event"])
    order = {code: at for at, code in enumerate(event.codes)} if event else {}
    last = len(most_used) + len(order)
    return sorted(
        listed,
        key=lambda one: (
            order.get(one.code, last),
            most_used.get(one.id, last),
            one.field,
            one.name,
        ),
    )


def _chosen(asked: dict[str, str]) -> list[dict[str, str]]:
    events = {event.key: _event(event)["title"] for event in catalogue.list_life_events()}
    labels = {
        "life_event": events.get(asked["life_event"], ""),
        "field": asked["field"],
        "level": str(Level(asked["level"]).label) if asked["level"] else "",
    }
    return [
        {"label": label, "href": f"?{_query({**asked, name: ''})}"}
        for name, label in labels.items()
        if label
    ]


def _query(asked: dict[str, str], **more: int) -> str:
    return urlencode({name: value for name, value in {**asked, **more}.items() if value})


def _paging(page: Any, asked: dict[str, str]) -> dict[str, str]:
    shown = _("%(first)s–%(last)s of %(all)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "all": page.paginator.count,
    }
    return {
        "previous": f"?{_query(asked, page=page.previous_page_number())}"
        if page.has_previous()
        else "",
        "next": f"?{_query(asked, page=page.next_page_number())}" if page.has_next() else "",
        "shown": shown,
    }


def _way(asked: dict[str, str]) -> list[dict[str, str]]:
    services_page = {"title": _("Services"), "href": reverse("procedures:list")}
    return [services_page] if any(asked.values()) else [{"title": _("Services")}]


@access.public
@require_safe
def suggest(request: Request) -> HttpResponse:
    """Answer as one types: a list of links, to be set into the page."""
    question = request.GET.get("q", "").strip()
    on = local_date(request.at)
    with shelf.held():
        found = finding.find_procedures(question, on=on, limit=SUGGESTED)
    context = {
        "lines": list(map(_line, found)),
        "question": question,
        "all_href": f"{reverse('procedures:list')}?{urlencode({'q': question})}",
    }
    response = render(request, "procedures/suggest.html", context)
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@access.public
@require_safe
@remembered
def procedure(request: Request, code: str) -> HttpResponse:
    """Show a procedure: what it needs, costs, takes and gives, where, and how to begin."""
    on = local_date(request.at)
    return _procedure(request, catalogue.get_version(code, on), units.list_authorities(on))


@access.public
@require_safe
@remembered
def procedure_at(request: Request, code: str, unit_code: str) -> HttpResponse:
    """Show a procedure as one ward serves it: what it inherits, and what differs there."""
    on = local_date(request.at)
    version = catalogue.get_version(code, on)
    authorities = units.list_authorities(on)
    unit = next((one for one in authorities if one.code == unit_code), None)
    if unit is None or not units.serves(unit, version):
        raise Http404
    return _procedure(request, version, authorities, unit)


def _procedure(
    request: Request,
    version: VersionInfo,
    authorities: Iterable[organisation.UnitInfo],
    unit: organisation.UnitInfo | None = None,
) -> HttpResponse:
    on = local_date(request.at)
    event = next(
        (one for one in catalogue.list_life_events() if one.key in version.life_events), None
    )
    occasion = [_event(event)] if event else []
    successor = catalogue.find_version(version.replaced_by, on) if version.replaced_by else None
    limit = catalogue.limit_at(version, unit.id) if unit else version.time_limit
    override = catalogue.find_override(version.code, unit.id) if unit else None
    is_full = version.plain is None or "full" in request.GET
    context = {
        "version": version,
        "unit": unit,
        "local": local_lines(override, version) if override else (),
        "is_full": is_full,
        "plain": plain_lines(version.plain, **words.plain_here(override, version, limit))
        if version.plain and not is_full
        else [],
        "decision": decision_words(version),
        "has_versions": len(catalogue.list_versions(version.code)) > 1,
        "title": version.official_name if len(version.official_name) > 0 else version.name,
        "time": words.promise(limit),
        "time_in_full": words.promise_in_full(limit),
        "cost": words.fee_summary(version.fees),
        "fees": words.fee_lines(version.fees),
        "papers": words.paper_groups(version.components),
        "steps": words.step_lines(version.steps),
        "units": _units(version, authorities),
        "successor": _line(successor) if successor else None,
        "can_begin": not version.is_gone and version.online_level is not OnlineLevel.NONE,
        "begin_href": f"/apply/{version.code}/",
        "applicants": [str(one.label) for one in version.applicants],
        "related": _related(version, on),
        "address": request.path,
        "source_href": version.source if _is_address(version.source) else "",
        "source_text": "" if version.source == UNREAD else version.source,
        "is_checked": version.confidence in {"", "high"},
        "breadcrumbs": [
            {"title": _("Services"), "href": reverse("procedures:list")},
            *({"title": one["title"], "href": one["href"]} for one in occasion),
        ],
        "width": "wide",
    }
    template = "procedures/sheet.html" if "print" in request.GET else "procedures/procedure.html"
    return render(request, template, context)


def _is_address(source: str) -> bool:
    return source.startswith(("https://", "http://")) and " " not in source


def _units(
    version: VersionInfo, authorities: Iterable[organisation.UnitInfo]
) -> list[dict[str, Any]]:
    """Return the authorities that serve a procedure, by level; those of the ward first."""
    own = {one.unit_id for one in shelf.open_shelf().overrides.get(version.code, ())}
    found: dict[str, list[dict[str, Any]]] = {"WARD": [], "DISTRICT": []}
    for unit in authorities:
        if units.serves(unit, version):
            href = page_of(version.code, unit)
            line = {"name": unit.name, "href": href, "differs": unit.id in own}
            found[unit.level].append(line)
    return [{"level": level, "units": lines} for level, lines in found.items() if lines]


def _related(version: VersionInfo, on: Any) -> list[dict[str, Any]]:
    """Return neighbours that people often need too."""
    near = finding.find_procedures(version.name, on=on, limit=6)
    return [_line(one) for one in near if one.code != version.code and one.field == version.field][
        :4
    ]


@access.public
@require_safe
@remembered
def data(request: Request, code: str) -> HttpResponse:
    """Give a procedure out as linked data, in the terms of CPSV-AP."""
    version = catalogue.get_version(code, local_date(request.at))
    page = f"{settings.SITE_URL}{reverse('procedures:procedure', args=[code])}"
    return JsonResponse(
        open_data.as_public_service(version, address=page),
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
