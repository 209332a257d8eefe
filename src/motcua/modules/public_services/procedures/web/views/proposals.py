"""The report on shortening: how many procedures, by how much, by field and unit; as a file."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from openpyxl import Workbook
from openpyxl.styles import Font

from motcua.foundation import access
from motcua.foundation.http import Request
from motcua.kernel.organisation import api as organisation
from motcua.ui import words as house_words

from ... import permissions
from ...queries import proposals
from ...rules import limits
from ...types import ProposalInfo, ProposalState
from .. import words
from .catalogue import XLSX

CSV = "text/csv; charset=utf-8"
STATES = {
    ProposalState.PROPOSED: (ProposalState.PROPOSED.label, "working", "waiting"),
    ProposalState.APPROVED: (ProposalState.APPROVED.label, "good", "check"),
    ProposalState.REJECTED: (ProposalState.REJECTED.label, "bad", "close"),
    ProposalState.WITHDRAWN: (ProposalState.WITHDRAWN.label, "neutral", "return"),
}
READERS = (permissions.PROPOSE, permissions.APPROVE, permissions.MANAGE)


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
