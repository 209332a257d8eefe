"""Changes of the calendar: written down, looked at with all they move, then approved."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.http import Request

from .. import permissions, queries, use_cases
from ..errors import CountedOtherwise, NotCounted
from ..types import CalendarDraft, Recount, Simulation
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
        simulation: What the change would move, as far as it is counted; None before it was tried.
    """

    faults: tuple[Fault, ...] = ()
    simulation: Simulation | None = None
    done: bool = False

    @property
    def status(self) -> int:
        return 422 if self.faults else 200

    @property
    def context(self) -> dict[str, Any]:
        """Return what ``organisation/approve.html`` shows."""
        return {"faults": self.faults, **shown(self.simulation)}


def shown(simulation: Simulation | None) -> dict[str, Any]:
    """Return what ``organisation/simulation.html`` shows."""
    return {
        "simulation": simulation,
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
    """Let the change that ``make`` reads from the request be counted, or approve what was seen."""
    given: dict[str, Any] = {"legal_basis": legal_basis, "complete_until": complete_until}
    simulation = None
    try:
        given["draft"] = make()
        simulation = use_cases.ask_simulation(
            actor=request.actor, again="again" in request.POST, at=request.at, **given
        )
        if "approve" not in request.POST:
            return Drafting(simulation=simulation)
        recount = request.POST.get("recount", "")
        use_cases.approve_simulated(
            actor=request.actor,
            digest=request.POST.get("seen", ""),
            recount=Recount(recount) if recount in Recount.values else Recount.EARLIER,
            at=request.at,
            **given,
        )
    except Invalid as refusal:
        return Drafting(faults=refusal.faults or (Fault("hours", str(refusal)),))
    except (NotCounted, CountedOtherwise) as refusal:
        return Drafting(faults=(Fault("moves", str(refusal)),), simulation=simulation)
    messages.success(request, _said(recount))
    return Drafting(done=True)


def _said(recount: str) -> str:
    if recount == Recount.KEEP:
        return _("The calendar is changed. Dates promised before stay as they are.")
    return _(
        "The calendar is changed. Promises that may move are counted again within minutes; "
        "each move is told to the applicant and kept in the dossier."
    )
