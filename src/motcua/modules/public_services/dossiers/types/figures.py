"""What is counted of dossiers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from .states import State

TALE_NAME = "dossier"
RECEIVED = "dossiers.received"  # the fact among which other modules count theirs


class Fact:
    """What the tale of a dossier counts; a name never changes.

    Those of the first group count on the day of acceptance, whatever the day of what they tell.
    Those by procedure carry its code as their dimension. What was late up to a day is the sum of
    the two last: one when its promise passed on that day and nothing else happened, the other when
    an act on that day made it late (1) or let it be so no more (-1).
    """

    RECEIVED = RECEIVED
    RECEIVED_ONLINE = "dossiers.received-online"
    ONLINE_WITH_E_RESULT = "dossiers.online-with-e-result"  # or without any paper to give
    OF_ONLINE_SERVICE = "dossiers.of-online-service"
    SOLVED_ONLINE = "dossiers.solved-online"
    PAPER_DUE = "dossiers.paper-due"
    PAPER_WITH_E_RESULT = "dossiers.paper-with-e-result"
    DIGITISED = "dossiers.digitised"
    REUSED = "dossiers.reused"
    IDENTIFIED = "dossiers.identified"
    ASKED = "dossiers.asked"
    ASKED_AGAIN = "dossiers.asked-again"
    RECEIVED_BY_PROCEDURE = "dossiers.received/procedure"
    ONLINE_BY_PROCEDURE = "dossiers.received-online/procedure"
    IDENTIFIED_BY_PROCEDURE = "dossiers.identified/procedure"
    ENDED = "dossiers.ended"  # in whatever way
    ENDED_LATE = "dossiers.ended-late"
    ENDED_EARLY = "dossiers.ended-early"  # on a day before the promised one, and not late
    FINISHED = "dossiers.finished"
    FINISHED_ON_TIME = "dossiers.finished-on-time"
    HANDLING_MINUTES = "dossiers.handling-minutes"  # of what was finished
    DUE = "dossiers.due"
    DUE_AND_ENDED = "dossiers.due-and-ended"
    LATE_BY_TIME = "dossiers.late-by-time"
    LATE_BY_ACT = "dossiers.late-by-act"


class Among(StrEnum):
    """Which dossiers of a period are meant."""

    RECEIVED = "RECEIVED"  # accepted in it
    ALIVE = "ALIVE"  # brought forward into it, or accepted in it
    FINISHED = "FINISHED"  # in it
    IN_HAND = "IN_HAND"  # accepted in it and with the office now


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDossier:
    """A dossier that figures count; without whose it is.

    Attributes:
        may_open: Whether whoever asked may see the dossier itself.
    """

    submission_id: UUID
    code: str
    title: str
    unit_id: UUID
    state: State
    accepted_at: datetime
    due_at: datetime
    may_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HandledDossier:
    """A dossier that a figure counts, and who handled it last; without whose it is.

    Attributes:
        at: What puts it into the period.
        may_open: Whether whoever asked may see the dossier itself.
        account_id: The handler's; None while nobody has handled it.
    """

    code: str
    title: str
    state: State
    at: datetime
    is_counted: bool
    may_open: bool
    account_id: UUID | None = None
    handler: str = ""
