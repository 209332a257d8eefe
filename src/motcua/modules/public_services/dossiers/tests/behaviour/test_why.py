"""Why this date? The count of a promise, whatever happened to it since."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.api import CalendarDraft, DayKind, DayRule, Recount
from motcua.modules.public_services.dossiers.errors import DossierNotFound
from motcua.modules.public_services.dossiers.queries.what_if import what_if
from motcua.modules.public_services.dossiers.queries.why import submission_to_explain, why_of
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, SYSTEM, local

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


def why(code: str, **more):
    return why_of(submission=submission_to_explain(actor=SYSTEM, code=code), **more)


def case_id(code: str):
    return submission_to_explain(actor=SYSTEM, code=code).dossier.case_id


def test_an_untouched_promise_is_explained_day_by_day(office):
    found = why(make.accepted(office))

    assert found.is_exact
    assert not found.has_moved
    assert [row.counts for row in found.rows] == [False, True, True, True]
    assert found.happenings == ()


def test_before_acceptance_there_is_nothing_to_explain(office):
    assert why(make.submitted(office)) is None


def test_a_pause_shows_what_was_counted_before_and_after(office):
    code = make.accepted(office)
    cases.pause_case(
        actor=SYSTEM, case_id=case_id(code), reason="thiếu giấy", at=local("2024-03-06 10:00")
    )
    assert why(code).paused_since == local("2024-03-06 10:00")
    cases.resume_case(actor=SYSTEM, case_id=case_id(code), at=local("2024-03-11 10:00"))

    found = why(code)

    assert found.is_exact
    assert found.has_moved
    assert found.paused_since is None
    marks = [row.mark.value for row in found.rows]
    assert marks[:4] == ["START_NOT_COUNTED", "COUNTED", "PARTLY", "PAUSED"]
    assert len(found.happenings) == 2


def test_a_new_promise_stands_beside_the_first_one(office):
    code = make.accepted(office)
    cases.reappoint_case(
        actor=SYSTEM,
        case_id=case_id(code),
        due_at=local("2024-03-15 17:00"),
        reason="chờ xác minh",
        at=local("2024-03-06 09:00"),
    )

    found = why(code)

    assert found.is_exact
    assert (found.due_original_at, found.due_at) == (
        local("2024-03-07 17:00"),
        local("2024-03-15 17:00"),
    )


def day_off(office, recount: Recount) -> None:
    rule = DayRule(day=date(2024, 3, 6), kind=DayKind.HOLIDAY, name="Lễ hội")
    organisation.approve_calendar(
        actor=SYSTEM,
        draft=CalendarDraft(unit_id=office.unit.id, days=(rule,)),
        legal_basis="QĐ 12/QĐ-UBND",
        recount=recount,
        at=AT + timedelta(hours=3),
    )


def test_a_promise_that_was_kept_is_explained_by_the_calendar_of_its_time(office):
    code = make.accepted(office)
    day_off(office, Recount.KEEP)

    found = why(code)

    assert (found.as_known, found.is_exact) == (True, True)
    assert all("Lễ hội" not in row.note for row in found.rows)


def test_a_promise_that_nothing_explains_is_said_to_be_kept(office):
    code = make.accepted(office)
    make.rows_of("cases.Case", id=case_id(code)).update(due_at=local("2024-03-07 16:00"))

    assert not why(code).is_exact


def test_only_officials_read_what_the_applicant_was_asked_for(office):
    code = make.accepted(office)
    cases.pause_case(
        actor=SYSTEM,
        case_id=case_id(code),
        reason="thiếu giấy",
        at=local("2024-03-06 10:00"),
    )

    (public,) = why(code).happenings
    (official,) = why(code, for_official=True).happenings
    assert (public.text, public.by) == ("", "")
    assert "thiếu giấy" in official.text
    assert official.by


def test_a_date_is_explained_only_to_those_who_may_see_the_dossier(office):
    code = make.accepted(office)
    stranger, neighbour = make.make_citizen("Người Lạ"), make.make_office()

    for actor in (stranger, neighbour.specialist):
        with pytest.raises(DossierNotFound):
            submission_to_explain(actor=actor, code=code)
    assert submission_to_explain(actor=office.specialist, code=code).code == code


def test_explaining_takes_three_statements(office):
    code = make.accepted(office)
    why(code)

    with CaptureQueriesContext(connection) as captured:
        found = why_of(submission=submission_to_explain(actor=office.specialist, code=code))

    assert found is not None
    assert len(captured) <= 3, [query["sql"] for query in captured.captured_queries]


def test_another_limit_is_tried_on_the_dossiers_one_may_see(office):
    code = make.accepted(office)
    make.accepted(make.make_office())

    found = what_if(
        actor=office.head,
        procedure_code=make.CAT,
        time_limit=TimeLimit.parse("2 working_day"),
        from_day=date(2024, 1, 1),
    )

    (moved,) = found.moved
    assert moved.subject_code == code
    assert (found.looked_at, moved.due_after) == (1, local("2024-03-06 17:00"))


def test_dossiers_accepted_before_the_day_are_left_alone(office):
    make.accepted(office)

    found = what_if(
        actor=office.head,
        procedure_code=make.CAT,
        time_limit=TimeLimit.parse("2 working_day"),
        from_day=date(2024, 3, 5),
    )

    assert found.looked_at == 0


def test_a_promise_moved_by_decision_is_told_and_explained(office):
    citizen = make.make_citizen()
    code = make.accepted(office, citizen)
    rule = DayRule(day=date(2024, 3, 6), kind=DayKind.HOLIDAY, name="Lễ hội")
    organisation.approve_calendar(
        actor=SYSTEM,
        draft=CalendarDraft(unit_id=office.unit.id, days=(rule,)),
        legal_basis="QĐ 12/QĐ-UBND",
        recount=Recount.BOTH,
        at=AT + timedelta(hours=3),
    )

    while deliver_pending():
        pass

    found = why(code)
    assert found.is_exact
    assert (found.due_original_at, found.due_at) == (
        local("2024-03-07 17:00"),
        local("2024-03-08 17:00"),
    )
    (moved,) = found.happenings
    assert "QĐ 12/QĐ-UBND" in moved.text
    assert submission_to_explain(actor=SYSTEM, code=code).dossier.due_at == found.due_at
    told = make.rows_of("notifications.Message", subject__contains="Ngày hẹn")
    assert told.filter(body__contains="QĐ 12/QĐ-UBND").exists()
