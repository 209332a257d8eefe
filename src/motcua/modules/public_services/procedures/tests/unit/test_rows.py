from decimal import Decimal

import pytest

from motcua.foundation.money import Money
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.modules.public_services.procedures.rules.contents import (
    changed_fields,
    digest,
    to_json,
    values_of,
)
from motcua.modules.public_services.procedures.rules.rows import find_twins, local_code, read_row
from motcua.modules.public_services.procedures.tests.factories import a_record
from motcua.modules.public_services.procedures.types import Content, Reason, Row


def read(**changes):
    return read_row(Row(7, a_record(**changes)))


def faults(**changes):
    _content, found = read(**changes)
    return [(one.line, one.field, one.reason) for one in found]


def test_a_sound_record_becomes_a_content():
    content, found = read()

    assert found == ()
    assert content.fees[0].amount == Money(5000)
    assert content.time_limit == TimeLimit(Decimal(3), TimeUnit.WORKING_DAY)


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        ("immediate", TimeUnit.SAME_DAY),
        ("working_day", TimeUnit.WORKING_DAY),
        ("day", TimeUnit.CALENDAR_DAY),
        ("hour", TimeUnit.WORKING_HOUR),
    ],
)
def test_a_duration_keeps_its_legal_unit(given, unit):
    content, _found = read(duration={"value": 1, "unit": given})

    assert content.time_limit == TimeLimit(Decimal(1), unit)


def test_an_unknown_fee_is_not_a_free_one():
    content, _found = read(fees=[{"name": "a", "amount_vnd": None}, {"name": "b", "amount_vnd": 0}])

    assert [fee.is_free for fee in content.fees] == [False, True]


def test_all_faults_of_a_record_come_at_once():
    found = faults(
        code="1.1",
        name="",
        level="city",
        duration={"value": 0, "unit": "working_day"},
        fees=[{"name": "a", "amount_vnd": -1}],
        nam="x",
        steps=[{"name": "b", "role": "c", "duration_hours": "long"}],
    )

    assert found == [
        (7, "nam", Reason.UNKNOWN_FIELD),
        (7, "name", Reason.MISSING),
        (7, "duration", Reason.BAD_DURATION),
        (7, "fees[1].amount_vnd", Reason.NOT_A_NUMBER),
        (7, "steps[1].duration_hours", Reason.NOT_HOURS),
        (7, "code", Reason.BAD_CODE),
        (7, "level", Reason.NOT_A_CHOICE),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "reason"),
    [
        ({"name": 5}, "name", Reason.NOT_TEXT),
        ({"applicant": []}, "applicant", Reason.MISSING),
        ({"applicant": "citizen"}, "applicant", Reason.NOT_A_LIST),
        ({"applicant": ["cat"]}, "applicant", Reason.NOT_A_CHOICE),
        ({"duration": None}, "duration", Reason.MISSING),
        ({"duration": {"value": 3, "unit": "moon"}}, "duration", Reason.BAD_DURATION),
        ({"duration": {"value": 0.5, "unit": "day"}}, "duration", Reason.BAD_DURATION),
        ({"steps": []}, "steps", Reason.MISSING),
        (
            {"steps": [{"name": "a", "role": "Công dân", "duration_hours": 1}]},
            "steps",
            Reason.ALL_STEPS_OUTSIDE,
        ),
        ({"fees": ["a"]}, "fees[1]", Reason.NOT_READABLE),
        (
            {"components": [{"name": "a", "required": "yes"}]},
            "components[1].required",
            Reason.NOT_YES_NO,
        ),
        (
            {"components": [{"name": "a", "case_": "b"}]},
            "components[1].case_",
            Reason.UNKNOWN_FIELD,
        ),
        ({"legal_basis": [5]}, "legal_basis[1]", Reason.NOT_TEXT),
        ({"status": "sleeping"}, "status", Reason.NOT_A_CHOICE),
        ({"duration": {"value": float("nan"), "unit": "day"}}, "duration", Reason.BAD_DURATION),
    ],
)
def test_each_fault_names_field_and_reason(changes, field, reason):
    assert (7, field, reason) in faults(**changes)


def test_every_reason_has_words_that_its_details_fill():
    _content, found = read(level="city", duration={"value": 0, "unit": "x"})

    assert all("%(" not in one.message for one in found)


def test_a_procedure_without_a_national_code_gets_a_lasting_local_one():
    first, _ = read(code=None)
    second, _ = read(code=None, result="something else")

    assert first.code == second.code == local_code(name=first.name, field=first.field)
    assert first.code.startswith("L.")


def test_keys_of_papers_survive_a_change_of_the_others():
    paper = a_record()["components"][0]
    other = {**paper, "name": "Ảnh con mèo"}

    before, _ = read(components=[paper])
    after, _ = read(components=[other, {**paper, "originals": 2}])

    assert before.components[0].key == after.components[1].key


def test_papers_that_say_the_same_have_different_keys():
    paper = a_record()["components"][0]

    content, _ = read(components=[paper, paper])

    assert len({one.key for one in content.components}) == 2


def test_a_code_twice_is_a_fault_of_the_second_line():
    content, _ = read()

    (fault,) = find_twins([(Row(3, {}), content), (Row(9, {}), content)])

    assert (fault.line, fault.reason, fault.details) == (9, Reason.TWICE, {"line": 3})


def test_a_content_is_the_same_after_being_stored():
    content, _ = read()

    assert Content(**values_of(to_json(content))) == content


def test_equal_contents_have_equal_fingerprints_and_changes_are_named():
    one, other = to_json(read()[0]), to_json(read(result="Giấy khác")[0])

    assert digest(one) == digest(to_json(read()[0])) != digest(other)
    assert changed_fields(one, other) == ("result",)
