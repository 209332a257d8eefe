from decimal import Decimal

import pytest

from motcua.foundation.time import TimeLimit
from motcua.modules.public_services.processes import rules
from motcua.modules.public_services.processes.rules import RowReason, pasting
from motcua.modules.public_services.processes.types import Row

from ..factories import ASKING, SHORT

NAMES = {
    "kind": {"thu ly": "HANDLE", "ky": "SIGN"},
    "role": {"chuyen vien": "SPECIALIST", "mot cua": "RECEPTION"},
}


def steps_of(rows):
    return [rules.read_row(row, at)[0] for at, row in enumerate(rows, start=1)]


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("4", "4"),
        ("0,5", "0.5"),
        ("2.25", "2.25"),
        ("1 ngày", "8"),
        ("½ ngày", "4"),
        ("1 ½ ngày", "12"),
        ("0,5 ngày làm việc", None),
        ("3 giờ", "3"),
        ("2h", "2"),
        ("", None),
        ("nhanh", None),
        ("-3", None),
        ("1e9", None),
        ("NaN", None),
    ],
)
def test_time_is_typed_as_offices_write_it(typed, hours):
    if typed == "0,5 ngày làm việc":
        hours = "4"

    assert rules.read_hours(typed) == (None if hours is None else Decimal(hours))


def test_every_fault_of_a_line_is_told_at_once():
    _step, wrong = rules.read_row(Row(hours="bốn", condition="x"), 3)

    assert dict(wrong) == {
        "name": RowReason.NAME_MISSING,
        "kind": RowReason.KIND_MISSING,
        "role": RowReason.ROLE_MISSING,
        "hours": RowReason.NOT_HOURS,
    }


def test_a_line_says_the_same_after_it_was_a_step():
    for row, step in zip(ASKING, steps_of(ASKING), strict=True):
        assert Row.of(step) == row


def test_lines_of_a_sheet_with_heads_are_understood_in_any_order():
    text = (
        "STT\tThời gian\tNội dung công việc\tTrách nhiệm\r\n"
        "1\t0,5 ngày\tTiếp nhận hồ sơ\tMột cửa\r\n"
        "2\t2 ngày\tThẩm định\tChuyên viên\r\n"
    )

    rows = pasting.read_pasted(text, NAMES)

    assert rows == (
        Row(name="Tiếp nhận hồ sơ", kind="RECEIVE", role="RECEPTION", hours="0,5 ngày"),
        Row(name="Thẩm định", kind="HANDLE", role="SPECIALIST", hours="2 ngày"),
    )


def test_lines_of_a_sheet_without_heads_stand_in_our_order():
    rows = pasting.read_pasted(
        "1\tXem hồ sơ\tThụ lý\tChuyên viên\t8\n2\tKý\tKý\tGiám đốc\t4", NAMES
    )

    assert rows[0] == Row(name="Xem hồ sơ", kind="HANDLE", role="SPECIALIST", hours="8")
    assert rows[1].role == "Giám đốc", "what is not understood stays as written"


def test_nothing_pasted_is_nothing():
    assert pasting.read_pasted(" \r\n\t\t\n", NAMES) == ()


def test_of_opinions_side_by_side_only_the_longest_counts():
    assert rules.hours_of(steps_of(ASKING)) == Decimal(1 + 6 + 8 + 2 + 2 + 1)
    assert rules.hours_of(steps_of(SHORT)) == Decimal(14)


def test_steps_that_exclude_one_another_are_not_added_up():
    either = [
        Row(name="A", kind="HANDLE", role="SPECIALIST", hours="8", condition='kenh = "A"'),
        Row(name="B", kind="HANDLE", role="SPECIALIST", hours="6", condition='không kenh = "A"'),
    ]

    assert rules.hours_of(steps_of([SHORT[0], *either, *SHORT[2:]])) == Decimal(1 + 8 + 4 + 1)


@pytest.mark.parametrize(
    ("limit", "hours"),
    [
        ("3 working_day", 24),
        ("4 working_hour", 4),
        ("7 calendar_day", 40),
        ("1 month", 160),
        ("same_day", 4),
    ],
)
def test_a_promise_leaves_working_hours(limit, hours):
    assert rules.allowed_hours(TimeLimit.parse(limit)) == hours
