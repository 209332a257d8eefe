"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.foundation import access


@access.public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """Tell that there is no such page, and where to go."""
    return render(request, "ui/not_found.html", status=404)


@access.public
def broken(request: HttpRequest) -> HttpResponse:
    """Tell that it is our fault; static, for nothing else may be trusted now."""
    return render(request, "ui/broken.html", status=500)
