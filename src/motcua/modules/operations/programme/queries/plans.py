"""Asking about plans."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..errors import PlanNotFound
from ..models import Plan


def list_plans(*, actor: Actor) -> QuerySet[Plan]:
    """List the plans that the actor may see, the newest first."""
    rows = Plan.objects.visible_to(actor).select_related("unit")
    return rows.order_by("-year", "unit__sort", "unit__code", "-issued_on", "id")


def get_plan(*, actor: Actor, plan_id: UUID) -> Plan:
    """Return a plan.

    Raises:
        PlanNotFound: There is none that the actor may see.
    """
    found = list_plans(actor=actor).filter(id=plan_id).first()
    if found is None:
        raise PlanNotFound
    return found


def managing_units(actor: Actor, *, at: datetime) -> Mapping[UUID, str]:
    """Return the authorities for which the actor enters plans, by id."""
    mine = permissions.MANAGE.units(actor)
    units = organisation.list_units(local_date(at), kind=organisation.UnitKind.AUTHORITY)
    return {unit.id: unit.name for unit in units if unit.id in mine}
