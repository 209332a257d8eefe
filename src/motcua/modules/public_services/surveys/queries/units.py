"""Units about which people are asked."""

from collections.abc import Sequence
from datetime import date, datetime

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from .. import permissions
from ..errors import NoSurvey


def find_unit(code: str, *, on: date) -> organisation.UnitInfo:
    """Return the authority of a code.

    Raises:
        NoSurvey: There is none on that day.
    """
    unit = organisation.find_unit(code, on=on)
    if unit is None:
        raise NoSurvey
    return unit


def units_of(authority: organisation.UnitInfo, *, on: date) -> Sequence[organisation.UnitInfo]:
    """Return an authority and the authorities below it, in order."""
    below = organisation.list_units(on, kind=organisation.UnitKind.AUTHORITY, below=authority.id)
    return [authority, *below]


def asking_units(actor: Actor, *, at: datetime) -> Sequence[organisation.UnitInfo]:
    """Return the authorities whose surveys an official sees: his own, and those below."""
    allowed = permissions.VIEW.units(actor)
    units = organisation.list_units(local_date(at), kind=organisation.UnitKind.AUTHORITY)
    return [unit for unit in units if unit.id in allowed]
