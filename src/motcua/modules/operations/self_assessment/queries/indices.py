"""Asking about indices."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.plain import plain
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..errors import IndexNotFound
from ..models import Index
from ..types import Component, Criterion, Domain, Way

_EXAMPLE = Path(__file__).resolve().parents[1] / "data" / "example.json"


def to_json(domains: Sequence[Domain]) -> list[dict[str, Any]]:
    """Return domains as they are kept."""
    kept: list[dict[str, Any]] = plain([asdict(each) for each in domains])
    return kept


def domains_of(index: Index) -> tuple[Domain, ...]:
    """Return the domains of an index."""
    return tuple(
        Domain(
            title=domain["title"],
            criteria=tuple(
                Criterion(
                    title=criterion["title"],
                    components=tuple(_component(each) for each in criterion["components"]),
                )
                for criterion in domain["criteria"]
            ),
        )
        for domain in index.domains
    )


def _component(kept: Mapping[str, Any]) -> Component:
    return Component(
        code=kept["code"],
        title=kept["title"],
        most=Decimal(kept["most"]),
        way=Way(kept["way"]),
        full_at=Decimal(kept["full_at"]) if kept["full_at"] else None,
        steps=tuple((Decimal(least), Decimal(share)) for least, share in kept["steps"]),
        indicator_code=kept["indicator_code"],
    )


def components_of(index: Index) -> list[Component]:
    """Return every component of an index, in order."""
    return [each for domain in domains_of(index) for each in domain.components]


def example() -> list[list[str]]:
    """Return the rows of the index that comes with the house; its weights are an example."""
    rows: list[list[str]] = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
    return rows


def managing_units(actor: Actor, *, at: datetime) -> Mapping[UUID, str]:
    """Return the authorities for which the actor keeps an index, by id."""
    mine = permissions.MANAGE.units(actor)
    units = organisation.list_units(local_date(at), kind=organisation.UnitKind.AUTHORITY)
    above = {unit.parent_id for unit in units}
    return {unit.id: unit.name for unit in units if unit.id in mine and unit.id in above}


def latest_index(unit_id: UUID) -> Index | None:
    """Return the last version of an authority's index."""
    return Index.objects.filter(unit_id=unit_id).order_by("-version").first()


def get_index(*, actor: Actor, unit_id: UUID) -> Index:
    """Return the last version of the index that an authority keeps.

    Raises:
        NotPermitted: The actor keeps none there.
        IndexNotFound: Nothing was published yet.
    """
    permissions.MANAGE.require(actor, unit_id=unit_id)
    found = latest_index(unit_id)
    if found is None:
        raise IndexNotFound
    return found


def units_below(unit_id: UUID, *, on: date) -> list[organisation.UnitInfo]:
    """Return the units that are scored: the authorities right below one."""
    units = organisation.list_units(on, kind=organisation.UnitKind.AUTHORITY, below=unit_id)
    return [unit for unit in units if unit.parent_id == unit_id]
