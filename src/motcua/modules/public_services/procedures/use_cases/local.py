"""What a ward says differently of a procedure that it inherits."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from ..errors import FaultyRecord, NotInherited
from ..events import OverrideChanged
from ..models import LocalOverride, ProcedureVersion
from ..queries import catalogue, units
from ..rules import limits, plain
from ..types import Override, Reason, VersionInfo
from .publishing import latest_version, lock_edition, renew

TEXTS = ("place", "opening_hours", "contact", "note")


@transaction.atomic
def override_procedure(*, actor: Actor, override: Override, at: datetime) -> bool:
    """Say what a ward does differently: place, hours, contact, a shorter time limit, notes.

    Everything else is inherited and follows the catalogue at once. An override without any part
    ends what was different.

    Returns:
        Whether anything changed.

    Raises:
        NotPermitted: The actor neither works for that ward nor keeps the catalogue.
        NoSuchProcedure: The catalogue has no such procedure in force.
        NotInherited: The unit does not serve the procedure.
        FaultyRecord: A text is too long, or the time limit would be longer than the inherited.

    Publishes:
        OverrideChanged

    Law:
        ND 63/2010
    """
    edition = lock_edition()
    if not units.may_override(actor, override.unit_id):
        raise NotPermitted
    version = catalogue.get_version(override.code, local_date(at))
    _require_served(version, override.unit_id)
    if faults := override_faults(override, version):
        raise FaultyRecord(faults=tuple(faults))
    changed = write_override(latest_version(override.code), override, actor=actor, at=at)
    if changed:
        renew(edition, at)
        event = OverrideChanged(
            procedure_id=version.procedure_id,
            procedure_code=version.code,
            unit_id=override.unit_id,
            ended=override.is_empty,
        )
        house.publish(event, by=actor, at=at, unit_id=override.unit_id)
    return changed


def _require_served(version: VersionInfo, unit_id: UUID) -> None:
    unit = organisation.get_unit(unit_id)
    if unit.level != organisation.Level.WARD or not units.serves(unit, version):
        raise NotInherited(unit=unit.name)


def override_faults(override: Override, version: VersionInfo) -> list[Fault]:
    """Return what is wrong with an override."""
    most = plain.MOST_OF_A_PART
    faults = [
        Fault(name, str(Reason.TOO_LONG.label) % {"most": most})
        for name in TEXTS
        if len(getattr(override, name)) > most
    ]
    limit = override.time_limit
    if limit is not None and not limits.is_not_longer(limit, version.time_limit):
        inherited = organisation.limit_in_words(version.time_limit)
        faults.append(Fault("time", str(Reason.LONGER_LIMIT.label) % {"limit": inherited}))
    return faults


def write_override(
    version: ProcedureVersion, override: Override, *, actor: Actor, at: datetime
) -> bool:
    """Replace the line of a ward by another one; tell whether anything changed."""
    limit = str(override.time_limit) if override.time_limit is not None else ""
    values = {name: getattr(override, name) for name in TEXTS} | {"time_limit": limit}
    lines = LocalOverride.objects.filter(
        procedure=version.procedure, unit_id=override.unit_id, replaced_at=None
    )
    before = lines.first()
    if before is not None and all(getattr(before, name) == said for name, said in values.items()):
        return False
    if before is None and override.is_empty:
        return False
    lines.update(replaced_at=at)
    if not override.is_empty:
        LocalOverride.objects.create(
            procedure=version.procedure,
            unit_id=override.unit_id,
            recorded_at=at,
            recorded_by=actor.name,
            **values,
        )
    return True
