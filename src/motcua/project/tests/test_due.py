"""`motcua due` teaches and counts."""

import json

import pytest
from click.testing import CliRunner

from motcua.kernel.organisation.tests.factories import make_unit
from motcua.project.cli import main


def run(*arguments):
    result = CliRunner().invoke(main, ["due", *arguments])
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture(autouse=True)
def _own_database(db, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "given")  # no server is to be started here


def test_it_prints_the_instant_and_every_day():
    code, said = run("--from", "2024-02-07T09:00", "--limit", "5 working_day", "--lang", "en")

    assert code == 0
    assert "Accepted at 09:00 Wednesday 07/02/2024. Time limit: 5 working days." in said
    assert "Thursday 08/02/2024 Public holiday, Tết Nguyên đán" in said
    assert "Wednesday 21/02/2024 working day 5" in said
    assert said.endswith("Due at 17:00 Wednesday 21/02/2024.")


def test_an_instant_with_an_offset_is_read_as_such():
    _code, said = run("--from", "2024-03-04T02:00Z", "--limit", "2 working_hour", "--lang", "en")

    assert "Accepted at 09:00" in said
    assert "Due at 11:00 Monday 04/03/2024." in said


def test_a_pause_moves_the_end():
    pause = "2024-03-06T10:00..2024-03-08T14:00"
    given = ("--from", "2024-03-04T09:00", "--limit", "5 working_day", "--lang", "en")

    _code, said = run(*given, "--pause", pause)

    assert "the clock stands until Friday 08/03/2024; 30 hours of working time left" in said
    assert "Due at 11:00 Thursday 14/03/2024." in said


def test_the_calendar_of_a_unit_is_asked():
    make_unit(code="H97.1")

    code, said = run("--from", "2024-03-04", "--limit", "same_day", "--unit", "H97.1")

    assert code == 0
    assert "17:00" in said


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (("--from", "hôm nay", "--limit", "1 month"), "2024-02-07T09:00"),
        (("--from", "2024-03-04", "--limit", "5 days"), "working_day"),
        (("--from", "2024-03-04", "--limit", "0.5 month"), "30 calendar_day"),
        (("--from", "2024-03-04", "--limit", "1e9 month"), "too long"),
        (("--from", "2024-03-04", "--limit", "1 month", "--unit", "H00"), "no unit has the code"),
        (("--from", "2024-03-04", "--limit", "1 month", "--pause", "x"), ".."),
        (
            ("--from", "2024-03-04", "--limit", "1 month", "--pause", "2024-03-06..2024-03-05"),
            "ends before it begins",
        ),
        (
            ("--from", "2024-03-04", "--limit", "1 month", "--pause", "2024-03-01..2024-03-05"),
            "in order of time",
        ),
        (
            ("--from", "2024-03-04", "--limit", "1 month", "--reappoint", "2024-03-01..2024-03-05"),
            "nothing is promised before",
        ),
        (
            (
                *("--from", "2024-03-04", "--limit", "1 month"),
                *("--pause", "2024-03-05..2024-03-09", "--reappoint", "2024-03-06..2024-05-05"),
            ),
            "no new date is promised",
        ),
    ],
)
def test_a_wrong_word_is_answered_with_a_right_one(arguments, hint):
    code, said = run(*arguments)

    assert code == 2
    assert hint in said


def test_a_promise_given_anew_stands_beside_the_first_one():
    given = ("--from", "2024-03-04T09:00", "--limit", "3 working_day", "--lang", "en")

    _code, said = run(*given, "--reappoint", "2024-03-06T10:00..2024-03-12T17:00")

    assert "the result was promised anew, for Tuesday 12/03/2024" in said
    assert "First promise: 17:00 Thursday 07/03/2024." in said
    assert said.endswith("Due at 17:00 Tuesday 12/03/2024.")


def test_programs_read_json():
    given = ("--from", "2024-02-07T09:00", "--limit", "1 working_day", "--json", "--lang", "en")

    _code, said = run(*given, "--pause", "2024-02-07T10:00..2024-02-07T11:00")

    told = json.loads(said)
    assert told["due_original_at"] == "2024-02-15T17:00:00+07:00"
    assert told["due_at"] == "2024-02-16T09:00:00+07:00"
    assert told["days"][1]["mark"] == "PAUSED"
    holiday = next(day for day in told["days"] if day["day"] == "2024-02-08")
    assert (holiday["kind"], "5015/TB-LĐTBXH" in holiday["legal_basis"]) == ("HOLIDAY", True)
