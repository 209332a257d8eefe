"""The browser's orders: nothing from elsewhere, nothing inline."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

POLICY: Mapping[str, Sequence[str]] = {
    "default-src": ("'self'",),
    "img-src": ("'self'", "data:", "blob:"),
    "media-src": ("'self'", "blob:"),
    "frame-src": ("'self'", "blob:"),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}


def policy(extra: Mapping[str, Sequence[str]], *, framed_by: str) -> str:
    """Return the header's text: the house's policy and what an installation adds to it."""
    merged = {name: [*values, *extra.get(name, ())] for name, values in POLICY.items()}
    merged |= {name: list(values) for name, values in extra.items() if name not in POLICY}
    merged["frame-ancestors"] = [framed_by]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in merged.items())


class ContentSecurityPolicyMiddleware:
    """Send the policy with every answer.

    ``settings.CSP_EXTRA`` maps a directive to more sources, such as the address of the identity
    provider to which the sign-in form leads. A page that says ``X-Frame-Options: SAMEORIGIN`` (the
    preview of a paper) may be framed by our own pages. A policy that a view has set stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        same = response.headers.get("X-Frame-Options", "").upper() == "SAMEORIGIN"
        extra = getattr(settings, "CSP_EXTRA", {})
        text = policy(extra, framed_by="'self'" if same else "'none'")
        response.headers.setdefault("Content-Security-Policy", text)
        return response


class LanguageMiddleware:
    """Speak Vietnamese, unless this browser has chosen another language here.

    Django's own middleware follows the browser's languages. Here the language of the
    administration comes first, whatever language a phone was sold with.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in {code for code, _ in settings.LANGUAGES}
        with translation.override(chosen if known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
