"""Changes of the calendar: written down, looked at with all they move, then approved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request

from .. import permissions, queries, use_cases
from ..types import CalendarDraft, Recount
from .forms import EVERYBODY


@dataclass(slots=True)
class Scopes:
    """The calendars that somebody keeps, and the one that is asked for."""

    units: list[tuple[UUID, str]]
    everybody: bool
    chosen: str = ""

    @classmethod
    def of(cls, request: Request) -> "Scopes":
        """Return the calendars that the reader keeps."""
        units = queries.authorities_of(permissions.MANAGE.units(request.actor))
        everybody = queries.keeps_country(request.actor)
        asked = request.POST.get("scope") or request.GET.get("unit") or ""
        known = {str(unit.id) for unit in units} | ({EVERYBODY} if everybody else set())
        first = EVERYBODY if everybody else str(units[0].id) if units else ""
        return cls(
            [(unit.id, unit.name) for unit in units], everybody, asked if asked in known else first
        )

    @property
    def unit_id(self) -> UUID | None:
        return UUID(self.chosen) if self.chosen not in {"", EVERYBODY} else None

    @property
    def options(self) -> list[tuple[str, str]]:
        """Return the calendars for a field to choose from."""
        found = [(str(unit_id), name) for unit_id, name in self.units]
        return [(EVERYBODY, _("The whole country")), *found] if self.everybody else found


@dataclass(slots=True)
class Drafting:
    """One round of a change: nothing yet, faults, what would move, or done.

    Attributes:
        moves: What the change would move; None before it was tried.
        seen: A mark of what was tried: approving anything else tries it first.
    """

    faults: tuple[Fault, ...] = ()
    moves: tuple[Any, ...] | None = None
    seen: str = ""
    done: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> int:
        return 422 if self.faults else 200

    @property
    def context(self) -> dict[str, Any]:
        """Return what ``organisation/approve.html`` shows."""
        return {
            "faults": self.faults,
            "moves": self.moves,
            "seen": self.seen,
            "recounts": Recount.choices,
            "recount": Recount.EARLIER.value,
        }


def go_on(
    request: Request,
    make: Callable[[], CalendarDraft],
    *,
    legal_basis: str,
    complete_until: date | None = None,
) -> Drafting:
    """Try the change that ``make`` reads from the request, or approve what was tried before."""
    try:
        draft = make()
        if faults := queries.faults_of_draft(draft, legal_basis=legal_basis):
            return Drafting(faults=faults)
        seen = sha256(f"{draft!r} {complete_until}".encode()).hexdigest()[:20]
        if "approve" not in request.POST or request.POST.get("seen") != seen:
            return Drafting(moves=queries.moves_of(draft, at=request.at), seen=seen)
        recount = request.POST.get("recount", "")
        use_cases.approve_calendar(
            actor=request.actor,
            draft=draft,
            legal_basis=legal_basis,
            recount=Recount(recount) if recount in Recount.values else Recount.EARLIER,
            complete_until=complete_until,
            at=request.at,
        )
    except Invalid as refusal:
        return Drafting(faults=refusal.faults or (Fault("hours", str(refusal)),))
    messages.success(request, _said(recount))
    return Drafting(done=True)


def _said(recount: str) -> str:
    if recount == Recount.KEEP:
        return _("The calendar is changed. Dates promised before stay as they are.")
    return _(
        "The calendar is changed. Promises that may move are counted again within minutes; "
        "each move is told to the applicant and kept in the dossier."
    )
