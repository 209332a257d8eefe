"""What every page's frame needs; asks the database nothing."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from motcua.foundation import actors

from . import navigation, preferences

DOORS = {"account": "/account/", "messages": "/messages/", "sign_out": "/sign-out/"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the values that ``ui/page.html`` and ``ui/workspace.html`` read."""
    return {
        "actor": getattr(request, "actor", actors.ANONYMOUS),
        "demo": settings.DEMO,
        "frame": Frame(request),
    }


class Frame:
    """The frame of one page; each part is made when the template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.preferences = preferences.of(request)

    @property
    def actor(self) -> actors.Actor:
        return getattr(self._request, "actor", actors.ANONYMOUS)

    @property
    def path(self) -> str:
        """Where to come back to after a preference was changed."""
        if self._request.method == "GET":
            return self._request.get_full_path()
        return self._request.path

    @property
    def site(self) -> dict[str, str]:
        """Whose door this is."""
        return {
            "name": settings.SITE_NAME,
            "place": settings.SITE_PLACE,
            "contact": settings.SITE_CONTACT,
            "emblem": settings.SITE_EMBLEM,
            "accent": settings.SITE_ACCENT,
        }

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Codes and own names of the languages."""
        return [("vi", "Tiếng Việt"), ("en", "English")]

    @property
    def footer_menu(self) -> list[navigation.Entry]:
        return navigation.footer(self._request.path)

    @property
    def public_menu(self) -> list[navigation.Entry]:
        return navigation.public(self._request.path)

    @property
    def account_menu(self) -> list[navigation.Entry]:
        return navigation.account(self._request.path)

    @property
    def workspace_menu(self) -> navigation.Menu:
        return navigation.Menu(navigation.workspace(self.actor, self._request.path))

    @property
    def search_url(self) -> str | None:
        return navigation.single("search")

    @property
    def suggest_url(self) -> str | None:
        return navigation.single("suggest")

    @property
    def workspace_search_url(self) -> str | None:
        return navigation.single("workspace_search")

    @property
    def doors(self) -> Mapping[str, str]:
        """Addresses that the kernel keeps for every installation."""
        return DOORS

    @property
    def sign_in_url(self) -> str:
        return settings.LOGIN_URL

    @property
    def posts(self) -> Any:
        """The posts in which an official acts, if whoever knows the actor left them here."""
        return getattr(self._request, "posts", ())
