from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from motcua.modules.public_services.processes import queries, use_cases
from motcua.modules.public_services.processes.errors import (
    EarlierThanLast,
    FaultyTable,
    InThePast,
    LongerThanPromised,
    NoProceduresChosen,
    NoteMissing,
    NothingChanged,
    NotPublished,
)
from motcua.modules.public_services.processes.models import Version

from .. import factories as make
from ..factories import AT, CAT, SHARED, SHORT, SYSTEM, TODAY

pytestmark = pytest.mark.django_db
LATER = (SHORT[0], replace(SHORT[1], hours="6"), *SHORT[2:])
TOMORROW, NEXT_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)


def number_on(day):
    found = queries.version_on(SHARED, day)
    return found.number if found else None


def test_a_version_holds_from_its_day_and_the_one_before_until_then():
    make.publish()

    make.publish(LATER, effective_from=NEXT_WEEK)

    assert number_on(TODAY - timedelta(days=1)) is None
    assert number_on(NEXT_WEEK - timedelta(days=1)) == 1
    assert number_on(NEXT_WEEK) == 2


def test_a_procedure_follows_the_version_in_force_on_the_day():
    make.make_catalogue()
    first = make.publish()
    make.assign()
    second = make.publish(LATER, effective_from=NEXT_WEEK)

    before = queries.find_process(procedure_code=CAT, on=NEXT_WEEK - timedelta(days=1))
    after = queries.find_process(procedure_code=CAT, on=NEXT_WEEK)

    assert before
    assert after
    assert (before.steps, after.steps) == (first.steps, second.steps)
    assert queries.find_process(procedure_code=CAT, on=TODAY - timedelta(days=1)) is None


def test_the_process_of_a_day_is_one_query(django_assert_num_queries):
    make.make_catalogue()
    make.publish()
    make.assign()
    queries.find_process(procedure_code=CAT, on=TODAY)

    with django_assert_num_queries(1):
        queries.find_process(procedure_code=CAT, on=TODAY)


def test_a_draft_that_says_the_same_makes_no_version():
    make.publish()

    with pytest.raises(NothingChanged):
        make.publish()


def test_a_version_says_why():
    make.publish()

    with pytest.raises(NoteMissing):
        make.publish(LATER, note="  ")


def test_days_gone_by_stay_as_they_were():
    make.publish()

    with pytest.raises(InThePast):
        make.publish(LATER, effective_from=TODAY - timedelta(days=1))


def test_a_version_does_not_begin_before_the_last_one():
    make.publish(effective_from=NEXT_WEEK)

    with pytest.raises(EarlierThanLast):
        make.publish(LATER, effective_from=TOMORROW)


def test_a_faulty_table_is_refused_with_every_fault():
    make.publish()

    with pytest.raises(FaultyTable) as refused:
        make.publish((replace(SHORT[0], name=""), replace(SHORT[1], hours="x")))

    paths = [fault.path for fault in refused.value.faults]
    assert {"rows.1", "rows.2", "rows.0"} <= set(paths)


def test_steps_never_take_longer_than_a_procedure_promises():
    make.make_catalogue()
    make.publish()
    make.assign()

    with pytest.raises(LongerThanPromised):
        make.publish((SHORT[0], replace(SHORT[1], hours="20"), *SHORT[2:]))


def test_a_version_is_never_altered():
    make.publish()

    with pytest.raises(DatabaseError), transaction.atomic():
        Version.objects.update(note="khác")


def test_assigning_ends_what_was_followed_before():
    make.make_catalogue()
    make.publish()
    make.publish(LATER, code="QTC-02")
    make.assign()

    count = make.assign(code="QTC-02", valid_from=NEXT_WEEK)

    assert count == 1
    assert queries.list_assignments(on=NEXT_WEEK - timedelta(days=1))[CAT].process_code == SHARED
    assert queries.list_assignments(on=NEXT_WEEK)[CAT].process_code == "QTC-02"
    assert make.assign(code="QTC-02", valid_from=NEXT_WEEK) == 0, "again changes nothing"


def test_a_later_assignment_gives_way_to_an_earlier_one():
    make.make_catalogue()
    make.publish()
    make.publish(LATER, code="QTC-02")
    make.assign(code="QTC-02", valid_from=NEXT_WEEK)

    make.assign(valid_from=TOMORROW)

    assert queries.list_assignments(on=NEXT_WEEK)[CAT].process_code == SHARED


def test_a_released_procedure_has_no_process_from_that_day():
    make.make_catalogue()
    make.publish()
    make.assign()

    use_cases.release_procedures(
        actor=SYSTEM, code=SHARED, procedure_codes=[CAT], valid_from=TOMORROW, at=AT
    )

    assert CAT in queries.list_assignments(on=TODAY)
    assert CAT not in queries.list_assignments(on=TOMORROW)
    with pytest.raises(NoProceduresChosen):
        use_cases.release_procedures(
            actor=SYSTEM, code=SHARED, procedure_codes=[CAT], valid_from=TOMORROW, at=AT
        )


def test_only_a_published_process_is_assigned_and_only_to_what_the_catalogue_has():
    make.make_catalogue()
    make.publish(effective_from=NEXT_WEEK)

    with pytest.raises(NotPublished):
        make.assign()
    with pytest.raises(NoProceduresChosen):
        make.assign("9.999999", valid_from=NEXT_WEEK)
    with pytest.raises(InThePast):
        make.assign(valid_from=TODAY - timedelta(days=1))


def test_a_process_that_takes_too_long_is_not_assigned():
    make.make_catalogue()
    make.publish((SHORT[0], replace(SHORT[1], hours="5 ngày"), *SHORT[2:]))

    with pytest.raises(LongerThanPromised):
        make.assign()


def test_the_report_names_what_is_missing():
    make.make_catalogue(CAT, "1.999002")
    make.publish()
    make.publish(LATER, code="QTC-02")
    make.assign()

    report = queries.report(on=TODAY)

    assert [one.code for one in report.without_process] == ["1.999002"]
    assert [one.code for one in report.unused] == ["QTC-02"]
    assert (report.listed, report.served, report.general, report.too_long) == (2, 1, 2, ())
