"""Saying how one was served."""

from datetime import timedelta

import pytest

from motcua.kernel.analytics.tests.factories import measured
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.ratings import api, queries
from motcua.modules.public_services.ratings.errors import StarsMissing

pytestmark = pytest.mark.django_db
DAY_AFTER = make.LATER + timedelta(days=1)


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


@pytest.fixture
def citizen():
    return make.make_citizen()


def rate(citizen, code, stars=5, at=DAY_AFTER, **more):
    return api.rate_service(actor=citizen, code=code, stars=stars, at=at, **more)


def satisfied(office):
    first, last = make.AT - timedelta(days=30), make.AT + timedelta(days=90)
    return measured("satisfaction", office.unit.id, first.date(), last.date())


def test_a_satisfied_citizen_counts_for_the_unit(office, citizen):
    code = make.finished(office, citizen)

    rate(citizen, code, comment="Nhanh và lịch sự")

    assert satisfied(office) == (1, 1)
    own = queries.find_own(actor=citizen, code=code)
    assert own is not None
    assert own.comment == "Nhanh và lịch sự"


def test_the_last_word_counts(office, citizen):
    code = make.finished(office, citizen)
    rate(citizen, code, stars=5)

    rate(citizen, code, stars=2)

    assert satisfied(office) == (0, 1)


def test_after_thirty_days_a_rating_stands(office, citizen):
    code = make.finished(office, citizen)
    rate(citizen, code, stars=4)

    with pytest.raises(api.TooLateToChange):
        rate(citizen, code, stars=1, at=DAY_AFTER + timedelta(days=31))


def test_nobody_rates_somebody_elses_dossier(office, citizen):
    code = make.finished(office, citizen)

    with pytest.raises(api.NothingToRate):
        rate(make.make_citizen("Lê Văn Khác"), code)
    with pytest.raises(api.NothingToRate):
        rate(office.leader, code)


def test_what_is_under_way_is_not_rated_yet(office, citizen):
    code = make.accepted(office, citizen)

    with pytest.raises(api.NotOverYet):
        rate(citizen, code)


@pytest.mark.parametrize("stars", [0, 6, -1])
def test_only_the_five_answers_are_answers(office, citizen, stars):
    code = make.finished(office, citizen)

    with pytest.raises(StarsMissing):
        rate(citizen, code, stars=stars)
