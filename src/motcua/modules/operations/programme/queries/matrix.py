"""The matrix of pilot models and wards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from ..errors import ModelNotFound
from ..models import Enrolment, PilotModel, Plan
from ..types import Enrolled


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How far a ward is with a model; without an enrolment it has not registered."""

    ward: organisation.UnitInfo
    enrolment: Enrolment | None = None

    @property
    def is_in(self) -> bool:
        return self.enrolment is not None and self.enrolment.state != Enrolled.WITHDRAWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A model with the wards to which it is offered, in their order."""

    pilot: PilotModel
    cells: tuple[Cell, ...]

    @property
    def registered(self) -> int:
        return sum(each.is_in for each in self.cells)

    @property
    def is_by_all(self) -> bool:
        return bool(self.cells) and self.registered == len(self.cells)


def list_wards(plan: Plan, *, on: date) -> Sequence[organisation.UnitInfo]:
    """List the authorities right below the one whose plan it is."""
    units = organisation.list_units(on, kind=organisation.UnitKind.AUTHORITY, below=plan.unit_id)
    return [unit for unit in units if unit.parent_id == plan.unit_id]


def matrix_of(plan: Plan, *, on: date) -> tuple[Line, ...]:
    """Return the models of a plan with their wards, those of the plan first: three queries."""
    wards = list_wards(plan, on=on)
    pilots = PilotModel.objects.filter(plan=plan).select_related("owner").order_by("number")
    enrolments = Enrolment.objects.filter(pilot__plan=plan)
    by_cell = {(each.pilot_id, each.unit_id): each for each in enrolments}
    return tuple(
        Line(
            pilot=pilot,
            cells=tuple(
                Cell(ward=ward, enrolment=by_cell.get((pilot.id, ward.id)))
                for ward in wards
                if pilot.owner_id in {None, ward.id}
            ),
        )
        for pilot in sorted(pilots, key=lambda each: (each.owner_id is not None, each.number))
    )


def get_model(*, actor: Actor, model_id: UUID) -> PilotModel:
    """Return a pilot model.

    Raises:
        ModelNotFound: There is none under a plan that the actor may see.
    """
    rows = PilotModel.objects.select_related("plan__unit", "owner")
    found = rows.filter(id=model_id, plan__in=Plan.objects.visible_to(actor)).first()
    if found is None:
        raise ModelNotFound
    return found


def get_enrolment(pilot: PilotModel, ward_id: UUID, *, on: date) -> Cell:
    """Return how far a ward is with a model.

    Raises:
        ModelNotFound: The model is not offered to that ward.
    """
    wards = {ward.id: ward for ward in list_wards(pilot.plan, on=on)}
    if ward_id not in wards or pilot.owner_id not in {None, ward_id}:
        raise ModelNotFound
    enrolment = Enrolment.objects.filter(pilot=pilot, unit_id=ward_id).first()
    return Cell(ward=wards[ward_id], enrolment=enrolment)
