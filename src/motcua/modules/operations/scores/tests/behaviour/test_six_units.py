"""The scores of six units agree with those worked out by hand."""

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.kernel.analytics import api as analytics
from motcua.modules.operations.scores import api, queries
from motcua.modules.operations.scores.tests.factories import hear_all, live, local, make_authority
from motcua.modules.operations.scores.web import shown
from motcua.modules.public_services.procedures.tests import factories as catalogue

pytestmark = pytest.mark.django_db
F = Fraction  # as short as one writes them by hand
APRIL = local("2024-04-10 09:00")
MARCH = analytics.month(local("2024-03-01 00:00").date())
ONLINE, PARTLY, AT_THE_DESK, BUSINESS, OF_DISTRICT = (f"1.99900{nth}" for nth in range(1, 6))
IN_TIME: dict[str, Any] = {
    "accepted": "2024-03-04 09:00",
    "due": "2024-03-07 17:00",
    "finished": "2024-03-06 10:00",
}


@pytest.fixture(scope="module")
def city(kept_db):
    records = [
        catalogue.a_record(code=ONLINE),
        catalogue.a_record(code=PARTLY, name="Sửa giấy", online_level="partial"),
        catalogue.a_record(code=AT_THE_DESK, name="Xác nhận", online_level="none", components=[]),
        catalogue.a_record(code=BUSINESS, name="Bán mèo", applicant=["business"]),
        catalogue.a_record(code=OF_DISTRICT, name="Giấy phép trại", level="district"),
    ]
    assert catalogue.import_records(*records).is_sound
    district = make_authority("DISTRICT", name="Quận")
    wards = {name: make_authority(parent_id=district.id, name=name) for name in "ABCDE"}
    ids = {name: unit.id for name, unit in wards.items()} | {"F": district.id}
    _ordinary(ids["B"])
    _perfect(ids["C"])
    _with_supplements(ids["D"])
    _without_paper(ids["E"])
    live(ids["F"], procedure=OF_DISTRICT, **IN_TIME)
    hear_all()
    return SimpleNamespace(ids=ids)


def _ordinary(unit_id):
    live(unit_id, reused=True, **IN_TIME)
    live(unit_id, electronic=False, **IN_TIME)
    live(
        unit_id,
        **{**IN_TIME, "finished": "2024-03-08 09:00"},  # late
        procedure=AT_THE_DESK,
        level="NONE",
        channel="DIRECT",
        files=0,
        identified=False,
        stars=1,
    )
    live(unit_id, procedure=PARTLY, due="2024-03-29 17:00")  # open and late at the end of March
    live(unit_id, channel="DIRECT", due="2024-04-02 17:00")  # open and in time at the end of March
    live(unit_id, accepted="2024-02-20 09:00", due="2024-02-28 17:00", finished="2024-03-05 09:00")
    live(unit_id, accepted="2024-02-01 09:00", due="2024-02-06 17:00", finished="2024-02-05 09:00")


def _perfect(unit_id):
    for procedure in (ONLINE, PARTLY, BUSINESS):
        live(unit_id, procedure=procedure, reused=True, **IN_TIME)
    live(unit_id, procedure=AT_THE_DESK, channel="DIRECT", reused=True, **IN_TIME)


def _with_supplements(unit_id):
    twice = [("2024-03-05 09:00", "2024-03-05 10:00"), ("2024-03-05 11:00", "2024-03-05 12:00")]
    live(unit_id, asked=twice, **IN_TIME)  # asked twice: late whatever the dates say
    live(unit_id, due="2024-03-22 17:00", asked=[("2024-03-20 09:00", None)])  # in time
    live(unit_id, due="2024-03-22 17:00", asked=[("2024-03-25 09:00", None)])  # late when asked
    live(
        unit_id,
        due="2024-03-15 17:00",
        asked=[("2024-03-14 09:00", "2024-03-18 09:00", "2024-03-19 17:00")],
        finished="2024-03-19 16:00",  # in time: the days of waiting are the applicant's
    )
    live(
        unit_id,
        due="2024-03-12 17:00",
        asked=[("2024-03-10 09:00", None)],
        withdrawn="2024-03-20 09:00",  # in time: it ended while the office waited
    )


def _without_paper(unit_id):
    live(
        unit_id,
        **{**IN_TIME, "finished": "2024-03-09 09:00"},
        procedure=PARTLY,
        gives_paper=False,
        electronic=False,
        identified=False,
        stars=2,
    )


