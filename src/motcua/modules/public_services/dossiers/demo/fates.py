"""What becomes of the dossiers of the demo: how far they come, and what happens on their way."""

from enum import StrEnum
from random import Random

from motcua.kernel.cases import api as cases

LATE = 0.03


class Fate(StrEnum):
    """How far a dossier of the demo comes, or what happens to it on its way."""

    ENDED = "ENDED"
    SUPPLEMENTED = "SUPPLEMENTED"
    SENT_BACK = "SENT_BACK"
    LATE = "LATE"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    # What happens in a whole year, but not in the half year that visitors see:
    PAUSED = "PAUSED"
    ASKED_TWICE = "ASKED_TWICE"
    CONSULTED = "CONSULTED"
    REAPPOINTED = "REAPPOINTED"
    STOPPED = "STOPPED"
    UNANSWERED = "UNANSWERED"
    # Those that lie somewhere today:
    WAITING = "WAITING"
    ASKED = "ASKED"
    HANDLING = "HANDLING"
    OVERDUE = "OVERDUE"
    REVIEWING = "REVIEWING"
    SIGNING = "SIGNING"
    APPROVED = "APPROVED"
    ISSUING = "ISSUING"
    READY = "READY"


# Working hours since they were sent, from … to.
LYING = {
    Fate.WAITING: (0.2, 6.5),
    Fate.ASKED: (6, 40),
    Fate.HANDLING: (5, 14),
    Fate.OVERDUE: (40, 90),
    Fate.REVIEWING: (7, 16),
    Fate.SIGNING: (7, 16),
    Fate.APPROVED: (6, 15),
    Fate.ISSUING: (7, 18),
    Fate.READY: (9, 60),
}
STOPS = {
    Fate.HANDLING: cases.StepKind.HANDLE,
    Fate.OVERDUE: cases.StepKind.HANDLE,
    Fate.REVIEWING: cases.StepKind.REVIEW,
    Fate.SIGNING: cases.StepKind.SIGN,
    Fate.ISSUING: cases.StepKind.ISSUE,
}
# One of each state comes first, so that even a small city has them all.
FIRST = (
    Fate.WAITING,
    Fate.ENDED,
    Fate.HANDLING,
    Fate.READY,
    Fate.SIGNING,
    Fate.APPROVED,
    Fate.ASKED,
    Fate.REFUSED,
    Fate.WITHDRAWN,
)
IN_EACH = (
    *(Fate.WAITING,) * 4,
    *(Fate.HANDLING,) * 4,
    *(Fate.SIGNING,) * 3,
    *(Fate.READY,) * 4,
    *(Fate.APPROVED,) * 3,
    *(Fate.ISSUING,) * 2,
    *(Fate.REVIEWING,) * 2,
    *(Fate.ASKED,) * 2,
    Fate.OVERDUE,
)
IN_THE_STORY = (
    *(Fate.WAITING,) * 10,
    *(Fate.HANDLING,) * 5,
    *(Fate.SIGNING,) * 4,
    *(Fate.READY,) * 3,
    Fate.OVERDUE,
)
ORDINARY = {
    Fate.ENDED: 0.81,
    Fate.SUPPLEMENTED: 0.08,
    Fate.LATE: LATE,
    Fate.SENT_BACK: 0.025,
    Fate.REFUSED: 0.025,
    Fate.WITHDRAWN: 0.02,
}


IN_A_YEAR = {
    Fate.ENDED: 0.68,
    Fate.SUPPLEMENTED: 0.06,
    Fate.LATE: LATE,
    Fate.SENT_BACK: 0.025,
    Fate.REFUSED: 0.025,
    Fate.WITHDRAWN: 0.02,
    Fate.PAUSED: 0.03,
    Fate.ASKED_TWICE: 0.02,
    Fate.CONSULTED: 0.05,
    Fate.REAPPOINTED: 0.03,
    Fate.STOPPED: 0.015,
    Fate.UNANSWERED: 0.015,
}
SHARE_UNDER_WAY = 8  # of a year, one dossier in so many lies somewhere at its end


def fates(amount: int, *, is_story: bool, random: Random) -> list[Fate]:
    """Return the fates of an authority's dossiers."""
    lying = (*IN_EACH, *IN_THE_STORY) if is_story else IN_EACH
    chosen = [*FIRST, *lying[: max(0, amount // 3)]][:amount]
    rest = random.choices(list(ORDINARY), list(ORDINARY.values()), k=amount - len(chosen))
    return chosen + rest


def fates_of_a_year(amount: int, *, random: Random) -> list[Fate]:
    """Return the fates of an authority's dossiers in a year: in a small one, some of each kind."""
    lying = list(FIRST[:1] + IN_EACH)
    random.shuffle(lying)
    chosen = lying[: amount // SHARE_UNDER_WAY]
    every = list(IN_A_YEAR)
    random.shuffle(every)
    chosen += every[: amount - len(chosen)]
    rest = random.choices(list(IN_A_YEAR), list(IN_A_YEAR.values()), k=amount - len(chosen))
    return sorted(chosen + rest, key=lambda fate: fate is not Fate.ENDED)
