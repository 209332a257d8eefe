from decimal import Decimal

import pytest

from motcua.foundation.time import TimeLimit
from motcua.modules.public_services.procedures.rules import comparing, costs, limits, plain
from motcua.modules.public_services.procedures.rules.rows import read_row
from motcua.modules.public_services.procedures.tests.factories import PLAIN, a_record
from motcua.modules.public_services.procedures.types import Effort, PlainText, Row


@pytest.mark.parametrize(
    ("new", "old", "shorter"),
    [
        ("2 working_day", "3 working_day", True),
        ("3 working_day", "3 working_day", False),
        ("4 working_day", "3 working_day", False),
        ("same_day", "1 working_day", True),
        ("1 working_day", "same_day", False),
        ("same_day", "4 working_hour", False),
        ("16 working_hour", "3 working_day", True),
        ("5 working_day", "10 calendar_day", True),
        ("20 calendar_day", "1 month", True),
        ("2 month", "30 calendar_day", False),
    ],
)
def test_the_shorter_of_two_limits(new, old, shorter):
    assert limits.is_shorter(TimeLimit.parse(new), TimeLimit.parse(old)) is shorter


def test_no_limit_is_shorter_than_itself_and_of_two_one_at_most_is_shorter():
    texts = "same_day,2 working_hour,8 working_hour,7 calendar_day,5 working_day"
    every = [TimeLimit.parse(text) for text in texts.split(",")]
    for one in every:
        assert not limits.is_shorter(one, one)
        for other in every:
            assert not (limits.is_shorter(one, other) and limits.is_shorter(other, one))


def test_a_reduction_is_told_in_per_cent():
    before, after = TimeLimit.parse("10 working_day"), TimeLimit.parse("7 working_day")

    assert limits.reduction(before, after) == Decimal("30.0")


def test_steps_fit_into_the_shorter_limit():
    content, _faults = read_row(Row(1, a_record()))
    assert content is not None

    fitted = limits.fit_steps(content.steps, TimeLimit.parse("1 working_day"))

    assert sum(step.hours for step in fitted) <= 8
    assert all(step.hours > 0 for step in fitted)
    assert limits.fit_steps(content.steps, TimeLimit.parse("3 working_day")) == content.steps


def test_what_a_dossier_costs():
    effort = Effort(hours=Decimal("1.5"), trips=2, dong=10_000)

    assert costs.cost_of(effort, hour=48_000, trip=30_000) == 142_000


def test_a_text_keeps_its_lines_and_loses_stray_spaces():
    text = plain.read({"needed": "  Tờ khai \r\n\n  Căn   cước ", "cost": None})

    assert text.needed == "Tờ khai\nCăn cước"
    assert plain.missing_parts(text) == ("cost", "time", "place", "steps")


def test_a_change_of_a_text_keeps_what_it_does_not_say():
    merged = plain.merged(PLAIN, PlainText(time="Trong ngày."))

    assert (merged.time, merged.cost) == ("Trong ngày.", PLAIN.cost)


def told(line):
    return [(mark.value, text.strip()) for mark, text in line if text.strip()]


def test_words_that_went_and_came_are_marked():
    line = comparing.compare_words("Trong 3 ngày làm việc", "Trong 2 ngày làm việc")

    assert ("REMOVED", "3") in told(line)
    assert ("ADDED", "2") in told(line)


def test_lines_with_nothing_in_common_are_not_mixed():
    lines = comparing.compare_lines(["Tờ khai", "Giấy chứng sinh"], ["Tờ khai", "Ảnh 4x6"])

    assert [told(one) for one in lines] == [
        [("REMOVED", "Giấy chứng sinh")],
        [("ADDED", "Ảnh 4x6")],
    ]
