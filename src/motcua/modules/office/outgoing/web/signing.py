"""For leaders between two meetings: what waits, signed at once or one by one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.foundation import access
from motcua.foundation.errors import DomainError
from motcua.foundation.http import Request

from .. import permissions, queries, rules, use_cases
from ..queries.waiting import contents_of
from .waiting import first_words

_SHOWN = 50


@access.needs(permissions.APPROVE)
def sign_list(request: Request) -> HttpResponse:
    """List what waits for the leader with its first words; sign the ticked ones."""
    if request.method == "POST":
        return _sign(request)
    waiting = list(queries.list_to_sign(actor=request.actor)[:_SHOWN])
    names, contents = queries.kind_names(), contents_of(waiting)
    lines = [
        {
            "document": each,
            "kind": names.get(each.kind, each.kind),
            "words": first_words(rules.plain_lines(contents[each.id])),
        }
        for each in waiting
    ]
    return render(request, "outgoing/sign.html", {"lines": lines})


def _sign(request: Request) -> HttpResponse:
    signed, left = 0, []
    for text in request.POST.getlist("documents"):
        document_id, _colon, version = text.partition(":")
        try:
            use_cases.approve_draft(
                actor=request.actor,
                document_id=UUID(document_id),
                version=int(version),
                at=request.at,
            )
            signed += 1
        except (DomainError, ValueError) as error:
            left.append(str(error))
    if signed:
        said = ngettext("%(n)s document signed.", "%(n)s documents signed.", signed)
        messages.success(request, said % {"n": signed})
    for reason in left:
        messages.warning(request, reason)
    if not signed and not left:
        messages.info(request, _("Tick the documents that you want to sign."))
    return redirect("outgoing:sign")
