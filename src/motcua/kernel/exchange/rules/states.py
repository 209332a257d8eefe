"""Which state follows which, and which one holds."""

from collections.abc import Iterable
from datetime import datetime

from ..types import PacketState as S

_WORK = frozenset({S.ASSIGNED, S.IN_PROGRESS, S.COMPLETED})
_ANSWERS = frozenset({S.AGREED, S.DECLINED})
_FOLLOWS = {
    S.ARRIVED: frozenset({S.ACCEPTED, S.REFUSED}) | _ANSWERS,
    S.REFUSED: _ANSWERS,
    S.ACCEPTED: _WORK | _ANSWERS,
    S.ASSIGNED: _WORK | _ANSWERS,
    S.IN_PROGRESS: _WORK | _ANSWERS,
    S.COMPLETED: _ANSWERS,
    S.TAKING_BACK: frozenset({S.ACCEPTED, S.REFUSED}) | _WORK | _ANSWERS,
    S.AGREED: frozenset(),
    S.DECLINED: frozenset({S.ACCEPTED, S.REFUSED}) | _WORK | _ANSWERS,
}
NEEDS_REASON = frozenset({S.REFUSED, S.DECLINED, S.TAKING_BACK})
OF_RECEIVER = frozenset(_FOLLOWS) - {S.TAKING_BACK}
_RANK = {state: rank for rank, state in enumerate(S)}


def may_follow(before: S, after: S) -> bool:
    """Tell whether a receiver may report ``after`` once ``before`` was the last word.

    Law:
        QCVN 102:2016; ND 30/2020, articles 21-24
    """
    return after in _FOLLOWS.get(before, frozenset())


def newest(told: Iterable[tuple[datetime, S]]) -> S | None:
    """Return the state that holds among all that was told, in whatever order it came.

    Queues bring states twice and out of order: the instant at the teller decides, and within
    one second the farther state. A state that we do not know is shown, but holds only alone.
    """
    lines = list(told)
    known = [line for line in lines if line[1] is not S.OTHER] or lines
    if not known:
        return None
    return max(known, key=lambda line: (line[0].replace(microsecond=0), _RANK[line[1]]))[1]
