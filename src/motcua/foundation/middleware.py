"""One place where requests get their time, pages their gate, and refusals their words."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from .access import Access
from .errors import DomainError, Invalid, NotFound, NotPermitted

if TYPE_CHECKING:
    from .http import Request

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class UndeclaredAccess(LookupError):
    """A route whose view does not say who may call it."""


def access_of(view: Callable[..., Any]) -> Access:
    """Return what a view asks of its caller.

    Views of libraries are declared in the setting ``LIBRARY_ACCESS``, by dotted prefix.

    Raises:
        UndeclaredAccess: Nothing is declared.
    """
    declared = getattr(view, "access", None) or getattr(
        getattr(view, "view_class", None), "access", None
    )
    if isinstance(declared, Access):
        return declared
    name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
    for prefix, access in settings.LIBRARY_ACCESS.items():
        if name.startswith(prefix):
            return cast("Access", import_string(access))
    raise UndeclaredAccess(f"{name} does not say who may call it: use motcua.foundation.access")


class HouseMiddleware:
    """Keep the gate of every view, and turn refusals into pages or JSON problems (RFC 9457)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cast("Request", request).at = timezone.now()  # noqa: TID251 - the edge that reads the clock
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: Any,  # noqa: ARG002 - Django's signature
        kwargs: Any,  # noqa: ARG002 - Django's signature
    ) -> HttpResponseBase | None:
        """Refuse a caller whom the view does not admit; send a stranger to the sign-in page."""
        actor = cast("Request", request).actor
        if access_of(view).allows(actor):
            return refusal(request, NotFound()) if _has_null(request) else None
        if not actor.is_signed_in and not _wants_json(request):
            keep = getattr(settings, "STASH_POST", None)
            if request.method == "POST" and keep:
                import_string(keep)(request)
            here = request.get_full_path() if request.method == "GET" else request.path
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': here})}")
        return refusal(request, NotPermitted())

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """Answer a refusal; everything else is a bug and travels on."""
        return refusal(request, error) if isinstance(error, DomainError) else None


def _has_null(request: HttpRequest) -> bool:
    """Tell whether a character was sent that the database cannot hold; nobody types it."""
    sent = [request.path]
    for data in (request.GET, request.POST):
        sent += [text for _name, texts in data.lists() for text in texts]
    return any("\0" in text for text in sent)


def _wants_json(request: HttpRequest) -> bool:
    accepted = request.headers.get("accept", "")
    return request.path.startswith("/api/") or "application/json" in accepted


def refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page or the JSON problem of a refusal."""
    if _wants_json(request):
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": str(error),
            "status": error.status,
            "code": error.code,
        }
        if isinstance(error, Invalid):
            problem["faults"] = [{"path": one.path, "message": one.message} for one in error.faults]
        return JsonResponse(problem, status=error.status, content_type="application/problem+json")
    return render(request, "ui/refusal.html", {"error": error}, status=error.status)
