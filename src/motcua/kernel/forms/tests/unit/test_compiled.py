"""The compiled validator never lets pass what the one with words refuses."""

import copy

import pytest

from motcua.kernel.forms.rules.plan import plan_of
from motcua.kernel.forms.tests.factories import CODES, a_form, answers

NASTY: list[object] = [
    None,
    "",
    "٣٢١",
    "09123456٧٨",  # noqa: RUF001 - digits of another script are meant
    "031190001234\n",
    "2024-02-30",
    "2024-13",
    "Nguyễn Văn 9",
    "a@b",
    "http://",
    0,
    -1,
    1.5,
    True,
    [],
    {},
    ["x"],
    "x" * 5000,
]


def places(value, path=()):
    """Yield the way to each value inside ``value``."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from places(value[key], (*path, key))


def put(data, path, value):
    changed = copy.deepcopy(data)
    here = changed
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return changed


@pytest.mark.parametrize("code", CODES)
def test_both_validators_agree_whatever_stands_in_one_place(code):
    plan, data = plan_of(a_form(code)), answers(code)

    for path in list(places(data))[1:]:
        for value in NASTY:
            typed = put(data, path, value)
            if plan.compiled.is_valid(typed):
                assert not list(plan.validator.iter_errors(typed)), (path, value)


def test_what_is_no_json_is_refused_with_words_not_with_a_crash():
    plan = plan_of(a_form("khai-sinh"))

    assert list(plan.errors({"me": object()}))
