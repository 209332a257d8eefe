"""Posting lists: to read, to print, and for the kiosk; all from the one catalogue."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words as house_words

from ...queries import catalogue, posting, units
from ...types import Level
from .. import words
from ..editor import plain_lines
from ..remembering import remembered

IDLE_SECONDS, WARNED_SECONDS = 90, 20
MOST_ON_SCREEN = 60  # of the kiosk, in big letters
QR_FROM_PAGE = 40  # a page of the browser draws so many QR codes; the PDF draws all


def _asked(request: Request) -> dict[str, Any]:
    on = local_date(request.at)
    level = request.GET.get("level", "")
    return {
        "on": on,
        "unit": units.find_authority(request.GET.get("unit", ""), on),
        "field": request.GET.get("field", ""),
        "level": Level(level) if level in {Level.WARD, Level.DISTRICT} else None,
    }


def page_of(code: str, unit: organisation.UnitInfo | None) -> str:
    """Return the address of a procedure's page, that of the ward if one is meant."""
    if unit is not None and unit.level == organisation.Level.WARD:
        return reverse("procedures:procedure_at", args=[code, unit.code])
    return reverse("procedures:procedure", args=[code])


def decision_words(version: Any) -> str:
    """Return by which decision and from when a version holds."""
    day = house_words.as_date(version.effective_from)
    if not version.decision:
        return _("in force from %(day)s") % {"day": day}
    if version.decision_date:
        return _("%(decision)s of %(signed)s, in force from %(day)s") % {
            "decision": version.decision,
            "signed": house_words.as_date(version.decision_date),
            "day": day,
        }
    return _("%(decision)s, in force from %(day)s") % {"decision": version.decision, "day": day}


def _line(one: posting.Posted, unit: organisation.UnitInfo | None) -> dict[str, Any]:
    version = one.version
    return {
        "code": version.code,
        "name": version.name,
        "field": version.field,
        "time": words.promise(one.limit),
        "cost": words.fee_summary(version.fees),
        "decision": decision_words(version),
        "href": page_of(version.code, unit),
        "differs": bool(one.override and words.local_lines(one.override, version)),
    }


@access.public
@require_safe
@remembered
def lists(request: Request) -> HttpResponse:
    """Show the posting list of a unit, a field, a level; it prints as it stands."""
    asked = _asked(request)
    posted = posting.list_posted(**asked)
    by_field: dict[str, list[dict[str, Any]]] = {}
    for one in posted:
        by_field.setdefault(one.version.field, []).append(_line(one, asked["unit"]))
    query = {name: request.GET.get(name, "") for name in ("unit", "field", "level")}
    context = {
        **asked,
        "query": query,
        "count": len(posted),
        "groups": [{"field": field, "lines": lines} for field, lines in by_field.items()],
        "with_qr": len(posted) <= QR_FROM_PAGE,
        "units": [(one.code, one.name) for one in units.list_authorities(asked["on"])],
        "fields": [(name, name) for name, _count in catalogue.list_fields(asked["on"])],
        "levels": [(one.value, one.label) for one in (Level.WARD, Level.DISTRICT)],
        "pdf_query": urlencode({name: said for name, said in query.items() if said}),
        "breadcrumbs": [
            {"title": _("Services"), "href": reverse("procedures:list")},
            {"title": _("Posting lists")},
        ],
        "width": "wide",
    }
    return render(request, "procedures/posting.html", context)


def _place() -> str:
    """Return where a paper is dated: a city's own name."""
    place: str = settings.SITE_PLACE
    return place.removeprefix("Thành phố ").removeprefix("Tỉnh ")


@access.official
@require_safe
def pdf(request: Request) -> HttpResponse:
    """Give the posting list out as tagged PDF on A4, with a QR code on each line."""
    asked = _asked(request)
    unit = asked["unit"]
    name = unit.name if unit else settings.SITE_NAME
    with override("vi"):  # a paper
        rows = [
            {**line, "address": f"{settings.SITE_URL}{line['href']}"}
            for line in (_line(one, unit) for one in posting.list_posted(**asked))
        ]
        under = _("%(count)s procedures, as in force on %(day)s") % {
            "count": len(rows),
            "day": house_words.as_date(asked["on"]),
        }
    data = {
        "title": f"Danh mục thủ tục hành chính niêm yết công khai – {name}",
        "author": name,
        "at": request.at,
        "unit": {"parent": None, "name": name, "short": None, "place": _place()},
        "under": under,
        "verify": None,
    }
    response = HttpResponse(posting.render_posting(data, rows), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="niem-yet.pdf"'
    return response


@access.public
@require_safe
@remembered
def kiosk(request: Request) -> HttpResponse:
    """Serve the touch screen in the hall: fields, procedures of one, and a procedure."""
    asked = _asked(request)
    unit, on = asked["unit"], asked["on"]
    code = request.GET.get("code", "")
    here = {"unit": unit.code} if unit else {}
    context: dict[str, Any] = {
        "unit": unit,
        "home": f"{reverse('procedures:kiosk')}?{urlencode(here)}" if here else "?",
        "idle": IDLE_SECONDS,
        "warned": WARNED_SECONDS,
        "on": on,
    }
    version = catalogue.find_version(code, on) if code else None
    if version is not None and catalogue.is_listed(version):
        own = catalogue.find_override(code, unit.id) if unit else None
        limit = catalogue.limit_at(version, unit.id) if unit else version.time_limit
        context |= {
            "version": version,
            "back": f"?{urlencode({**here, 'field': version.field})}",
            "time": words.promise(limit),
            "cost": words.fee_summary(version.fees),
            "plain": plain_lines(version.plain, **words.plain_here(own, version, limit))
            if version.plain
            else [],
            "papers": words.paper_groups(version.components),
            "local": words.local_lines(own, version) if own else (),
            "decision": decision_words(version),
            "address": f"{settings.SITE_URL}{page_of(code, unit)}",
        }
    elif asked["field"]:
        posted = posting.list_posted(**asked)
        context |= {
            "field": asked["field"],
            "lines": [
                _line(one, unit) | {"href": f"?{urlencode({**here, 'code': one.version.code})}"}
                for one in posted[:MOST_ON_SCREEN]
            ],
        }
    else:
        counts: dict[str, int] = {}
        for one in posting.list_posted(on=on, unit=unit):
            counts[one.version.field] = counts.get(one.version.field, 0) + 1
        context["fields"] = [
            {"name": name, "count": n, "href": f"?{urlencode({**here, 'field': name})}"}
            for name, n in sorted(counts.items(), key=lambda pair: -pair[1])
        ]
    return render(request, "procedures/kiosk.html", context)
