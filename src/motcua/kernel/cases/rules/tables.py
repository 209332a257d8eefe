"""Step tables: what keeps one from being followed, whatever the case."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise, product

from motcua.foundation.time import TimeLimit, TimeUnit

from ..types import (
    Compare,
    ConditionFault,
    Fact,
    Facts,
    Step,
    StepKind,
    longest_path,
    parse_condition,
)

MOST_WAYS = 4096
HOURS_OF_A_DAY = Decimal(8)
_GATHERS = {StepKind.HANDLE, StepKind.REVIEW}
_LOOSE = "opinions_are_gathered"
_OTHER = "\N{REPLACEMENT CHARACTER}"  # what no condition names


@dataclass(frozen=True, slots=True)
class StepFault:
    """A line of a step table that cannot be followed; ``detail`` is put into the reason's words."""

    seq: int
    reason: str
    detail: str = ""


def limit_in_hours(limit: TimeLimit) -> Decimal | None:
    """Return a limit in working hours; None where that depends on the calendar."""
    if limit.unit is TimeUnit.WORKING_HOUR:
        return limit.amount
    if limit.unit in {TimeUnit.WORKING_DAY, TimeUnit.SAME_DAY}:
        return limit.amount * HOURS_OF_A_DAY
    return None


def faults_of(steps: Sequence[Step], *, limit: TimeLimit | None = None) -> tuple[StepFault, ...]:
    """Return what keeps a step table from being followed, all at once.

    A process begins with reception, has a signature, ends with the return of the result, whichever
    conditions hold; its lines are numbered upwards; opinions stand together in one group and
    somebody gathers them.

    Args:
        limit: What the law allows; the longest way may not take more working time.
    """
    found = [*_of_the_table(steps), *_of_lines(steps), *_of_opinions(steps)]
    unread = [*_unread(steps)]
    if not unread:
        found += _of_ways(steps, limit)
    return (*found, *unread)


def _of_the_table(steps: Sequence[Step]) -> Iterator[StepFault]:
    if not steps or steps[0].kind is not StepKind.RECEIVE:
        yield StepFault(steps[0].seq if steps else 0, "begins_with_reception")
    if not any(step.kind is StepKind.SIGN for step in steps):
        yield StepFault(0, "has_a_signature")
    if steps and steps[-1].kind is not StepKind.RETURN:
        yield StepFault(steps[-1].seq, "ends_with_return")
    for earlier, later in pairwise(steps):
        if later.seq <= earlier.seq:
            yield StepFault(later.seq, "numbered_upwards")


def _of_lines(steps: Sequence[Step]) -> Iterator[StepFault]:
    for step in steps:
        if step.hours <= 0:
            yield StepFault(step.seq, "takes_time")
        if step.condition.strip() and step.kind in {StepKind.RECEIVE, StepKind.RETURN}:
            yield StepFault(step.seq, "no_condition_at_the_desk")
        if step.group and step.kind is not StepKind.CONSULT:
            yield StepFault(step.seq, "only_opinions_side_by_side")
        if step.unit_code and step.kind in {StepKind.RECEIVE, StepKind.RETURN}:
            yield StepFault(step.seq, "the_desk_is_here")


def _of_opinions(steps: Sequence[Step]) -> Iterator[StepFault]:
    for step, following in pairwise(steps):
        if step.kind is not StepKind.CONSULT:
            continue
        if following.kind is StepKind.CONSULT:
            if not step.group or step.group != following.group:
                yield StepFault(following.seq, "one_group_side_by_side")
        elif following.kind not in _GATHERS:
            yield StepFault(step.seq, _LOOSE)


def _unread(steps: Iterable[Step]) -> Iterator[StepFault]:
    for step in steps:
        try:
            parse_condition(step.condition)
        except ConditionFault as fault:
            yield StepFault(step.seq, "condition_" + fault.reason, fault.found)


def _of_ways(steps: Sequence[Step], limit: TimeLimit | None) -> Iterator[StepFault]:
    most = limit_in_hours(limit) if limit else None
    walked: set[int] = set()
    longest, unsigned, ungathered = Decimal(0), False, set[int]()
    complete = True
    for facts in possible_facts(steps):
        if facts is None:
            complete = False
            break
        way = [step for step in steps if step.applies(facts)]
        walked |= {step.seq for step in way}
        longest = max(longest, longest_path(way))
        unsigned |= not any(step.kind is StepKind.SIGN for step in way)
        ungathered |= {fault.seq for fault in _of_opinions(way) if fault.reason == _LOOSE}
    if complete:
        yield from (StepFault(s.seq, "never_done") for s in steps if s.seq not in walked)
    if unsigned and any(step.kind is StepKind.SIGN for step in steps):
        yield StepFault(0, "a_way_without_signature")
    told = {fault.seq for fault in _of_opinions(steps)}
    yield from (StepFault(seq, _LOOSE) for seq in sorted(ungathered - told))
    if most is not None and longest > most:
        yield StepFault(0, "longer_than_the_limit", f"{longest.normalize():f}")


def possible_facts(steps: Iterable[Step]) -> Iterator[Facts | None]:
    """Return facts of every kind that the conditions tell apart; at the end None if cut short.

    For each name: what the conditions name, a little less and more of a number, and something else.
    """
    kinds: dict[str, dict[tuple[type, Fact], Fact]] = {}
    for step in steps:
        for atom in parse_condition(step.condition).atoms():
            known = kinds.setdefault(atom.name, {(str, _OTHER): _OTHER})
            known.update({(type(value), value): value for value in _kinds(atom)})
    combinations = product(*(known.values() for known in kinds.values()))
    for combination in islice(combinations, MOST_WAYS):
        yield dict(zip(kinds, combination, strict=True))
    if next(combinations, None) is not None:
        yield None


def _kinds(atom: Compare) -> Iterator[Fact]:
    for value in atom.values:
        if isinstance(value, Decimal):
            yield from (value - 1, value, value + 1)
        elif isinstance(value, bool):
            yield from (value, not value)
        else:
            yield value


def in_words(reasons: Mapping[str, str], fault: StepFault) -> str:
    """Return what a fault says to people."""
    return reasons[fault.reason] % {"detail": fault.detail}
