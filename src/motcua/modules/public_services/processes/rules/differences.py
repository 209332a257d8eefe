"""What changed from one table to another."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import fields, replace

from motcua.kernel.cases import api as cases

from ..types import Difference, LineDifference

_COLUMNS = tuple(each.name for each in fields(cases.Step) if each.name != "seq")


def compare(
    before: Sequence[cases.Step], after: Sequence[cases.Step]
) -> tuple[LineDifference, ...]:
    """Return what became of every line, in the order of the later table.

    Lines belong together when they say the same, else when they have the same words, else when
    they are of one kind at one post. What was taken out stands where it was.
    """
    pairs = _pairs(before, after)
    stayed = _longest_rising([pairs[at] for at in sorted(pairs)])
    found: list[LineDifference] = []
    left = [at for at in range(len(before)) if at not in set(pairs.values())]
    for at, step in enumerate(after):
        origin = pairs.get(at)
        if origin is None:
            found.append(LineDifference(kind=Difference.ADDED, before=None, after=step))
            continue
        while left and left[0] < origin and origin in stayed:
            found.append(_removed(before[left.pop(0)]))
        found.append(_kept(before[origin], step, moved=origin not in stayed))
    return (*found, *(_removed(before[at]) for at in left))


def _removed(step: cases.Step) -> LineDifference:
    return LineDifference(kind=Difference.REMOVED, before=step, after=None)


def _kept(before: cases.Step, after: cases.Step, *, moved: bool) -> LineDifference:
    columns = tuple(name for name in _COLUMNS if getattr(before, name) != getattr(after, name))
    kind = Difference.MOVED if moved else Difference.CHANGED if columns else Difference.SAME
    return LineDifference(kind=kind, before=before, after=after, columns=columns)


def _pairs(before: Sequence[cases.Step], after: Sequence[cases.Step]) -> dict[int, int]:
    """Return for lines of ``after`` which line of ``before`` they come from."""
    keys = (
        lambda step: replace(step, seq=0),
        lambda step: (step.name, step.kind),
        lambda step: step.name,
        lambda step: (step.kind, step.role, step.unit_code),
    )
    pairs: dict[int, int] = {}
    for key in keys:
        free = [at for at in range(len(before)) if at not in set(pairs.values())]
        for at, step in enumerate(after):
            if at in pairs:
                continue
            same = next((origin for origin in free if key(before[origin]) == key(step)), None)
            if same is not None:
                pairs[at] = same
                free.remove(same)
    return pairs


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """Return the numbers of a longest rising sequence: the lines that stayed in their order."""
    tails: list[int] = []
    ends: list[int] = []
    came: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        came[number] = ends[at - 1] if at else None
        tails[at : at + 1] = [number]
        ends[at : at + 1] = [number]
    found, last = set[int](), ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = came[last]
    return frozenset(found)
