"""Reception looks at the paper of a mandate."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import api as dossiers

from .. import queries, use_cases
from ..models import Mandate
from ..types import MandateState
from .mandates import STATES


def _look(request: Request, mandate_id: UUID) -> Mandate:
    """Return a mandate, and leave a trace that the official looked at it."""
    found = queries.get_mandate(actor=request.actor, mandate_id=mandate_id)
    stand = {found.principal_id, found.representative_id}
    for person_id in [each for each in stand if each is not None]:
        identity.record_access(
            actor=request.actor,
            person_id=person_id,
            purpose=_("Checking the mandate of %(name)s") % {"name": found.principal_name},
            at=request.at,
        )
    return found


@access.needs(dossiers.RECEIVE)
def check(request: Request, mandate_id: UUID) -> HttpResponse:
    """Show a mandate and its paper; say whether it is good."""
    found, fault = _look(request, mandate_id), ""
    if request.method == "POST":
        try:
            use_cases.check_mandate(
                actor=request.actor,
                mandate_id=mandate_id,
                good="good" in request.POST,
                reason=request.POST.get("reason", ""),
                at=request.at,
            )
        except Invalid as refusal:
            fault = str(refusal)
        else:
            messages.success(request, _("Noted; both persons are told."))
            return redirect("representation:check", mandate_id=mandate_id)
    context = {
        "mandate": found,
        "STATES": STATES,
        "last_day": found.valid_to - timedelta(days=1) if found.valid_to else None,
        "may_check": found.state == MandateState.UNCHECKED,
        "fault": fault,
        "faults": [Fault("reason", fault)] if fault else [],
    }
    return render(request, "representation/check.html", context)


@access.needs(dossiers.RECEIVE)
def paper(request: Request, mandate_id: UUID) -> HttpResponse:
    """Show the paper of a mandate."""
    found = _look(request, mandate_id)
    if found.file_id is None:
        raise Http404
    return documents.serve(found.file_id)
