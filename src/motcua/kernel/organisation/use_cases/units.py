"""Units begin, decide, and are continued by others."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.text import fold

from .. import permissions
from ..errors import NoSuchUnit, UnitCodeTaken, UnitHasEnded
from ..events import CompetenceGiven, UnitCreated, UnitSucceeded
from ..models import Competence, Unit, UnitSuccession, in_force
from ..types import Level, UnitInfo, UnitKind


def overlapping(valid_from: date, valid_to: date | None) -> Q:
    """Return the condition that a period shares a day with the one given."""
    condition = Q(valid_to=None) | Q(valid_to__gt=valid_from)
    return condition if valid_to is None else condition & Q(valid_from__lt=valid_to)


def lock_unit(unit_id: UUID) -> Unit:
    """Lock a unit, or refuse.

    Raises:
        NoSuchUnit: There is none with that id.
    """
    try:
        return Unit.objects.select_for_update().get(id=unit_id)
    except Unit.DoesNotExist:
        raise NoSuchUnit(unit=unit_id) from None


@transaction.atomic
def create_unit(
    *,
    actor: Actor,
    code: str,
    name: str,
    short_name: str = "",
    kind: UnitKind,
    level: Level,
    parent_id: UUID | None,
    valid_from: date,
    at: datetime,
    area_id: UUID | None = None,
    valid_to: date | None = None,
    sort: int = 0,
) -> UnitInfo:
    """Begin a unit; beginning the same again changes nothing.

    Args:
        code: Code of the unit, from large to small: ``H24.12.03``.
        short_name: What stands where the name is too long; empty takes the name.
        valid_to: First day on which the unit no longer exists.

    Returns:
        The unit.

    Raises:
        NotPermitted: The actor does not keep the units under that parent.
        NoSuchUnit: The parent does not exist.
        UnitHasEnded: The parent does not exist on the first day of the unit.
        UnitCodeTaken: Another unit has the code in that period.

    Publishes:
        UnitCreated

    Law:
        QD 20/2020 (codes).
    """
    parent = lock_unit(parent_id) if parent_id else None
    permissions.MANAGE.require(actor, unit_id=parent_id)
    _refuse_ended(parent, on=valid_from)
    twins = Unit.objects.filter(overlapping(valid_from, valid_to), code=code)
    if twin := twins.order_by("valid_from").first():
        if (twin.name, twin.valid_from, twin.parent_id) == (name, valid_from, parent_id):
            return twin.info()
        raise UnitCodeTaken(unit=code, name=twin.name)

    unit = Unit.objects.create(
        code=code,
        name=name,
        short_name=short_name or name,
        kind=kind,
        level=level,
        parent=parent,
        area_id=area_id,
        valid_from=valid_from,
        valid_to=valid_to,
        sort=sort,
        folded=sorted({fold(each) for each in (name, short_name) if each}),
    )
    created = UnitCreated(unit_id=unit.id, unit_code=code, name=name, valid_from=valid_from)
    events.publish(created, by=actor, at=at, unit_id=unit.id)
    return unit.info()


def _refuse_ended(unit: Unit | None, *, on: date) -> None:
    if unit is not None and not Unit.objects.filter(in_force(on), id=unit.id).exists():
        raise UnitHasEnded(name=unit.name)


@transaction.atomic
def succeed(
    *,
    actor: Actor,
    unit_id: UUID,
    successor_ids: Sequence[UUID],
    on_date: date,
    legal_basis: str,
    at: datetime,
) -> UnitInfo:
    """End a unit on a day and write down which units continue it.

    Old dossiers and papers keep the old unit; the line says who answers for it now.

    Args:
        on_date: First day on which the unit no longer exists.

    Returns:
        The unit with its end.

    Raises:
        NotPermitted: The actor does not keep that unit.
        NoSuchUnit: One of the units does not exist.
        UnitHasEnded: The unit ended earlier, or begins only later.

    Publishes:
        UnitSucceeded

    Law:
        ND 118/2025. Rule OS-02.
    """
    unit = lock_unit(unit_id)
    permissions.MANAGE.require(actor, unit_id=unit_id)
    if unit.valid_from >= on_date or (unit.valid_to is not None and unit.valid_to < on_date):
        raise UnitHasEnded(name=unit.name)
    heirs = [lock_unit(each) for each in successor_ids]

    unit.valid_to = on_date
    unit.save(update_fields=["valid_to"])
    UnitSuccession.objects.bulk_create(
        [
            UnitSuccession(from_unit=unit, to_unit=heir, on_date=on_date, legal_basis=legal_basis)
            for heir in heirs
        ],
        ignore_conflicts=True,
    )
    succeeded = UnitSucceeded(
        unit_id=unit.id,
        successor_ids=tuple(successor_ids),
        on_date=on_date,
        legal_basis=legal_basis,
    )
    events.publish(succeeded, by=actor, at=at, unit_id=unit.id)
    return unit.info()


@transaction.atomic
def give_competence(
    *,
    actor: Actor,
    unit_id: UUID,
    level: Level,
    valid_from: date,
    at: datetime,
    fields: Sequence[str] = ("",),
    procedure_code: str = "",
    valid_to: date | None = None,
) -> int:
    """Let a unit decide at a level: on fields of work, on one procedure, or on everything.

    Args:
        fields: Fields of work; one empty text means all of them.
        procedure_code: One procedure; ``fields`` then stays as it is.

    Returns:
        How many lines are new; none when all was there already.

    Raises:
        NotPermitted: The actor does not keep that unit.
        NoSuchUnit: The unit does not exist.

    Publishes:
        CompetenceGiven

    Law:
        L 77/2015; L 72/2025 (competence of People's Committees).
    """
    lock_unit(unit_id)
    permissions.MANAGE.require(actor, unit_id=unit_id)
    there = set(
        Competence.objects.filter(
            overlapping(valid_from, valid_to),
            unit_id=unit_id,
            level=level,
            procedure_code=procedure_code,
        ).values_list("field", flat=True)
    )
    new = tuple(field for field in dict.fromkeys(fields) if field not in there)
    if not new:
        return 0

    Competence.objects.bulk_create(
        [
            Competence(
                unit_id=unit_id,
                level=level,
                field=field,
                procedure_code=procedure_code,
                valid_from=valid_from,
                valid_to=valid_to,
            )
            for field in new
        ]
    )
    given = CompetenceGiven(
        unit_id=unit_id,
        level=str(level),
        fields=new,
        valid_from=valid_from,
        procedure_code=procedure_code,
    )
    events.publish(given, by=actor, at=at, unit_id=unit_id)
    return len(new)