# Of four procedures of a ward three have all their parts and three are online; three are asked
# for by citizens. Each number is points of the maximum × what is counted ÷ all (÷ full at).
WARD = {"1.3": 2 * F(3, 4), "3.1": 2 * F(3, 4) / F(80, 100)}
NOTHING = dict.fromkeys(("2.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.5a", "4.5b", "5.4"), F(0))
BY_HAND: dict[str, dict[str, Fraction]] = {
    "A": WARD | NOTHING,  # no dossiers
    "B": {
        **WARD,
        "2.1": 20 * F(3, 6),  # five of March and one of February; three are late
        "3.2": 4 * F(2, 3),
        "3.3": 6 * F(1, 5) / F(50, 100),
        "4.1": 6 * F(2, 5),
        "4.2": 4 * F(1, 5),
        "4.3": 2 * F(1, 5) / F(80, 100),
        "4.5a": 2 * F(2, 3),
        "4.5b": 2 * F(4, 5),
        "5.4": 6 * F(6 - 3 - 1, 6) / F(90, 100),
    },
    "C": {
        **WARD,
        "2.1": F(20),
        "3.2": F(4),
        "3.3": F(6),
        "4.1": F(6),
        "4.2": F(4),
        "4.3": F(2),
        "4.5a": F(2),
        "4.5b": F(2),
        "5.4": F(6),
    },
    "D": {
        **WARD,
        "2.1": 20 * F(3, 5),
        "3.2": 4 * F(1, 3),
        "3.3": 6 * F(2, 5) / F(50, 100),
        "4.1": 6 * F(2, 5),
        "4.2": 4 * F(2, 5),
        "4.3": F(0),
        "4.5a": 2 * F(1, 3),
        "4.5b": F(2),
        "5.4": 6 * F(3, 5) / F(90, 100),
    },
    "E": {
        **(WARD | NOTHING),
        "3.2": 4 * F(1, 3),
        "3.3": F(6),  # no paper is due, so no electronic result is asked for
        "4.2": F(4),
        "5.4": F(0),  # one dossier, late and disliked: not less than nothing
    },
    "F": {  # the five wards and the district's own dossier; five procedures, four of citizens
        "1.3": 2 * F(4, 5),
        "2.1": 20 * F(3 + 4 + 3 + 0 + 1, 6 + 4 + 5 + 1 + 1),
        "3.1": F(2),
        "3.2": F(4),
        "3.3": 6 * F(1 + 3 + 2 + 1 + 1, 16) / F(50, 100),
        "4.1": 6 * F(2 + 4 + 2 + 0 + 1, 15),
        "4.2": 4 * F(1 + 4 + 2 + 1 + 1, 16),
        "4.3": 2 * F(1 + 4, 16) / F(80, 100),
        "4.5a": F(2),
        "4.5b": 2 * F(4 + 4 + 5 + 0 + 1, 16),
        "5.4": 6 * F(17 - 6 - 2, 17) / F(90, 100),
    },
}
TOTALS = {"A": "3,38", "B": "27,30", "C": "55,38", "D": "32,18", "E": "14,71", "F": "40,45"}


@pytest.mark.parametrize("name", BY_HAND)
def test_points_are_those_worked_out_by_hand(city, name):
    unit_id = city.ids[name]

    score = api.score(unit_ids=[unit_id], period=MARCH, at=APRIL)[unit_id]
    points = {line.criterion.number: line.points for line in score.lines if line.points is not None}

    assert points.pop("2.2") == 0
    assert points == BY_HAND[name]
    assert score.points == sum(BY_HAND[name].values())
    assert shown.points(score.points) == TOTALS[name]


def test_what_no_module_carries_is_missing_and_gives_nothing(city):
    score = api.score(unit_ids=[city.ids["C"]], period=MARCH, at=APRIL)[city.ids["C"]]

    missing = [line.criterion.number for line in score.missing]

    assert missing == [
        *("1.1", "1.2", "1.4", "3.5", "3.5b", "3.6", "4.4", "4.6", "5.1", "5.2", "5.3")
    ]
    assert score.measurable == 56
    assert score.possible == score.points + 44


def test_all_units_of_two_periods_are_six_questions(city, django_assert_num_queries):
    queries.scores(**_asked(city))
    with django_assert_num_queries(6):  # units, sums, competences, edition, two periods
        queries.scores(**_asked(city))


def _asked(city):
    within = queries.scope(on=APRIL.date())
    periods = [MARCH, analytics.period_before(MARCH)]
    ids = list(city.ids.values())
    return {
        "unit_ids": ids,
        "periods": periods,
        "at": APRIL,
        "within": within,
        "set_code": "766",
    }


def test_in_a_period_that_runs_the_promise_of_today_is_not_broken(city):
    unit_id = city.ids["B"]

    def late(at):
        score = api.score(unit_ids=[unit_id], period=MARCH, at=local(at))[unit_id]
        (share,) = (each.share for each in score.lines if each.criterion.number == "2.1")
        assert share
        return share.denominator - share.numerator

    # February's dossier has ended late, and the third of March too; the fourth is due on the 29th.
    assert [late("2024-03-04 12:00"), late("2024-03-08 12:00")] == [1, 2]
    assert [late("2024-03-29 12:00"), late("2024-03-30 12:00")] == [2, 3]


def test_the_digital_indicators_show_what_they_divide(city):
    unit_id = city.ids["B"]

    score = api.score(unit_ids=[unit_id], period=MARCH, at=APRIL, set_code="D")[unit_id]
    shares = {
        line.criterion.number: (line.share.numerator, line.share.denominator)
        for line in score.lines
        if line.share
    }

    assert (
        shares.items()
        >= {
            "D03": (3, 5),
            "D04": (1, 4),
            "D05": (1, 2),
            "D06": (2, 4),
            "D09": (1, 5),
            "D10": (1, 5),
            "D15": (0, 4),
        }.items()
    )
    assert score.points == 0
