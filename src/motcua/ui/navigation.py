"""Menus, built from the manifests of the modules."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import pgettext_lazy

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.modules import NavGroup, NavItem

_IN_THE_BAR = 4
_HEADINGS = {
    NavGroup.WORK: pgettext_lazy("menu", "Work"),
    NavGroup.PAPERS: pgettext_lazy("menu", "Documents and archive"),
    NavGroup.FIGURES: pgettext_lazy("menu", "Figures and reports"),
    NavGroup.SETTINGS: pgettext_lazy("menu", "Organisation and settings"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu, ready to be shown."""

    title: Any
    href: str
    current: bool = False
    group: NavGroup = NavGroup.WORK


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a menu under one heading."""

    code: NavGroup
    title: Any
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Menu:
    """The officials' menu: what one opens each day is in the bar, the rest under headings."""

    entries: list[Entry]

    @property
    def daily(self) -> list[Entry]:
        """What stands in the bar."""
        return self.entries[:_IN_THE_BAR]

    @property
    def groups(self) -> list[Group]:
        """What the menu of other pages holds."""
        rest = self.entries[_IN_THE_BAR:]
        found = (
            Group(code, title, [each for each in rest if each.group is code])
            for code, title in _HEADINGS.items()
        )
        return [each for each in found if each.entries]

    @property
    def is_elsewhere(self) -> bool:
        """Whether this page stands in the menu of other pages."""
        return any(each.current for each in self.entries[_IN_THE_BAR:])


def address(name: str) -> str | None:
    """Return the path of a route's name, the path itself if one is given, or None if unknown."""
    if name.startswith("/"):
        return name
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _entries(items: list[NavItem], path: str) -> list[Entry]:
    known = [(address(item.url), item) for item in sorted(items, key=lambda one: one.order)]
    # a page that several rights open stands in the menu once
    there = {href: item for href, item in known if href is not None}
    # the longest address that leads to this page is the current one
    here = max(
        (href for href in there if path == href or (href != "/" and path.startswith(href))),
        key=len,
        default=None,
    )
    return [
        Entry(item.title, href, current=href == here, group=item.group)
        for href, item in there.items()
    ]


def workspace(actor: Actor, path: str) -> list[Entry]:
    """Return the officials' menu: what the modules offer and ``actor`` may use."""
    items = [
        item
        for config in modules.installed()
        for item in config.manifest.navigation
        if item.needs is None or item.needs.held_by(actor)
    ]
    return _entries(items, path) if actor.is_official else []


def public(path: str) -> list[Entry]:
    """Return the menu of the public pages: ``extra["public_navigation"]`` of the manifests."""
    return _entries(_offered("public_navigation"), path)


def footer(path: str) -> list[Entry]:
    """Return what stands at the foot of the public pages: ``extra["footer_navigation"]``."""
    return _entries(_offered("footer_navigation"), path)


def account(path: str) -> list[Entry]:
    """Return the menu of a person's account: ``extra["account_navigation"]`` of the manifests."""
    return _entries(_offered("account_navigation"), path)


def _offered(key: str) -> list[NavItem]:
    return [item for config in modules.installed() for item in config.manifest.extra.get(key, ())]


def single(key: str) -> str | None:
    """Return the address that the first module names under ``extra[key]``, such as ``search``."""
    for config in modules.installed():
        name = config.manifest.extra.get(key)
        if name and (found := address(name)):
            return found
    return None
