"""Every reported figure is computed from rows, or said to be missing."""

from datetime import date

import pytest
from django.apps import apps

from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.operations.articles import queries

REPORTED = (
    *("255", "103", "14", "89", "109", "59", "94 %", "97,2 %", "100 %", "99,14 %", "75,5 %"),
    *("99,67 %", "18.915", "76,1 %", "80 tổ", "600", "366", "284.854", "91 %", "634.786", "92 %"),
    *("21", "47", "11", "14 phường", "10", "5.891", "29", "7 trong 14", "7 trong 7", "38"),
    "10.000",
)


@pytest.mark.parametrize("figure", REPORTED)
def test_every_figure_of_the_articles_stands_in_the_book(figure):
    claims = [each for of_it in queries.claims_by_group().values() for each in of_it]

    assert any(figure in f"{each.reported} {each.reporter}" for each in claims)


def test_every_claim_is_computed_or_says_why_not():
    claims = [each for of_it in queries.claims_by_group().values() for each in of_it]

    assert len({each.key for each in claims}) == len(claims)
    for each in claims:
        computed = bool(each.measure) + bool(each.indicator) + bool(each.numerator)
        assert computed == (0 if each.lacks else 1), each.key


@pytest.mark.django_db
def test_wards_desks_and_the_city_are_counted_from_their_rows():
    district = units.make_unit(level=organisation.Level.DISTRICT)
    wards = [units.make_unit(parent_id=district.id) for _nth in range(2)]
    day = date(2024, 3, 4)
    for unit, solved, of_all in ((wards[0], 3, 4), (wards[1], 0, 4), (district, 1, 2)):
        count("dossiers.solved-online", unit, day, solved)
        count("dossiers.of-online-service", unit, day, of_all)
    count("programme.targets", district, date(2023, 12, 1), 21)
    while analytics.settle():
        pass

    groups = queries.figures(analytics.year(day))

    def found(key):
        return queries.get_figure(groups, key)

    assert found("solved-online-wards").value == pytest.approx(3 / 8)
    assert found("solved-online-desks").value == pytest.approx(1 / 2)
    assert [line.measure.numerator for line in found("solved-online-wards").lines] == [3, 0]
    assert found("targets").measure.numerator == 21  # what was begun earlier counts on
    assert found("on-time").value is None
    assert found("heritage").measure is None


def count(fact, unit, day, amount):
    change = apps.get_model("analytics.Change")
    change.objects.create(fact=fact, unit_id=unit.id, day=day, amount=amount)
