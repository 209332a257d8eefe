"""The preferences of a browser, and the living page of components."""

import re

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

from motcua.foundation import access
from motcua.foundation.errors import NotPermitted
from motcua.foundation.http import Request

from . import examples
from . import preferences as wishes


@csrf_exempt
@access.public
def preferences(request: Request) -> HttpResponse:
    """Show the preferences, or keep those that a form gives and go back to where it stood.

    The form stands on every public page and carries no token, so that such a page is the same for
    everybody. What it changes is how this browser sees pages; other sites may not do even that.
    """
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise NotPermitted
    if request.method != "POST":
        here = {"next": _safe(request, request.GET.get("next", ""))}
        return render(request, "ui/preferences.html", here)
    response = redirect(_safe(request, request.POST.get("next", "")))
    for cookie, value in wishes.given(request.POST).items():
        response.set_cookie(
            cookie, value, max_age=wishes.YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True
        )
    return response


def _safe(request: Request, target: str) -> str:
    """Return ``target`` if it is a page of this site, else the start page."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else "/"


@access.public
def accent(request: Request) -> HttpResponse:  # noqa: ARG001 - a view
    """Give the installation's own colour as a style sheet: a page may hold no inline style."""
    colour = settings.SITE_ACCENT
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise Http404
    response = HttpResponse(f":root{{--accent:{colour}}}", content_type="text/css")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@access.public
def design(request: Request) -> HttpResponse:
    """Show every component of the calm temper, alive."""
    return render(request, "ui/design.html", examples.public(at=request.at))


@access.public
def design_workspace(request: Request) -> HttpResponse:
    """Show every component of the quick temper, alive."""
    return render(request, "ui/design_workspace.html", examples.workspace(at=request.at))
