"""How far a promise is, in working days and in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ..types import Happening

SOON_DAYS = 1


@dataclass(frozen=True, slots=True)
class Distances:
    """Distances at one instant; takes each unit's calendar once."""

    at: datetime
    clocks: Mapping[UUID | None, organisation.Clock]

    @classmethod
    def of_units(cls, unit_ids: "set[UUID]", at: datetime) -> "Distances":
        """Return the distances for lists of these units, in one query or none."""
        return cls(at, organisation.clocks(unit_ids) if unit_ids else {})

    @staticmethod
    def _days(days: Decimal) -> str:
        return words.as_number(days, 0 if days == days.to_integral_value() else 1)

    def words(self, unit_id: UUID, due_at: datetime) -> str:
        """Return ``2 working days left`` or ``1,5 working days late``."""
        return self._words(self.clocks[unit_id].days_between(self.at, due_at))

    def _words(self, exact: Decimal) -> str:
        days = round(exact, 1)
        if days < 0:
            return _("%(days)s working days late") % {"days": self._days(abs(days))}
        if days < 1:
            return _("less than one working day left")
        return _("%(days)s working days left") % {"days": self._days(days)}

    def tone(self, unit_id: UUID, due_at: datetime) -> str:
        """Return how urgent it is: bad, warn or neutral."""
        return self._tone(due_at, self.clocks[unit_id].days_between(self.at, due_at))

    def _tone(self, due_at: datetime, days: Decimal) -> str:
        if due_at < self.at:
            return "bad"
        return "warn" if days <= SOON_DAYS else "neutral"

    def tell_one(self, unit_id: UUID, due_at: datetime) -> tuple[str, str]:
        """Return how urgent it is, and how far; the calendar is counted through once."""
        days = self.clocks[unit_id].days_between(self.at, due_at)
        return self._tone(due_at, days), self._words(days)

    def tell(self, unit_id: UUID, happenings: Iterable[Happening]) -> list[Happening]:
        """Return the lines of a timeline, with each distance in working days."""
        return [
            replace(each, distance=self.words(unit_id, each.due_at)) if each.due_at else each
            for each in happenings
        ]
