"""The register of modules: what each brings to the house."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from .permissions import Permission

if TYPE_CHECKING:
    from .events import Event, Handler, On

Provided = TypeVar("Provided")


class NavGroup(StrEnum):
    """The heading of the officials' menu under which a page stands."""

    WORK = "WORK"
    PAPERS = "PAPERS"
    FIGURES = "FIGURES"
    SETTINGS = "SETTINGS"


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    """An entry of the officials' menu; ``needs`` None shows it to every official.

    Attributes:
        group: Its heading in the menu of other pages.
        order: Lowest first. The four lowest of what somebody may open are his bar, so what
            people of some role open each day stays below 20.
    """

    title: Any
    url: str
    needs: Permission | None = None
    group: NavGroup = NavGroup.WORK
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryWorkingDay:
    """A job that runs once on each working day at ``at`` (HH:MM, local time)."""

    at: str
    run: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A job that runs again ``seconds`` after it ended."""

    seconds: int
    run: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A manifest: typed data and nothing else.

    Attributes:
        urls: Dotted path of a URL module; its patterns stand at the root of the site.
        provides: Values offered to a kernel app or a module below, found by their type
            through :func:`provided`.
        demo: Loads believable data, repeatably; called in order of ``demo_order``.
    """

    title: Any
    urls: str | None = None
    navigation: Sequence[NavItem] = ()
    permissions: Sequence[Permission] = ()
    publishes: Sequence[type["Event"]] = ()
    listens: Sequence["On"] = ()
    indicators: Sequence[Any] = ()
    search: Sequence[Any] = ()
    schedule: Sequence[EveryWorkingDay | Every] = ()
    provides: Sequence[Any] = ()
    demo: Callable[..., None] | None = None
    demo_order: int = 100
    extra: dict[str, Any] = field(default_factory=dict)


class ModuleConfig(AppConfig):
    """The app config of a kernel app or a module: finds its manifest."""

    manifest: Module

    def ready(self) -> None:
        """Read the manifest; Django calls this once all models are there."""
        if self.module is None or not module_has_submodule(self.module, "manifest"):
            raise LookupError(f"{self.name} has no manifest.py")
        self.manifest = import_module(f"{self.name}.manifest").MODULE
        forget()


def installed() -> list[ModuleConfig]:
    """Return the app configs of all modules, in the order of INSTALLED_APPS."""
    return [config for config in apps.get_app_configs() if isinstance(config, ModuleConfig)]


def listeners(event: type["Event"]) -> "tuple[Handler, ...]":
    """Return the handlers of an event."""
    return _listeners().get(event.code, ())


def forget() -> None:
    """Forget what was gathered from the manifests, for a manifest has changed."""
    _listeners.cache_clear()
    provided.cache_clear()


@cache
def _listeners() -> "Mapping[str, tuple[Handler, ...]]":
    found: dict[str, tuple[Handler, ...]] = {}
    for config in installed():
        for line in config.manifest.listens:
            found[line.event.code] = (*found.get(line.event.code, ()), line.handler)
    return found


@cache
def provided(kind: type[Provided]) -> tuple[Provided, ...]:
    """Return everything of that type that manifests provide."""
    return tuple(
        value
        for config in installed()
        for value in config.manifest.provides
        if isinstance(value, kind)
    )


def permissions() -> dict[str, Permission]:
    """Return every permission by its code."""
    return {each.code: each for config in installed() for each in config.manifest.permissions}
