"""How a person wants the pages: language, light or dark, normal or large letters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

YEAR = 365 * 24 * 60 * 60
THEMES = ("auto", "light", "dark")
TEXT_SIZES = ("normal", "large")
COOKIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "language": (settings.LANGUAGE_COOKIE_NAME, tuple(code for code, _ in settings.LANGUAGES)),
    "theme": ("theme", THEMES),
    "text": ("text", TEXT_SIZES),
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the cookies of a browser say; unknown values count as not said."""

    theme: str = "auto"
    text: str = "normal"


def of(request: HttpRequest) -> Preferences:
    """Read the preferences from the cookies."""
    theme, text = request.COOKIES.get("theme", ""), request.COOKIES.get("text", "")
    return Preferences(
        theme=theme if theme in THEMES else "auto",
        text=text if text in TEXT_SIZES else "normal",
    )


def given(data: Mapping[str, str]) -> dict[str, str]:
    """Return cookie names and values for what a form gave and we know; the rest is ignored."""
    return {
        cookie: data[field]
        for field, (cookie, allowed) in COOKIES.items()
        if data.get(field) in allowed
    }
