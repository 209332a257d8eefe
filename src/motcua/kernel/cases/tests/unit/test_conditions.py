from decimal import Decimal

import pytest

from motcua.kernel.cases.types import ConditionFault, Facts, parse_condition

FACTS: Facts = {"channel": "ONLINE", "so_con": Decimal(2), "dien_tich": "1250.5", "co_yeu_to": True}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ('channel = "ONLINE"', True),
        ('channel = "online"', True),
        ('channel != "ONLINE"', False),
        ('channel = "DIRECT" or so_con >= 2', True),
        ('channel = "ONLINE" and so_con >= 3', False),
        ("not so_con > 2", True),
        ('not (channel = "DIRECT" or so_con = 3)', True),
        ('channel in ("DIRECT", "ONLINE")', True),
        ('channel in ("DIRECT", "POST")', False),
        ("co_yeu_to", True),
        ("co_yeu_to = false", False),
        ("dien_tich > 1000", True),
        ("dien_tich <= 1000", False),
        ('channel contains "line"', True),
        ("unknown", False),
        ('unknown = "x"', False),
        ('unknown != "x"', True),
        ("unknown > 1", False),
        ("channel > 1", False),
        ('channel = "DIRECT" and so_con = 2 or co_yeu_to', True),
        ("channel = “ONLINE” và so_con ≥ 2", True),
        ("không (so_con = 3 hoặc co_yeu_to = sai)", True),
        ("channel thuộc ('POST', 'DIRECT')", False),
    ],
)
def test_a_condition_holds_as_it_reads(text, expected):
    assert parse_condition(text).holds(FACTS) is expected


@pytest.mark.parametrize(
    ("text", "reason", "at"),
    [
        ("channel =", "a_value_is_missing", 9),
        ('= "ONLINE"', "a_name_is_missing", 0),
        ('channel = "ONLINE', "unreadable", 10),
        ('(channel = "ONLINE"', "not_closed", 19),
        ('channel = "ONLINE" so_con', "left_over", 19),
        ("channel in 3", "a_list_is_missing", 11),
        ("so_con > 1 and", "a_name_is_missing", 14),
        ("channel == 3", "a_value_is_missing", 9),
        ("not " * 30 + "co_yeu_to", "too_deep", 80),
        ("__import__('os')", "left_over", 10),
    ],
)
def test_what_cannot_be_read_says_why_and_where(text, reason, at):
    with pytest.raises(ConditionFault) as refused:
        parse_condition(text)

    assert (refused.value.reason, refused.value.at) == (reason, at)
