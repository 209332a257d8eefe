"""What the administrators of the catalogue see: versions, differences, imports."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.ui import words as house_words

from ... import permissions
from ...errors import FaultyImport, FileNotReadable, NoSuchProcedure
from ...queries import catalogue, drafts, files, finding, shelf
from ...types import ImportReport, Step, VersionInfo
from ...use_cases.imports import import_procedures
from .. import words
from ..differences import Difference, differences
from ..forms import ImportForm

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@access.needs(permissions.MANAGE)
@require_safe
def overview(request: Request) -> HttpResponse:
    """List the procedures in force, those with many versions and those that ended included."""
    with shelf.held():
        return render(request, "procedures/catalogue.html", _overview(request))


def _overview(request: Request) -> dict[str, Any]:
    on = local_date(request.at)
    question, field = request.GET.get("q", "").strip(), request.GET.get("field", "")
    listed = catalogue.list_procedures(on=on, field=field, listed=False)
    if question:
        wanted = [one.id for one in finding.find_procedures(question, on=on, limit=PAGE)]
        hidden = [one for one in listed if question in {one.code, *one.former_codes}]
        by_id = {one.id: one for one in listed}
        listed = tuple({one.id: one for one in hidden}.values()) + tuple(
            by_id[key] for key in wanted if key in by_id and by_id[key] not in hidden
        )
    if "plain" in request.GET:
        listed = tuple(one for one in listed if one.plain is None and not one.is_gone)
    edited = drafts.list_draft_codes()
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    return {
        "question": question,
        "field": field,
        "fields": [
            ("", _("All fields")),
            *((name, name) for name, _count in catalogue.list_fields(on)),
        ],
        "count": len(listed),
        "head": [
            _("Code"),
            _("Name of the procedure"),
            _("Field of work"),
            _("Time limit"),
            _("Version"),
            _("In force from"),
            _("Validity"),
            _("Plain text"),
        ],
        "rows": [_row(one, edited) for one in page.object_list],
        "first_drafts": drafts.list_first_drafts(),
        "without_text": sum(one.plain is None for one in listed if not one.is_gone),
        "page": page,
    }


def _row(version: VersionInfo, edited: frozenset[str]) -> list[Any]:
    tone = "neutral" if version.is_gone else "good"
    text = {"label": _("written"), "tone": "good", "icon": "check"}
    if version.plain is None:
        text = {"label": _("missing"), "tone": "warn", "icon": "warning"}
    if version.code in edited:
        text = {"label": _("being edited"), "tone": "working", "icon": "edit"}
    return [
        {"text": version.code, "href": reverse("procedures:versions", args=[version.code])},
        version.name,
        version.field,
        words.promise(version.time_limit),
        {"text": str(version.number), "numeric": True},
        house_words.as_date(version.effective_from),
        {"state": {"label": version.status.label, "tone": tone, "icon": ""}},
        {"state": text},
    ]


@access.needs(permissions.MANAGE)
@require_safe
def versions(request: Request, code: str) -> HttpResponse:
    """Show the versions of a procedure and what each changed."""
    found = catalogue.list_versions(code)
    if not found:
        raise NoSuchProcedure(code=code)
    current = catalogue.find_version(code, local_date(request.at))
    histories = [
        {
            "version": version,
            "rows": [_change(one) for one in differences(before, version)] if before else [],
            "is_first": before is None,
            "is_current": version == current,
        }
        for version, before in zip(found, [*found[1:], None], strict=True)
    ]
    context = {
        "version": found[0],
        "histories": histories,
        "change_head": [_("Part"), _("Before the change"), _("After the change")],
        "step_head": [
            _("Step"),
            _("What is done"),
            _("Office named by the source"),
            _("Post that does it"),
            {"text": pgettext("of a step", "Working hours"), "numeric": True},
        ],
        "step_rows": [_step(step) for step in found[0].steps],
        "draft": drafts.find_draft(code),
        "texts": drafts.list_texts(code),
        "may_compare": len(found) > 1,
    }
    return render(request, "procedures/versions.html", context)


def _change(one: Difference) -> list[Any]:
    return [one.label, *({"html": _lines(side)} for side in (one.before, one.after))]


def _lines(lines: Iterable[str]) -> SafeString:
    inside = format_html_join("", "<li>{}</li>", ((line,) for line in lines))
    return format_html('<ul class="pc-difference" lang="vi">{}</ul>', inside)


def _step(step: Step) -> list[Any]:
    by_rule = _("added by rule")
    added = f" ({by_rule})" if step.added else ""
    hours = house_words.as_number(step.hours.normalize())
    return [
        str(step.seq),
        f"{step.name}{added}",
        step.role_text,
        str(step.role.label),
        {"text": hours, "numeric": True},
    ]


@access.needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: Request) -> HttpResponse:
    """Check an uploaded catalogue, or check it and publish it."""
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        initial={"effective_from": house_words.as_date(local_date(request.at))},
    )
    report = None
    if request.method == "POST" and form.is_valid():
        report = _import(request, form)
        if report is not None and report.is_sound and not report.dry_run:
            count = len(report.added) + len(report.changed)
            words_of_it = ngettext(
                "%(count)s version was published.", "%(count)s versions were published.", count
            )
            messages.success(request, words_of_it % {"count": count})
            return redirect("procedures:catalogue")
    refused = form.is_bound and (form.errors or (report and report.faults))
    status = 422 if refused else 200
    context = {
        "form": form,
        "report": report,
        "fault_head": [
            _("Sheet of the workbook"),
            {"text": _("Line of the file"), "numeric": True},
            _("Cell"),
            _("Field of the record"),
            _("What is wrong"),
        ],
        "fault_rows": [
            [
                one.sheet or "–",
                {"text": str(one.line), "numeric": True},
                one.cell or "–",
                one.field or "–",
                one.message,
            ]
            for one in (report.faults if report else ())
        ],
        "change_head": [_("Code"), _("Name of the procedure"), _("Fields that differ")],
        "change_rows": [
            [one.code, one.name, ", ".join(one.fields)]
            for one in (report.changed if report else ())
        ],
    }
    return render(request, "procedures/import.html", context, status=status)


def _import(request: Request, form: ImportForm) -> ImportReport | None:
    file = form.cleaned_data["file"]
    try:
        return import_procedures(
            actor=request.actor,
            filename=file.name,
            data=file.read(),
            effective_from=form.cleaned_data["effective_from"],
            at=request.at,
            dry_run=request.POST.get("act") != "publish",
        )
    except FaultyImport as error:
        return error.report
    except FileNotReadable as error:
        form.add_error("file", str(error))
        return None


@access.needs(permissions.MANAGE)
@require_safe
def workbook(request: Request) -> HttpResponse:
    """Give the catalogue out as a workbook; with ``?empty`` only its heads."""
    on = None if "empty" in request.GET else local_date(request.at)
    response = HttpResponse(files.as_workbook(on=on), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="procedures.xlsx"'
    return response
