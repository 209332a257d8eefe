"""Several apologies at once: what each says, one confirmation, what became of each."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from motcua.foundation import access
from motcua.foundation.errors import DomainError
from motcua.foundation.http import Request
from motcua.ui import words

from .. import permissions, queries, use_cases
from ..models import Apology
from ..types import ApologyState

MOST = 100


def _chosen(request: Request) -> list[UUID]:
    given = request.POST if request.method == "POST" else request.GET
    found = []
    for text in given.getlist("apologies")[:MOST]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@access.needs(permissions.SIGN_APOLOGY)
def sign_many(request: Request) -> HttpResponse:
    """Review several apologies, then sign each in a transaction of its own."""
    found = queries.chosen_apologies(actor=request.actor, ids=_chosen(request))
    if request.method == "POST":
        results = [_signed(request, each) for each in found]
        context = {
            "results": sorted(results, key=lambda each: not each["refusal"]),
            "done": sum(1 for each in results if not each["refusal"]),
            "refused": sum(1 for each in results if each["refusal"]),
        }
        return render(request, "delays/signed_many.html", context)
    ready = [each for each in found if _may_sign(request, each)]
    context = {
        "lines": [
            {
                "apology": each,
                "due": words.as_promise(each.due_at),
                "anew": words.as_promise(each.new_due_at),
            }
            for each in ready
        ],
        "left_out": [each.dossier_code for each in found if each not in ready],
    }
    return render(request, "delays/sign_many.html", context)


def _may_sign(request: Request, found: Apology) -> bool:
    may = permissions.SIGN_APOLOGY.held_by(request.actor, unit_id=found.unit_id)
    return may and found.state == ApologyState.COMPLETED


def _signed(request: Request, found: Apology) -> dict[str, Any]:
    """Sign one and say what became of it; what the reader signed before stays signed."""
    line = {"id": found.id, "code": found.dossier_code, "number": "", "refusal": ""}
    if found.state == ApologyState.SIGNED and found.signed_by == request.actor.name:
        return line | {"number": found.form_number}
    try:
        number = use_cases.sign_apology(actor=request.actor, apology_id=found.id, at=request.at)
    except DomainError as refusal:
        return line | {"refusal": str(refusal)}
    return line | {"number": number}
