"""Saved views of the inbox."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.foundation import access
from motcua.foundation.errors import DomainError, Fault
from motcua.foundation.http import Request

from .. import queries, use_cases


def _units(request: Request) -> list[tuple[str, str]]:
    """Return the units with which a view can be shared: those in which the reader works."""
    return list({str(post.unit_id): post.unit_name for post in request.posts}.items())


def _chosen(request: Request) -> dict[str, Any]:
    unit = request.POST.get("unit", "")
    return {
        "name": request.POST.get("name", ""),
        "unit_id": UUID(unit) if unit in dict(_units(request)) else None,
        "is_default": "default" in request.POST,
    }


def _page(request: Request, refusal: DomainError | None, **context: Any) -> HttpResponse:
    faults = (Fault("name", str(refusal)),) if refusal else ()
    context |= {
        "units": _units(request),
        "faults": faults,
        "fault": str(refusal) if refusal else "",
    }
    return render(request, "desk/view.html", context, status=422 if refusal else 200)


@access.official
def views(request: Request) -> HttpResponse:
    """List the saved views, one's own and the shared ones."""
    found = queries.list_views(actor=request.actor)
    own = [each for each in found if each.account_id == request.actor.account_id]
    shared = [each for each in found if each.account_id != request.actor.account_id]
    context = {"own": own, "shared": shared, "inbox": reverse("dossiers:inbox")}
    return render(request, "desk/views.html", context)


@access.official
def save_view(request: Request) -> HttpResponse:
    """Give a view of the inbox a name."""
    given = request.POST if request.method == "POST" else request.GET
    query, refusal = given.get("query", "").replace("\0", ""), None
    if request.method == "POST":
        try:
            use_cases.save_view(actor=request.actor, query=query, at=request.at, **_chosen(request))
        except DomainError as reason:
            refusal = reason
        else:
            messages.success(request, _("The view is saved."))
            return redirect(f"{reverse('dossiers:inbox')}?{query}")
    chosen = {"name": request.POST.get("name", ""), "unit": request.POST.get("unit", "")}
    return _page(request, refusal, query=query, is_new=True, **chosen)


@access.official
def change_view(request: Request, view_id: UUID) -> HttpResponse:
    """Rename a view, share it, begin with it, or take it away."""
    view, refusal = queries.get_own_view(actor=request.actor, view_id=view_id), None
    if request.method == "POST":
        if "remove" in request.POST:
            use_cases.remove_view(actor=request.actor, view_id=view_id)
            messages.success(request, _("The view is taken away."))
            return redirect("desk:views")
        try:
            use_cases.change_view(actor=request.actor, view_id=view_id, **_chosen(request))
        except DomainError as reason:
            refusal = reason
        else:
            messages.success(request, _("The view is changed."))
            return redirect("desk:views")
    unit = str(view.unit_id) if view.unit_id else ""
    return _page(
        request,
        refusal,
        query=view.query,
        view=view,
        name=request.POST.get("name", view.name),
        unit=request.POST.get("unit", unit),
        is_default=view.is_default,
    )
