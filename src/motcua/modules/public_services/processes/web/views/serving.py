"""Which procedures follow which process: many at once, from a day on; what is missing."""

import csv
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, NotFound, NotPermitted
from motcua.foundation.http import Request
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures
from motcua.ui import words as house_words

from ... import queries, rules, use_cases
from .. import words
from ..forms import FromDayForm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST = 100


@access.needs(cases.MANAGE_PROCESSES)
@require_http_methods(["GET", "HEAD", "POST"])
def procedures_of(request: Request, code: str) -> HttpResponse:
    """Assign procedures to a process, or take them away, from a day on."""
    today = local_date(request.at)
    form = FromDayForm(request.POST or None, initial={"valid_from": house_words.as_date(today)})
    faults: Sequence[Fault] = ()
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, _change(request, code, form))
        except (NotFound, NotPermitted):
            raise
        except DomainError as error:
            faults = (Fault("chosen", str(error)),)
        else:
            return redirect("processes:procedures", code=code)
    context = {
        "form": form,
        "faults": faults,
        **_lists(request, code, today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "processes/procedures.html", context, status=status)


def _change(request: Request, code: str, form: FromDayForm) -> str:
    release = request.POST.get("act") == "release"
    act: Callable[..., int] = (
        use_cases.release_procedures if release else use_cases.assign_procedures
    )
    count = act(
        actor=request.actor,
        code=code,
        procedure_codes=request.POST.getlist("chosen"),
        valid_from=form.cleaned_data["valid_from"],
        note=form.cleaned_data["note"],
        at=request.at,
    )
    if release:
        said = ngettext(
            "%(count)s procedure no longer follows this process.",
            "%(count)s procedures no longer follow this process.",
            count,
        )
    else:
        said = ngettext(
            "%(count)s procedure follows this process.",
            "%(count)s procedures follow this process.",
            count,
        )
    return said % {"count": count}


def _lists(request: Request, code: str, today: date) -> dict[str, Any]:
    question, free = request.GET.get("q", "").strip(), "free" in request.GET
    info, version = queries.get_info(code, on=today), queries.version_on(code, today)
    hours = rules.hours_of(version.steps) if version else None
    served = queries.list_served(code, on=today)
    mine = {one.procedure_code: one for one in served}
    held = queries.list_assignments(on=today)
    chosen = set(request.POST.getlist("chosen"))
    listed = procedures.list_procedures(on=today)
    wanted = fold(question).split()
    others = [
        one
        for one in listed
        if one.code not in mine
        and not (free and one.code in held)
        and all(word in fold(f"{one.code} {one.title} {one.field}") for word in wanted)
    ]
    by_code = {one.code: one for one in procedures.list_procedures(on=today, listed=False)}
    return {
        "info": info,
        "question": question,
        "free": free,
        "served": [
            _line(by_code[one.procedure_code], _since(one), chosen, hours=None)
            for one in served
            if one.procedure_code in by_code
        ],
        "others": [
            _line(one, _follows(held.get(one.code)), chosen, hours=hours) for one in others[:MOST]
        ],
        "more": max(0, len(others) - MOST),
        "can_assign": version is not None,
    }


def _since(one: Any) -> str:
    return _("from %(day)s") % {"day": house_words.as_date(one.valid_from)}


def _follows(one: Any) -> str:
    if one is None:
        return _("no process yet")
    return _("follows %(process)s") % {"process": one.process_code}


def _line(version: Any, about: str, chosen: set[str], *, hours: Any) -> dict[str, Any]:
    too_long = hours is not None and hours > rules.allowed_hours(version.time_limit)
    return {
        "code": version.code,
        "title": version.title,
        "about": f"{words.limit(version.time_limit)} · {about}",
        "too_long": too_long,
        "checked": version.code in chosen,
    }


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def report(request: Request) -> HttpResponse:
    """Show procedures without a process, processes without procedures, and too long ones."""
    found = queries.report(on=local_date(request.at))
    context = {
        "report": found,
        "without_head": [
            _("Code"),
            _("Name of the procedure"),
            _("Field of work"),
            _("Time limit"),
        ],
        "without_rows": [
            [one.code, one.title, one.field, words.limit(one.time_limit)]
            for one in found.without_process
        ],
        "unused_head": [_("Code"), _("Process"), _("Kind")],
        "unused_rows": [
            [
                {"text": one.code, "href": reverse("processes:process", args=[one.code])},
                one.title,
                str(one.kind.label),
            ]
            for one in found.unused
        ],
        "long_head": [
            _("Code"),
            _("Name of the procedure"),
            _("Time limit"),
            _("Process"),
            {"text": _("Hours allowed"), "numeric": True},
            {"text": _("Hours of the steps"), "numeric": True},
        ],
        "long_rows": [
            [
                one.procedure_code,
                one.procedure_title,
                words.limit(one.time_limit),
                {
                    "text": one.process_code,
                    "href": reverse("processes:process", args=[one.process_code]),
                },
                {"text": words.hours(one.allowed), "numeric": True},
                {"text": words.hours(one.hours), "numeric": True},
            ]
            for one in found.too_long
        ],
    }
    return render(request, "processes/report.html", context)


@access.needs(cases.MANAGE_PROCESSES)
@require_safe
def report_file(request: Request) -> HttpResponse:
    """Give the report out as a file that spreadsheets open."""
    found = queries.report(on=local_date(request.at))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = (
        f'attachment; filename="processes-{found.on.isoformat()}.csv"'
    )
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(
        [
            _("What was found"),
            _("Code of the procedure"),
            _("Name of the procedure"),
            _("Field of work"),
            _("Time limit"),
            _("Code of the process"),
            _("Name of the process"),
            _("Hours allowed"),
            _("Hours of the steps"),
        ]
    )
    writer.writerows(_file_rows(found))
    return response


def _file_rows(found: queries.Report) -> list[list[str]]:
    rows = [
        [
            _("Procedure without a process"),
            one.code,
            one.title,
            one.field,
            words.limit(one.time_limit),
            "",
            "",
            "",
            "",
        ]
        for one in found.without_process
    ]
    rows += [
        [
            _("Process without procedures"),
            "",
            "",
            one.field,
            "",
            one.code,
            one.title,
            "",
            words.hours(one.hours),
        ]
        for one in found.unused
    ]
    rows += [
        [
            _("Steps longer than promised"),
            one.procedure_code,
            one.procedure_title,
            "",
            words.limit(one.time_limit),
            one.process_code,
            "",
            words.hours(one.allowed),
            words.hours(one.hours),
        ]
        for one in found.too_long
    ]
    return [[_harmless(cell) for cell in row] for row in rows]


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
