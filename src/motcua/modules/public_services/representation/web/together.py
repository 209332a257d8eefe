"""Two people fill in one form: the one who invites, and the one who is invited."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault, Invalid
from motcua.foundation.http import Request
from motcua.foundation.time import local_date
from motcua.kernel.forms import api as forms
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from .. import queries, rules, use_cases
from ..errors import AlreadySent, ChangedMeanwhile, InvitationNotFound, InvitationOver
from ..models import Invitation
from ..queries.relations import is_agreed
from ..types import LIVE, InvitationState

if TYPE_CHECKING:
    from collections.abc import Mapping

STATES = {
    InvitationState.OPEN.value: (InvitationState.OPEN.label, "waiting", "clock"),
    InvitationState.TAKEN.value: (InvitationState.TAKEN.label, "waiting", "clock"),
    InvitationState.CONFIRMED.value: (InvitationState.CONFIRMED.label, "good", "check"),
    InvitationState.DECLINED.value: (InvitationState.DECLINED.label, "bad", "cross-circle"),
    InvitationState.CANCELLED.value: (InvitationState.CANCELLED.label, "neutral", "cross-circle"),
}


# -------------------------------------------------------------------------- the one who invites
@access.signed_in
@never_cache
def invite(request: Request, draft_id: UUID, part: str) -> HttpResponse:
    """Invite the other person by link or QR code, and show how far he is."""
    draft = dossiers.get_own_draft(actor=request.actor, draft_id=draft_id)
    if draft.submission_code:
        return redirect(f"/sent/{draft.submission_code}/")
    form = forms.form_for_procedure(draft.procedure_code, local_date(request.at))
    of_form = next((each for each in forms.parts(form) if each.key == part), None)
    if of_form is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        try:
            _invite_or_cancel(request, draft_id, part)
        except Invalid as refusal:
            fault = refusal.faults[0].message
        else:
            return redirect(request.path)
    found = queries.list_of_draft(draft_id=draft_id, part=part)
    row = found[0] if found and found[0].state != InvitationState.CANCELLED else None
    context = {
        "draft": draft,
        "part": of_form,
        "row": row,
        "STATES": STATES,
        "live": row is not None and row.state in LIVE,
        "open": row is not None
        and row.state == InvitationState.OPEN
        and row.expires_at > request.at,
        "url": settings.SITE_URL + queries.link_path(row) if row else "",
        "agreed": row is not None
        and row.state == InvitationState.CONFIRMED
        and is_agreed(row, form, draft.data),
        "answers": _shown(form, row),
        "fault": fault,
        "faults": [Fault("personal_number", fault)] if fault else [],
        "number": request.POST.get("personal_number", ""),
        "back": reverse("dossiers:papers", args=[draft_id]),
        "check": reverse("dossiers:check", args=[draft_id]),
    }
    return render(request, "representation/invite.html", context)


def _shown(form: forms.Form, row: Invitation | None) -> Any:
    """Return of the other's confirmed answers what the form shows the first applicant."""
    if row is None or row.state != InvitationState.CONFIRMED:
        return ()
    seen = forms.mask(form, {row.part: row.data}, {row.part})
    return [each for each in forms.summary(form, seen) if each.rows]


def _invite_or_cancel(request: Request, draft_id: UUID, part: str) -> None:
    if "cancel" in request.POST:
        rows = queries.list_of_draft(draft_id=draft_id, part=part)
        use_cases.cancel_invitation(
            actor=request.actor, invitation_id=rows[0].id if rows else draft_id, at=request.at
        )
        return
    use_cases.invite(
        actor=request.actor,
        draft_id=draft_id,
        part=part,
        personal_number=request.POST.get("personal_number", ""),
        at=request.at,
    )


# ------------------------------------------------------------------------ the one who is invited
@access.public
@never_cache
def invitation(request: Request, token: str) -> HttpResponse:
    """Say who invites to what, to whoever has signed in; opening the link takes nothing."""
    if not request.actor.is_signed_in:
        return render(request, "representation/sign_in_first.html", {"path": request.path})
    row = queries.get_by_token(token=token)
    if row.person_id == request.actor.person_id and row.state in LIVE:
        return redirect("representation:part", invitation_id=row.id)
    if row.inviter_id == request.actor.person_id:
        return redirect("representation:invite", draft_id=row.draft_id, part=row.part)
    if row.state != InvitationState.OPEN or row.expires_at <= request.at:
        raise InvitationOver
    person = identity.get_person(request.actor.person_id) if request.actor.person_id else None
    if row.personal_number and (person is None or person.personal_number != row.personal_number):
        raise InvitationNotFound
    if request.method == "POST":
        part_id = use_cases.take_invitation(actor=request.actor, token=token, at=request.at)
        return redirect("representation:part", invitation_id=part_id)
    context = {"row": row, "token": token, "part": queries.part_form(row)[1]}
    return render(request, "representation/invitation.html", context)


