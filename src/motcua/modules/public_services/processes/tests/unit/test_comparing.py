from dataclasses import replace
from decimal import Decimal
from random import Random

from motcua.modules.public_services.processes import rules
from motcua.modules.public_services.processes.types import Difference

from ..factories import ASKING, SHORT
from .test_reading import steps_of

BEFORE = steps_of(SHORT)


def numbered(steps):
    return [replace(step, seq=at) for at, step in enumerate(steps, start=1)]


def kinds(before, after):
    return [one.kind for one in rules.compare(before, after)]


def test_the_same_tables_have_no_differences():
    assert set(kinds(BEFORE, BEFORE)) == {Difference.SAME}


def test_a_changed_line_names_its_columns():
    after = [BEFORE[0], replace(BEFORE[1], hours=Decimal(6), papers_out="Dự thảo"), *BEFORE[2:]]

    (changed,) = [one for one in rules.compare(BEFORE, after) if one.kind is Difference.CHANGED]

    assert changed.columns == ("hours", "papers_out")
    assert (changed.before, changed.after) == (BEFORE[1], after[1])


def test_a_line_between_is_added_and_the_others_stay():
    new = replace(BEFORE[1], name="Kiểm tra", role="UNIT_HEAD")
    after = numbered([*BEFORE[:2], new, *BEFORE[2:]])

    assert kinds(BEFORE, after) == [
        Difference.SAME,
        Difference.SAME,
        Difference.ADDED,
        Difference.SAME,
        Difference.SAME,
    ]


def test_what_was_taken_out_stands_where_it_was():
    after = numbered([BEFORE[0], *BEFORE[2:]])

    assert kinds(BEFORE, after) == [
        Difference.SAME,
        Difference.REMOVED,
        Difference.SAME,
        Difference.SAME,
    ]


def test_one_line_that_went_elsewhere_is_moved():
    before = steps_of(ASKING)
    after = numbered([*before[:1], before[3], *before[1:3], *before[4:]])

    lines = rules.compare(before, after)
    moved = [one.after.name for one in lines if one.after and one.kind is Difference.MOVED]

    assert moved == ["Thụ lý"]


def test_every_line_is_told_exactly_once():
    random = Random(4)  # noqa: S311 - of tests
    pool = steps_of(ASKING)
    for _round in range(200):
        before = numbered(random.sample(pool, random.randint(0, 7)))
        after = numbered(random.sample(pool, random.randint(0, 7)))

        lines = rules.compare(before, after)

        assert sorted(one.before.seq for one in lines if one.before) == [s.seq for s in before]
        assert [one.after.seq for one in lines if one.after] == [s.seq for s in after]
