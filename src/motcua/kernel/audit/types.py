"""States and frozen values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = bytes(32)
# A transaction that commits late leaves events behind the last sealed one. The quick round finds
# those of minutes, the slow round those of an hour; what is older was inserted by hand.
QUICK_LOOK_BACK = timedelta(minutes=2)
LOOK_BACK = timedelta(hours=1)


class FaultKind(models.TextChoices):
    """What can be wrong with the history."""

    CHANGED = "CHANGED", _("the event was changed after it was sealed")
    MISSING = "MISSING", _("the event was deleted after it was sealed")
    INSERTED = "INSERTED", _("the event was inserted afterwards: the chain does not know it")
    OUT_OF_ORDER = "OUT_OF_ORDER", _("this link does not follow from the one before it")
    GAP = "GAP", _("the links before this one are missing")
    HEAD = "HEAD", _("the chain does not hold the link that was noted outside")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFault:
    """One fault: at which link, with which event."""

    kind: FaultKind
    position: int | None = None
    event_id: UUID | None = None
    recorded_at: datetime | None = None
    code: str = ""
    stream: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last link of the chain: whoever keeps it elsewhere can prove later what came before."""

    position: int
    link: bytes
    recorded_at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.position}:{self.link.hex()}"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Read what ``str(head)`` wrote.

        Raises:
            ValueError: The text is no head of a chain.
        """
        position, colon, link = text.strip().partition(":")
        if not colon or len(link) != 2 * len(GENESIS):
            raise ValueError("a head is written as POSITION:64 hexadecimal digits")
        return cls(position=int(position), link=bytes.fromhex(link))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a verification found; ``unsealed`` events are younger than the chain, and no fault."""

    rows: int
    faults: tuple[ChainFault, ...]
    unsealed: int
    head: Head

    @property
    def is_sound(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainState:
    """How far the chain has come."""

    head: Head
    sealed_until: datetime | None
    unsealed: int
    oldest_unsealed_at: datetime | None
