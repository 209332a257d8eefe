"""The library, a process, a version."""

from importlib import metadata
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words as house_words

from ... import queries, rules
from ...types import Kind, ProcessInfo, VersionInfo
from .. import words
from ..pictures import as_svg

PAGE = 50


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def overview(request: Request) -> HttpResponse:
    """List the processes of the library."""
    on = local_date(request.at)
    question, kind = request.GET.get("q", "").strip(), request.GET.get("kind", "")
    found = queries.list_processes(
        on=on, question=question, kind=Kind(kind) if kind in Kind.values else None
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "question": question,
        "kind": kind,
        "kinds": [("", _("All processes")), *Kind.choices],
        "count": len(found),
        "page": page,
        "head": [
            _("Code"),
            _("Process"),
            _("Kind"),
            {"text": _("Steps"), "numeric": True},
            {"text": pgettext("of a step", "Working hours"), "numeric": True},
            {"text": _("Procedures"), "numeric": True},
            _("Version"),
        ],
        "rows": [_row(one) for one in page.object_list],
    }
    return render(request, "processes/list.html", context)


def _row(one: ProcessInfo) -> list[Any]:
    version = (
        _("%(number)s, from %(day)s")
        % {"number": one.number, "day": house_words.as_date(one.effective_from)}
        if one.number is not None and one.effective_from
        else _("Not published yet")
    )
    draft = format_html('<span class="ps-detail">{}</span>', _("A draft is being written"))
    return [
        {"text": one.code, "href": reverse("processes:process", args=[one.code])},
        {"html": format_html('<span lang="vi">{}</span>', one.title)},
        str(one.kind.label),
        {"text": str(one.steps), "numeric": True},
        {"text": words.hours(one.hours), "numeric": True},
        {"text": str(one.procedures), "numeric": True},
        {"html": format_html("{}{}", version, draft if one.has_draft else "")},
    ]


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def process(request: Request, code: str) -> HttpResponse:
    """Show a process: its table and diagram in force, its versions, what it serves."""
    on = local_date(request.at)
    info = queries.get_info(code, on=on)
    versions = queries.list_versions(code)
    current = next((one for one in versions if one.number == info.number), None)
    served = queries.list_served(code, on=on)
    names = {one.code: one for one in procedures.list_procedures(on=on, listed=False)}
    context = {
        "info": info,
        "current": current,
        "hours": words.hours_in_words(info.hours),
        "diagram": _svg(current, on) if current else "",
        "step_head": words.step_head(),
        "step_rows": words.step_rows(current.steps) if current else [],
        "versions": [_version_line(code, one, versions, info) for one in versions],
        "procedure_head": [_("Code"), _("Name of the procedure"), _("Time limit"), _("Since")],
        "procedure_rows": [
            [
                one.procedure_code,
                names[one.procedure_code].title if one.procedure_code in names else "–",
                words.limit(names[one.procedure_code].time_limit)
                if one.procedure_code in names
                else "–",
                house_words.as_date(one.valid_from),
            ]
            for one in served
        ],
    }
    return render(request, "processes/process.html", context)


def _svg(version: VersionInfo, on: Any) -> str:
    return as_svg(queries.picture_of(version.steps, title=version.title, on=on))


def _version_line(
    code: str, one: VersionInfo, versions: tuple[VersionInfo, ...], info: ProcessInfo
) -> dict[str, Any]:
    before = next((each.number for each in versions if each.number < one.number), None)
    return {
        "version": one,
        "is_current": one.number == info.number,
        "href": reverse("processes:version", args=[code, one.number]),
        "compare": (
            f"{reverse('processes:compare', args=[code])}?before={before}&after={one.number}"
            if before
            else ""
        ),
    }


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def version(request: Request, code: str, number: int) -> HttpResponse:
    """Show a version as it was published."""
    on = local_date(request.at)
    found = queries.get_version(code, number)
    context = {
        "info": queries.get_info(code, on=on),
        "version": found,
        "hours": words.hours_in_words(rules.hours_of(found.steps)),
        "diagram": _svg(found, on),
        "step_head": words.step_head(),
        "step_rows": words.step_rows(found.steps),
    }
    return render(request, "processes/version.html", context)


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def bpmn(request: Request, code: str, number: int) -> HttpResponse:
    """Give a version out as a BPMN file."""
    found = queries.get_version(code, number)
    picture = queries.picture_of(found.steps, title=found.title, on=local_date(request.at))
    content = rules.as_bpmn(
        picture, code=code, version=metadata.version("motcua"), late=_("The step is late")
    )
    response = HttpResponse(content, content_type="application/xml")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-{number}.bpmn"'
    return response
