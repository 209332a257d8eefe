"""Who may call a page: every view says it, and a route without it does not start."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from .actors import Actor
from .permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


class Audience(StrEnum):
    """The widest circle that may call a view."""

    PUBLIC = "PUBLIC"
    SIGNED_IN = "SIGNED_IN"
    OFFICIAL = "OFFICIAL"


@dataclass(frozen=True, slots=True)
class Access:
    """What a view asks of its caller: an audience and, if any are named, one of the permissions."""

    audience: Audience
    permissions: tuple[Permission, ...] = field(default=())

    def allows(self, actor: Actor) -> bool:
        """Tell whether ``actor`` may call; the use case or query still decides about the object."""
        if self.audience is Audience.PUBLIC:
            return True
        if self.audience is Audience.SIGNED_IN:
            return actor.is_signed_in
        if not self.permissions:
            return actor.is_official
        return any(permission.held_by(actor) for permission in self.permissions)


def _declare(access: Access) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        view.access = access  # type: ignore[attr-defined] # a function has room for a note
        return view

    return decorate


def public(view: View) -> View:
    """Declare a view open to everybody."""
    return _declare(Access(Audience.PUBLIC))(view)


def signed_in(view: View) -> View:
    """Declare a view for anybody with an account; what he sees is decided by the query."""
    return _declare(Access(Audience.SIGNED_IN))(view)


def official(view: View) -> View:
    """Declare a view for every official, whatever his post."""
    return _declare(Access(Audience.OFFICIAL))(view)


def needs(*permissions: Permission) -> Callable[[View], View]:
    """Declare a view for officials who hold one of the permissions in some unit."""
    if not permissions:
        raise ValueError("name a permission, or use @official")
    return _declare(Access(Audience.OFFICIAL, permissions))
