"""Dossiers written in bulk are what real ones are: the figures recount, and the seed decides."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from motcua.foundation.ids import uuid7
from motcua.kernel.analytics import api as analytics
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.demo import archive
from motcua.modules.public_services.dossiers.models import Dossier, Submission
from motcua.modules.public_services.dossiers.tests.factories import (
    local,
    make_catalogue,
    make_office,
)

pytestmark = pytest.mark.django_db
FIRST, UNTIL = date(2024, 3, 4), local("2024-03-20 00:00")
DAYS = [archive.Day(FIRST + timedelta(days=n), 40, 1 + 40 * n, is_working=True) for n in range(3)]


@pytest.fixture
def city():
    """Return the places and people of a small city."""
    make_catalogue()
    office = make_office()
    placed = {
        temper: archive.Place(
            unit_id=office.unit.id
            if temper is archive.Temper.CHEATING
            else people.make_unit(f"H98.{nth}"),
            code=f"H99.{nth}",
            is_ward=True,
            post_id=office.posts["SPECIALIST"],
            account_id=uuid7(),
            holder_name="Lê Văn Bình",
            weight=1.0,
            temper=temper,
        )
        for nth, temper in enumerate(archive.Temper, start=1)
    }
    person = people.make_person(full_name="Nguyễn Thị Thật (100 %)")
    crowd = [archive.Applicant(person.id, uuid7(), person.full_name)]
    return placed, crowd


def write(city, *, seed=7, days=DAYS):
    placed, crowd = city
    writer = archive.Writer(
        places=list(placed.values()), crowd=crowd, until=UNTIL, seed=seed, kinds=3
    )
    amount = writer.write(days)
    while analytics.settle():
        pass
    return amount, writer.events


def rows():
    fields = ("code", "state", "submitted_at", "times_asked", "dossier__due_at", "unit_id")
    return list(Submission.objects.order_by("code").values_list(*fields))


def test_what_is_written_recounts_without_a_difference(city):
    amount, events = write(city)

    found = analytics.recount()

    assert amount == Submission.objects.count() == 120
    assert events > 4 * amount
    assert found.streams == amount
    assert found.differences == ()


def test_the_same_seed_writes_the_same_and_another_something_else(city):
    written = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            write(city, seed=seed, days=DAYS[:1])
            written.append(rows())
            transaction.set_rollback(True)

    assert written[0] == written[1] != written[2]


def test_a_ward_that_cheats_closes_without_results_and_is_hardly_late(city):
    placed, _crowd = city
    write(city)

    def share(temper, **wanted):
        here = Submission.objects.filter(unit_id=placed[temper].unit_id)
        return here.filter(**wanted).count() / here.count()

    cheating, ordinary = archive.Temper.CHEATING, archive.Temper.ORDINARY
    assert share(cheating, state="STOPPED") > 2 * share(ordinary, state="STOPPED")
    assert not Dossier.objects.filter(submission__unit_id=placed[cheating].unit_id).filter(
        finished_at__gt=UNTIL
    )
