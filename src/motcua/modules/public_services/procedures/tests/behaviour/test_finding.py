import sys
import time

import pytest

from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.tests.factories import (
    BIRTH,
    TODAY,
    a_record,
    import_records,
    import_shipped,
)
from motcua.modules.public_services.procedures.tests.questions import QUESTIONS

pytestmark = pytest.mark.django_db
FIRST = 3


def test_what_citizens_type_finds_the_right_one_among_the_first_three():
    import_shipped()
    missed = []
    started = time.perf_counter()
    for question, code in QUESTIONS:
        found = [one.code for one in api.find_procedures(question, on=TODAY, limit=FIRST)]
        if code not in found:
            missed.append((question, code, found))
    taken = (time.perf_counter() - started) / len(QUESTIONS)

    sys.stdout.write(f"{len(QUESTIONS)} questions, {taken * 1000:.1f} ms each; missed: {missed}\n")
    assert len(QUESTIONS) >= 60
    assert len(missed) <= len(QUESTIONS) * 0.05, missed
    assert taken < 0.05  # 6 ms on a quiet machine


def test_what_ended_or_belongs_to_another_province_is_not_found():
    import_records(
        a_record(),
        a_record(code="1.999002", name="Cấp giấy phép nuôi mèo cũ", status="abolished"),
        a_record(code="1.999003", name="Cấp giấy phép nuôi mèo Đà Nẵng", scope="Đà Nẵng"),
    )

    found = api.find_procedures("nuoi meo", on=TODAY)

    assert [one.code for one in found] == ["1.999001"]


def test_a_new_name_is_found_at_once():
    import_records(a_record())

    import_records(a_record(name="Cấp giấy phép nuôi chó"), effective_from=TODAY)

    assert [one.code for one in api.find_procedures("nuôi chó", on=TODAY)] == ["1.999001"]


@pytest.mark.parametrize("question", ["", "   ", "?!", "%' or 1=1 --", "x" * 5000, "\x00", "🙂"])
def test_a_senseless_question_finds_nothing_or_something_but_never_fails(question):
    import_shipped(BIRTH)

    assert isinstance(api.find_procedures(question, on=TODAY), tuple)


def test_the_lists_of_the_catalogue():
    import_shipped()

    ward = api.list_procedures(on=TODAY, level=api.Level.WARD)
    births = api.list_procedures(on=TODAY, life_event="birth")

    assert BIRTH in {one.code for one in births}
    assert {one.level for one in ward} == {api.Level.WARD, api.Level.BOTH}
    assert {one.field for one in api.list_procedures(on=TODAY, field="Hộ tịch")} == {"Hộ tịch"}
    assert sum(count for _name, count in api.list_fields(TODAY)) == len(
        api.list_procedures(on=TODAY)
    )
    assert not any(one.is_gone for one in api.list_procedures(on=TODAY))


def test_every_life_event_has_procedures():
    import_shipped()

    for event in api.list_life_events():
        assert api.list_procedures(on=TODAY, life_event=event.key), event.key


def test_a_procedure_with_a_form_of_its_own_names_it():
    import_shipped(BIRTH, "1.010945")

    assert api.get_version(BIRTH, TODAY).form_code == "khai-sinh"
    assert api.get_version("1.010945", TODAY).form_code == ""
