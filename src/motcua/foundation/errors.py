"""Refusals: what a person reads when something may not happen, and what he can do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class DomainError(Exception):
    """A refusal of the house.

    A subclass names the reason, has a ``code`` that never changes and a ``message`` with named
    placeholders, filled from the keyword arguments and translated when shown.
    """

    status: ClassVar[int] = 400
    code: ClassVar[str] = "foundation.refused"
    message: ClassVar[Any] = _("This cannot be done.")

    def __init__(self, **details: Any) -> None:
        super().__init__(self.code)
        self.details: Mapping[str, Any] = details

    def __str__(self) -> str:
        return str(self.message) % self.details if self.details else str(self.message)


class Conflict(DomainError):
    """The thing is not in the state that the act needs."""

    status = 409
    code = "foundation.conflict"
    message = _("Somebody has changed this in the meantime. Open it again and look.")


class NotPermitted(DomainError):
    """The actor may not do this here."""

    status = 403
    code = "foundation.not_permitted"
    message = _("Your post does not allow this. Ask the head of your unit if you need it.")


class NotFound(DomainError):
    """There is no such thing, or none that the actor may see."""

    status = 404
    code = "foundation.not_found"
    message = _("We cannot find this, or it is not yours to see.")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in what was given: where, and what to do about it."""

    path: str
    message: str


class Invalid(DomainError):
    """What was given is incomplete or wrong; ``faults`` has all of it at once."""

    status = 422
    code = "foundation.invalid"
    message = _("Some things are missing or wrong. Mend them and try again.")

    def __init__(self, *, faults: tuple[Fault, ...] = (), **details: Any) -> None:
        super().__init__(**details)
        self.faults = faults


class Unavailable(DomainError):
    """An outside system does not answer; trying later may help."""

    status = 503
    code = "foundation.unavailable"
    message = _("A system that we need does not answer. Nothing was lost; try again in a moment.")
