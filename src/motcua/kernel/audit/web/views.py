"""The history: who did what and when, and how far it is sealed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation import access
from motcua.foundation.actors import ActorKind
from motcua.foundation.http import Request
from motcua.foundation.models import EventRecord
from motcua.ui import words

from .. import permissions, queries
from .forms import AskHistory

EVENTS_ON_A_PAGE = 50


@access.needs(permissions.VIEW)
def events(request: Request) -> HttpResponse:
    """Show the latest events; what was in them is shown by the module that owns them."""
    form = AskHistory(request.GET)
    asked = queries.Asked(**form.cleaned_data) if form.is_valid() else queries.Asked()
    found = queries.list_events(actor=request.actor, asked=asked, at=request.at)
    page = list(found[: EVENTS_ON_A_PAGE + 1])
    more = len(page) > EVENTS_ON_A_PAGE
    shown = page[:EVENTS_ON_A_PAGE]
    context = {
        "form": form,
        "side": True,
        "head": [_("When"), _("What happened"), _("Whose history"), pgettext("audit trail", "Who")],
        "rows": [_row(event) for event in shown],
        "older": _place(shown[-1]) if more else None,
        "chain": _chain(),
    }
    return render(request, "audit/events.html", context)


def _place(event: EventRecord) -> dict[str, Any]:
    return {"id": event.id, "at": event.recorded_at.isoformat()}


def _row(event: EventRecord) -> list[Any]:
    stream = {"text": event.stream, "href": "?" + urlencode({"stream": event.stream})}
    return [words.as_instant(event.at), event.code, stream, _who(event)]


def _who(event: EventRecord) -> str:
    if event.actor_kind == ActorKind.SYSTEM:
        return _("The system (%(job)s)") % {"job": event.actor_name}
    if event.actor_kind == ActorKind.ANONYMOUS:
        return _("Somebody not signed in")
    return event.actor_name


def _chain() -> dict[str, Any]:
    state = queries.chain_state()
    return {
        "rows": [
            {"label": _("Events sealed"), "value": words.as_number(state.head.position)},
            {
                "label": _("Sealed until"),
                "value": words.as_instant(state.sealed_until) if state.sealed_until else "–",
            },
            {"label": _("Waiting to be sealed"), "value": words.as_number(state.unsealed)},
        ],
        "head": str(state.head),
    }
