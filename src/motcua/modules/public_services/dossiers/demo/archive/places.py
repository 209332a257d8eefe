"""Where the dossiers of a simulated city lie, and what its offices are like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from ..fates import Fate


class Temper(StrEnum):
    """What an office is like."""

    ORDINARY = "ORDINARY"
    SLOW = "SLOW"  # one of its specialists is late again and again
    CHEATING = "CHEATING"  # closes dossiers without results before they become late


@dataclass(frozen=True)
class Applicant:
    """Somebody who comes, and his account."""

    person_id: UUID
    account_id: UUID
    name: str

    @cached_property
    def as_stand_ins(self) -> Mapping[str, object]:
        """What is written in the place of stand-ins."""
        return {"person": self.person_id, "account": self.account_id, "name": self.name}


@dataclass(frozen=True, kw_only=True)
class Place:
    """An authority that receives dossiers, with the post where they are handled.

    Attributes:
        weight: How much comes here beside the others.
        last_day: The last on which it was there.
    """

    unit_id: UUID
    code: str
    is_ward: bool
    post_id: UUID
    account_id: UUID
    holder_name: str
    weight: float
    temper: Temper = Temper.ORDINARY
    first_day: date = date.min
    last_day: date = date.max

    def is_there(self, day: date) -> bool:
        """Tell whether it receives dossiers on a day."""
        return self.first_day <= day <= self.last_day

    @cached_property
    def as_stand_ins(self) -> Mapping[str, object]:
        """What is written in the place of stand-ins."""
        return {
            "unit": self.unit_id,
            "post": self.post_id,
            "holder": self.account_id,
            "holder_name": self.holder_name,
        }


SHARES: Mapping[Temper, Mapping[Fate, float]] = {
    Temper.ORDINARY: {
        Fate.ENDED: 0.855,
        Fate.SUPPLEMENTED: 0.06,
        Fate.LATE: 0.02,
        Fate.ASKED_TWICE: 0.005,
        Fate.REFUSED: 0.025,
        Fate.WITHDRAWN: 0.02,
        Fate.STOPPED: 0.015,
    },
    Temper.SLOW: {
        Fate.ENDED: 0.66,
        Fate.SUPPLEMENTED: 0.06,
        Fate.LATE: 0.2,
        Fate.ASKED_TWICE: 0.02,
        Fate.REFUSED: 0.025,
        Fate.WITHDRAWN: 0.02,
        Fate.STOPPED: 0.015,
    },
    Temper.CHEATING: {
        Fate.ENDED: 0.62,
        Fate.SUPPLEMENTED: 0.01,
        Fate.LATE: 0.0,
        Fate.ASKED_TWICE: 0.0,
        Fate.REFUSED: 0.12,
        Fate.WITHDRAWN: 0.03,
        Fate.STOPPED: 0.22,
    },
}
