"""A proposal to shorten a procedure: shown, approved, rejected, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.foundation import access
from motcua.foundation.errors import Conflict, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation
from motcua.ui import words as house_words

from ... import permissions
from ...queries import catalogue, drafts, proposals, units
from ...rules import limits
from ...types import ProposalInfo, VersionInfo
from ...use_cases.shortening import approve_proposal, reject_proposal, take_back_proposal
from .. import words
from ..forms import ApprovalForm, RejectionForm
from .proposals import READERS, STATES, less
from .proposing import what_if


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
