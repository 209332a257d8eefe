"""Menus, built from the manifests of the modules."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse

from motcua.foundation import modules
from motcua.foundation.actors import Actor
from motcua.foundation.modules import NavItem


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu, ready to be shown."""

    title: Any
    href: str
    current: bool = False


def address(name: str) -> str | None:
    """Return the path of a route's name, the path itself if one is given, or None if unknown."""
    if name.startswith("/"):
        return name
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


def _entries(items: list[NavItem], path: str) -> list[Entry]:
    known = [(item.title, address(item.url)) for item in sorted(items, key=lambda one: one.order)]
    # a page that several rights open stands in the menu once
    there = list({href: (title, href) for title, href in known if href is not None}.values())
    # the longest address that leads to this page is the current one
    here = max(
        (href for _, href in there if path == href or (href != "/" and path.startswith(href))),
        key=len,
        default=None,
    )
    return [Entry(title, href, current=href == here) for title, href in there]


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