@access.signed_in
@never_cache
def decline(request: Request, token: str) -> HttpResponse:
    """Ask why somebody does not take part, and tell the one who invited."""
    row = queries.get_by_token(token=token)
    fault = ""
    if request.method == "POST":
        try:
            use_cases.decline_invitation(
                actor=request.actor,
                token=token,
                reason=request.POST.get("reason", ""),
                at=request.at,
            )
        except Invalid as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("The invitation was declined; the other person is told."))
            return redirect("dossiers:mine")
    context = {
        "row": row,
        "fault": fault,
        "faults": [Fault("reason", fault)] if fault else [],
        "back": reverse("representation:invitation", args=[token]),
    }
    return render(request, "representation/decline.html", context)


def _own(request: Request, invitation_id: UUID) -> Invitation | HttpResponse:
    row = queries.get_part(actor=request.actor, invitation_id=invitation_id)
    return redirect("dossiers:dossier", code=row.dossier_code) if row.dossier_code else row


@access.signed_in
@never_cache
def part(request: Request, invitation_id: UUID) -> HttpResponse:
    """Ask for one's own part; what the administration knows stands there already."""
    row = _own(request, invitation_id)
    if isinstance(row, HttpResponse):
        return row
    form, own = queries.part_form(row)
    data: Mapping[str, Any] = {own.key: row.data}
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        parsed = forms.parse(form, request.POST, own.section)
        data = forms.merge(form, data, {own.key: parsed.get(own.key, {})}, own.section)
        use_cases.save_part(
            actor=request.actor, invitation_id=row.id, data=data.get(own.key, {}), at=request.at
        )
        faults = forms.validate(form, data, own.section, on=local_date(request.at))
        if not faults:
            return redirect("representation:part_check", invitation_id=row.id)
    sources = identity.vneid_prefill(row.person_id) if row.person_id else {}
    context = {
        "row": row,
        "part": own,
        "has_faults": bool(faults),
        "form": forms.bound(
            form,
            data,
            faults,
            own.section,
            prefilled=forms.prefilled_in_part(form, own.key, data, sources),
        ),
        "decline": reverse("representation:decline", args=[queries.token_for(row)]),
    }
    return render(request, "representation/part.html", context)


@access.signed_in
@never_cache
def part_check(request: Request, invitation_id: UUID) -> HttpResponse:
    """Show one's own answers and what one agrees to; confirm."""
    row = _own(request, invitation_id)
    if isinstance(row, HttpResponse):
        return row
    form, own = queries.part_form(row)
    agreement, changed = queries.agreement_of(row), ""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            use_cases.confirm_part(
                actor=request.actor,
                invitation_id=row.id,
                shown=request.POST.get("shown", ""),
                at=request.at,
            )
        except AlreadySent:
            raise
        except ChangedMeanwhile as refusal:
            changed, agreement = str(refusal), queries.agreement_of(row)
        except DomainError as refusal:
            faults = getattr(refusal, "faults", ())
        else:
            return redirect(request.path)
        row.refresh_from_db()
    is_confirmed = row.state == InvitationState.CONFIRMED
    context = {
        "row": row,
        "part": own,
        "own": [each for each in forms.summary(form, {own.key: row.data}) if each.rows],
        "rest": [each for each in forms.summary(form, agreement) if each.rows],
        "shown": rules.digest_of(agreement),
        "confirmed": is_confirmed and row.agreed == rules.digest_of(agreement),
        "again": is_confirmed and row.agreed != rules.digest_of(agreement),
        "changed": changed,
        "to_mend": [
            {
                "text": fault.message,
                "href": f"{reverse('representation:part', args=[row.id])}#id_{fault.path}",
            }
            for fault in faults
        ],
        "decline": reverse("representation:decline", args=[queries.token_for(row)]),
    }
    return render(request, "representation/part_check.html", context)
