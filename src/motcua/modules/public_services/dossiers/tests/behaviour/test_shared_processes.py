"""A dossier goes the way of the library's process; it keeps the version that it began with."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.kernel.cases import api as cases
from motcua.modules.public_services.processes.tests import factories as library

from ... import use_cases
from .. import factories as make
from ..factories import AT, CAT

pytestmark = pytest.mark.django_db
NEXT_WEEK = AT + timedelta(days=7)
SHORTER = (library.SHORT[0], replace(library.SHORT[1], hours="6"), *library.SHORT[2:])


def hours_of_handling(code):
    (case_id,) = make.rows_of("dossiers.Dossier", submission__code=code).values_list(
        "case_id", flat=True
    )
    case = cases.get_case(case_id=case_id)
    return cases.get_process(case.process_version_id).step(2).hours


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


def test_without_a_process_of_the_library_the_steps_of_the_catalogue_are_the_way(office):
    code = make.accepted(office)

    assert hours_of_handling(code) == 16


def test_a_running_dossier_keeps_its_version_and_a_new_one_takes_the_new(office):
    library.publish()
    library.assign(CAT)
    before = make.accepted(office)

    library.publish(SHORTER, effective_from=NEXT_WEEK.date())
    sent_before = make.submitted(office, at=AT + timedelta(days=1))
    after = make.accepted(office, at=NEXT_WEEK)
    use_cases.accept_dossier(actor=office.reception, code=sent_before, at=NEXT_WEEK)

    assert hours_of_handling(before) == 8
    assert hours_of_handling(sent_before) == 8, "the day of sending decides"
    assert hours_of_handling(after) == 6


def test_a_dossier_finishes_on_the_version_that_it_began_with(office):
    library.publish()
    library.assign(CAT)
    code = make.at_signature(office)
    library.publish(SHORTER, at=AT)

    assert hours_of_handling(code) == 8
