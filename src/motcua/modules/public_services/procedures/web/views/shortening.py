"""Proposals to shorten procedures: the report, making one, deciding on it."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from openpyxl import Workbook
from openpyxl.styles import Font

from motcua.foundation import access
from motcua.foundation.errors import Conflict, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words as house_words

from ... import permissions
from ...errors import FaultyRecord
from ...queries import catalogue, drafts, proposals, units
from ...rules import limits, plain
from ...rules.records import duration_of
from ...rules.rows import limit_of
from ...types import Effort, PlainText, ProposalInfo, ProposalState, VersionInfo
from ...use_cases.shortening import (
    approve_proposal,
    propose_shortening,
    reject_proposal,
    take_back_proposal,
)
from .. import editor, words
from ..forms import ApprovalForm, RejectionForm, day_of
from .catalogue import XLSX
from .editing import newest

CSV = "text/csv; charset=utf-8"
STATES = {
    ProposalState.PROPOSED: (ProposalState.PROPOSED.label, "working", "waiting"),
    ProposalState.APPROVED: (ProposalState.APPROVED.label, "good", "check"),
    ProposalState.REJECTED: (ProposalState.REJECTED.label, "bad", "close"),
    ProposalState.WITHDRAWN: (ProposalState.WITHDRAWN.label, "neutral", "return"),
}
READERS = (permissions.PROPOSE, permissions.APPROVE, permissions.MANAGE)
EFFORTS = ("hours", "trips", "dong")


def _asked(request: Request) -> dict[str, Any]:
    state = request.GET.get("state", "")
    return {
        "state": ProposalState(state) if state in ProposalState.values else None,
        "field": request.GET.get("field", ""),
    }


@access.needs(*READERS)
@require_safe
def report(request: Request) -> HttpResponse:
    """Show how many procedures were shortened, by how much, by field and unit."""
    found = proposals.list_proposals(**_asked(request))
    if request.GET.get("format") in {"csv", "xlsx"}:
        return _file(found, request.GET["format"])
    every = proposals.list_proposals()
    names = organisation.unit_names({one.unit_id for one in every})
    context = {
        "asked": _asked(request),
        "sums": proposals.sums_of(_("All"), every),
        "by": [
            {
                "title": title,
                "rows": [_sums_row(one) for one in _grouped(every, key)],
            }
            for title, key in (
                (_("By field"), lambda one: one.field),
                (_("By unit"), lambda one: names.get(one.unit_id, "")),
            )
        ],
        "sums_head": [
            "",
            {"text": _("Proposed"), "numeric": True},
            {"text": _("Approved"), "numeric": True},
            {"text": _("Procedures shortened"), "numeric": True},
            {"text": _("On average"), "numeric": True},
            {"text": _("Saved in a year"), "numeric": True},
        ],
        "head": [
            {"text": _("Number"), "numeric": True},
            _("Procedure"),
            _("Before the change"),
            _("After the change"),
            _("Shorter by"),
            _("Proposed by"),
            _("State"),
        ],
        "rows": [_row(one, names) for one in found],
        "states": [(one.value, one.label) for one in ProposalState],
        "fields": sorted({(one.field, one.field) for one in every}),
    }
    return render(request, "procedures/proposals.html", context)


def _grouped(every: Iterable[ProposalInfo], key: Any) -> list[proposals.Sums]:
    groups: dict[str, list[ProposalInfo]] = {}
    for one in every:
        groups.setdefault(key(one), []).append(one)
    return [proposals.sums_of(label, group) for label, group in sorted(groups.items())]


def less(per_cent: Any) -> str:
    """Return by how much something fell."""
    return "–" if per_cent is None else f"−{house_words.as_number(per_cent, 1)} %"


def _sums_row(one: proposals.Sums) -> list[Any]:
    return [
        one.label,
        {"text": str(one.proposed), "numeric": True},
        {"text": str(one.approved), "numeric": True},
        {"text": str(one.procedures), "numeric": True},
        {"text": less(one.reduction), "numeric": True},
        {"text": house_words.as_money(one.saved), "numeric": True},
    ]


def _row(one: ProposalInfo, names: Any) -> list[Any]:
    label, tone, icon = STATES[one.state]
    return [
        {"text": str(one.number), "href": reverse("procedures:proposal", args=[one.number])},
        one.name,
        words.promise(one.limit_before),
        words.promise(one.limit_after),
        less(limits.reduction(one.limit_before, one.limit_after)),
        names.get(one.unit_id, ""),
        {"state": {"label": label, "tone": tone, "icon": icon}},
    ]


def _table(found: Iterable[ProposalInfo]) -> list[list[Any]]:
    every = list(found)
    names = organisation.unit_names({one.unit_id for one in every})
    head = [
        _("Number"),
        _("Code"),
        _("Procedure"),
        _("Field of work"),
        _("Proposed by"),
        _("State"),
        _("Before the change"),
        _("After the change"),
        _("Shorter by, per cent"),
        _("Papers taken out"),
        _("Cost before, đồng"),
        _("Cost after, đồng"),
        _("Dossiers in a year"),
        _("Legal basis"),
        _("Number of the decision"),
        _("Day of the decision"),
        _("In force from"),
    ]
    return [
        head,
        *(
            [
                one.number,
                one.code,
                one.name,
                one.field,
                names.get(one.unit_id, ""),
                str(one.state.label),
                organisation.limit_in_words(one.limit_before),
                organisation.limit_in_words(one.limit_after),
                float(limits.reduction(one.limit_before, one.limit_after)),
                len(one.papers),
                one.cost_before,
                one.cost_after,
                one.dossiers_a_year,
                one.legal_basis,
                one.decision_no,
                house_words.as_date(one.decision_date) if one.decision_date else "",
                house_words.as_date(one.effective_from),
            ]
            for one in every
        ),
    ]


def _file(found: Iterable[ProposalInfo], kind: str) -> HttpResponse:
    rows = _table(found)
    if kind == "csv":
        out = io.StringIO()
        csv.writer(out).writerows([[_safe(cell) for cell in row] for row in rows])
        response = HttpResponse("\ufeff" + out.getvalue(), content_type=CSV)
    else:
        book = Workbook()
        sheet = book.worksheets[0]
        for at, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(row=at, column=column, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"
                if at == 1:
                    cell.font = Font(bold=True)
        buffer = io.BytesIO()
        book.save(buffer)
        response = HttpResponse(buffer.getvalue(), content_type=XLSX)
    name = f'attachment; filename="rut-ngan-thoi-han.{kind}"'
    response.headers["Content-Disposition"] = name
    return response


def _safe(cell: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "@"} else cell


@access.needs(permissions.PROPOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request, code: str) -> HttpResponse:
    """Propose a shorter time limit of a procedure, or fewer papers."""
    version = newest(code)
    values, faults = _initial(version, request), list[Fault]()
    if request.method == "POST":
        values |= {name: request.POST.get(name, "") for name in values}
        values["papers"] = request.POST.getlist("papers")
        number, faults = _propose(request, version, values)
        if number is not None:
            messages.success(request, _("The proposal was sent to the leader for decision."))
            return redirect("procedures:proposal", number)
    context = {
        "version": version,
        "values": values,
        "faults": faults,
        "wrong": {one.path: one.message for one in faults},
        "after_fields": editor.limit_fields(
            "after",
            _("Time limit after the change"),
            values["after.value"],
            values["after.unit"],
            {one.path: one.message for one in faults}.get("after.value", ""),
        ),
        "plain_fields": _plain_fields(version, values, faults),
        "before": words.promise(version.time_limit),
        "legal": words.promise(version.legal_limit),
        "papers": [(one.key, one.name) for one in version.components],
        "units": _my_units(request),
        "what_if": what_if(version),
    }
    return render(request, "procedures/propose.html", context, status=422 if faults else 200)


def _plain_fields(
    version: VersionInfo, values: dict[str, Any], faults: list[Fault]
) -> list[dict[str, Any]]:
    """Return the parts of the plain text that a shortening changes, beside what they say now."""
    text = PlainText(time=values["plain.time"], needed=values["plain.needed"])
    now = {"plain.time": "", "plain.needed": ""}
    if version.plain:
        now = {"plain.time": version.plain.time, "plain.needed": version.plain.needed}
    return [
        {**one, "hint": _("Now: %(text)s") % {"text": now[one["name"]].replace("\n", "; ")}}
        | {"required": one["name"] == "plain.time"}
        for one in editor.plain_fields(text, faults)
        if one["name"] in now
    ]


def _my_units(request: Request) -> list[tuple[str, str]]:
    names = organisation.unit_names(permissions.PROPOSE.units(request.actor))
    return sorted(((str(key), name) for key, name in names.items()), key=lambda one: one[1])


def _initial(version: VersionInfo, request: Request) -> dict[str, Any]:
    limit = duration_of(version.time_limit)
    mine = _my_units(request)
    return {
        "unit": mine[0][0] if len(mine) == 1 else "",
        "after.value": str(limit["value"]),
        "after.unit": limit["unit"],
        "papers": [],
        **{f"{name}_{when}": "0" for when in ("before", "after") for name in EFFORTS},
        "dossiers_a_year": "0",
        "reason": "",
        "legal_basis": "",
        "plain.time": "",
        "plain.needed": "",
        "effective_from": house_words.as_date(local_date(request.at)),
    }


def _propose(
    request: Request, version: VersionInfo, values: dict[str, Any]
) -> tuple[int | None, list[Fault]]:
    faults = list[Fault]()
    given = {"value": editor.number_of(values["after.value"]), "unit": values["after.unit"]}
    limit, day = limit_of(given), day_of(values["effective_from"])
    unit_id = next((UUID(key) for key, _n in _my_units(request) if key == values["unit"]), None)
    numbers = {
        name: _number(values[name], name, faults)
        for name in (*(f"{n}_{w}" for n in EFFORTS for w in ("before", "after")), "dossiers_a_year")
    }
    if limit is None:
        faults.append(Fault("after.value", _("A time limit is a number above 0 and a unit.")))
    if day is None:
        faults.append(Fault("effective_from", _("Write a day, such as 01/07/2025.")))
    if unit_id is None:
        faults.append(Fault("unit", _("Say which unit proposes it.")))
    if faults or limit is None or day is None or unit_id is None:
        return None, faults
    try:
        number = propose_shortening(
            actor=request.actor,
            code=version.code,
            unit_id=unit_id,
            limit=limit,
            papers=values["papers"],
            effort_before=_effort(numbers, "before"),
            effort_after=_effort(numbers, "after"),
            dossiers_a_year=int(numbers["dossiers_a_year"]),
            reason=values["reason"],
            legal_basis=values["legal_basis"],
            text=PlainText(
                time=plain.read({"time": values["plain.time"]}).time,
                needed=plain.read({"needed": values["plain.needed"]}).needed,
            ),
            effective_from=day,
            at=request.at,
        )
    except FaultyRecord as error:
        places = {"after": "after.value"}
        return None, [Fault(places.get(one.path, one.path), one.message) for one in error.faults]
    return number, []


def _number(text: str, name: str, faults: list[Fault]) -> Any:
    found = editor.number_of(text)
    whole = not name.startswith("hours")
    if found is None:
        return 0
    if isinstance(found, str) or found < 0 or (whole and not isinstance(found, int)):  # type: ignore[operator]
        said = _("Write a number, 0 or more.")
        faults.append(Fault(name, said))
        return 0
    return found


def _effort(numbers: dict[str, Any], when: str) -> Effort:
    return Effort(
        hours=Decimal(str(numbers[f"hours_{when}"])),
        trips=int(numbers[f"trips_{when}"]),
        dong=int(numbers[f"dong_{when}"]),
    )


def what_if(version: VersionInfo) -> str:
    """Return the address of the simulator, which shows what dossiers a change would have moved."""
    try:
        return f"{reverse('dossiers:what_if')}?procedure={version.code}"
    except NoReverseMatch:
        return ""


@access.needs(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Request, number: int) -> HttpResponse:
    """Show a proposal, and decide on it."""
    found = proposals.get_proposal(number)
    today = house_words.as_date(local_date(request.at))
    act = request.POST.get("act", "")
    approval = ApprovalForm(
        request.POST if act == "approve" else None,
        initial={
            "decision_date": today,
            "effective_from": house_words.as_date(found.effective_from),
        },
    )
    rejection = RejectionForm(request.POST if act == "reject" else None, prefix="reject")
    refused, faults = "", list[Fault]()
    if request.method == "POST":
        try:
            done = _decide(request, found, act, approval, rejection)
        except Invalid as error:
            faults = list(error.faults)
        except Conflict as error:
            refused, done = str(error), ""
        else:
            if done:
                messages.success(request, done)
                return redirect("procedures:proposal", number)
    version = next(
        (one for one in catalogue.list_versions(found.code) if one.number == found.base_number),
        None,
    )
    label, tone, icon = STATES[found.state]
    context = {
        "proposal": found,
        "state": {"label": label, "tone": tone, "icon": icon},
        "rows": _proposal_rows(found, version),
        "approval": approval,
        "rejection": rejection,
        "faults": faults,
        "wrong": {one.path: one.message for one in faults},
        "refused": refused,
        "may_decide": found.is_open and units.holds_for_all(permissions.APPROVE, request.actor),
        "may_take_back": found.is_open
        and permissions.PROPOSE.held_by(request.actor, unit_id=found.unit_id),
        "what_if": what_if(version) if version and found.is_open else "",
        "has_draft": found.is_open and drafts.find_draft(found.code) is not None,
    }
    bound = approval.is_bound or rejection.is_bound
    status = 409 if refused else 422 if bound else 200
    return render(request, "procedures/proposal.html", context, status=status)


def _decide(
    request: Request,
    found: ProposalInfo,
    act: str,
    approval: ApprovalForm,
    rejection: RejectionForm,
) -> str:
    """Do what was decided; return what to say, or nothing if the form is faulty."""
    if act == "approve" and approval.is_valid():
        approve_proposal(
            actor=request.actor,
            number=found.number,
            note=approval.cleaned_data["note"],
            at=request.at,
            **approval.said(),
        )
        return _("Approved. The new time limit holds from its day; running dossiers keep theirs.")
    if act == "reject" and rejection.is_valid():
        reject_proposal(
            actor=request.actor,
            number=found.number,
            note=rejection.cleaned_data["note"],
            at=request.at,
        )
        return _("The proposal is rejected.")
    if act == "take_back":
        take_back_proposal(actor=request.actor, number=found.number, at=request.at)
        return _("The proposal is taken back.")
    return ""


def _proposal_rows(one: ProposalInfo, version: VersionInfo | None) -> list[dict[str, Any]]:
    names = {paper.key: paper.name for paper in version.components} if version else {}
    unit = organisation.unit_names([one.unit_id]).get(one.unit_id, "")
    fall = less(limits.reduction(one.limit_before, one.limit_after))
    saved = house_words.as_money(one.saved_a_year)
    dossiers = _("%(count)s dossiers a year") % {
        "count": house_words.as_number(one.dossiers_a_year)
    }
    rows = [
        (_("Time limit before"), words.promise(one.limit_before)),
        (_("Time limit after"), f"{words.promise(one.limit_after)} ({fall})"),
        (_("Papers taken out"), ", ".join(names.get(key, key) for key in one.papers)),
        (_("Cost of a dossier before"), house_words.as_money(one.cost_before)),
        (_("Cost of a dossier after"), house_words.as_money(one.cost_after)),
        (_("Saved in a year"), f"{saved} ({dossiers})"),
        (_("Why"), one.reason),
        (_("Legal basis"), one.legal_basis),
        (_("In plain words: %(part)s") % {"part": _("How long it takes")}, one.plain.time),
        (_("In plain words: %(part)s") % {"part": _("What you need")}, one.plain.needed),
        (_("In force from"), house_words.as_date(one.effective_from)),
        (_("Proposed by"), f"{one.proposed_by} – {unit}, {_instant(one.proposed_at)}"),
        (
            _("Decided by"),
            f"{one.decided_by}, {_instant(one.decided_at)}" if one.decided_at else "",
        ),
        (_("Number of the decision"), one.decision_no),
        (_("Remark"), one.decision_note),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _instant(at: Any) -> str:
    return house_words.as_instant(at) if at else ""
