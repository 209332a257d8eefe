"""What is done with a report: typed, taken from a workbook, laid before the head, signed."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from motcua.foundation import access
from motcua.foundation.http import Request

from .. import permissions, queries, use_cases
from ..errors import ReasonMissing, ReportIncomplete, WorkbookRefused
from ..types import VALUES
from . import shown
from .sheet import page

_FIELD = "cell."
_WAS = "was."


def _changed(request: Request) -> dict[str, str]:
    """Return the cells whose words are not those with which the page came."""
    given = request.POST
    return {
        name.removeprefix(_FIELD): str(text)
        for name, text in given.items()
        if name.startswith(_FIELD)
        and str(text).strip() != given.get(_WAS + name.removeprefix(_FIELD), "")
    }


def _save(request: Request, report_id: UUID) -> None:
    use_cases.save_cells(
        actor=request.actor, report_id=report_id, changed=_changed(request), at=request.at
    )


@access.needs(permissions.FILL)
@require_POST
def autosave(request: Request, report_id: UUID) -> HttpResponse:
    """Keep what is typed, by itself."""
    _save(request, report_id)
    return JsonResponse({})


@access.needs(permissions.FILL)
@require_POST
def computed(request: Request, report_id: UUID) -> HttpResponse:
    """Return what formulas come to and what is wrong, with what is typed now; nothing is kept."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    version = queries.get_version(report)
    version.typed = {**version.typed, **_changed(request)}
    filled = queries.fill(report, version)
    figures = filled.figures
    faults = dict(filled.faults) | {
        each.key: queries.words_of_broken(each) for each in reversed(filled.broken)
    }
    return JsonResponse(
        {
            "values": {
                shown.id_of(each.key): [
                    queries.number_words(figures.own.get(each.key)),
                    queries.number_words(figures.together.get(each.key)) if figures.below else "",
                ]
                for each in filled.form.of_kind(*VALUES)
            },
            "faults": {shown.id_of(key): words for key, words in faults.items()},
        }
    )


@access.needs(permissions.FILL, permissions.SIGN)
@require_POST
def act(request: Request, report_id: UUID) -> HttpResponse:
    """Do what a button of the page says; nothing typed is lost, whatever comes of it."""
    asked = _ACTS.get(request.POST.get("act", "save"), _keep)
    return asked(request, report_id)


def _back(report_id: UUID, *, check: bool = False) -> HttpResponse:
    address = reverse("reports:sheet", args=[report_id])
    return redirect(f"{address}?check" if check else address)


def _keep(request: Request, report_id: UUID) -> HttpResponse:
    _save(request, report_id)
    return _back(report_id)


def _check(request: Request, report_id: UUID) -> HttpResponse:
    _save(request, report_id)
    return _back(report_id, check=True)


def _zeros(request: Request, report_id: UUID) -> HttpResponse:
    """Write 0 into every cell that is still empty; whoever presses says that there is nothing."""
    _save(request, report_id)
    report = queries.get_report(actor=request.actor, report_id=report_id)
    missing = queries.fill(report, queries.get_version(report)).missing
    use_cases.save_cells(
        actor=request.actor,
        report_id=report_id,
        changed=dict.fromkeys(missing, "0"),
        at=request.at,
    )
    return _back(report_id, check=True)


def _submit(request: Request, report_id: UUID) -> HttpResponse:
    _save(request, report_id)
    try:
        use_cases.submit_report(actor=request.actor, report_id=report_id, at=request.at)
    except ReportIncomplete:
        return _back(report_id, check=True)
    messages.success(request, _("The report lies with the head to be signed."))
    return _back(report_id)


def _upload(request: Request, report_id: UUID) -> HttpResponse:
    given = request.FILES.get("workbook")
    content = given.read(5 * 1024 * 1024 + 1) if given is not None else b""
    try:
        count = use_cases.take_workbook(
            actor=request.actor, report_id=report_id, content=content, at=request.at
        )
    except WorkbookRefused as refused:
        return _again(request, report_id, refused)
    messages.success(
        request, _("%(count)s cells were taken over from the workbook.") % {"count": count}
    )
    return _back(report_id)


def _return(request: Request, report_id: UUID) -> HttpResponse:
    try:
        use_cases.return_report(
            actor=request.actor,
            report_id=report_id,
            reason=request.POST.get("reason", ""),
            at=request.at,
        )
    except ReasonMissing as refused:
        return _again(request, report_id, refused)
    messages.success(request, _("The report was returned, with your reason."))
    return _back(report_id)


def _sign(request: Request, report_id: UUID) -> HttpResponse:
    use_cases.approve_report(actor=request.actor, report_id=report_id, at=request.at)
    messages.success(request, _("Approved. Signature and seal follow in a moment."))
    return _back(report_id)


def _correct(request: Request, report_id: UUID) -> HttpResponse:
    try:
        use_cases.begin_correction(
            actor=request.actor,
            report_id=report_id,
            reason=request.POST.get("reason", ""),
            at=request.at,
        )
    except ReasonMissing as refused:
        return _again(request, report_id, refused)
    messages.success(
        request, _("A new version was begun. The one that was sent holds until it is signed.")
    )
    return _back(report_id)


def _again(request: Request, report_id: UUID, refused: Any) -> HttpResponse:
    """Show the report with what was refused on top of it."""
    report = queries.get_report(actor=request.actor, report_id=report_id)
    version = queries.get_version(report)
    return page(request, report, version, faults=refused.faults, status=refused.status)


_ACTS = {
    "save": _keep,
    "check": _check,
    "zeros": _zeros,
    "submit": _submit,
    "upload": _upload,
    "return": _return,
    "sign": _sign,
    "correct": _correct,
}
