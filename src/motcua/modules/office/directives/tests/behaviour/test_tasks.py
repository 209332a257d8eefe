"""A task from its giving to its end, with every refusal on the way."""

from datetime import date, timedelta

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord
from motcua.kernel.cases import api as cases
from motcua.modules.office.directives import queries, use_cases
from motcua.modules.office.directives.errors import (
    ExtensionWaits,
    NoExtensionAsked,
    ReportInvalid,
    TaskElsewhere,
    TaskNotFound,
    TasksInvalid,
    WordsMissing,
)
from motcua.modules.office.directives.models import Task
from motcua.modules.office.directives.tests import factories as make
from motcua.modules.office.directives.types import Given, Happened, Source, Standing, State

AT = make.MORNING  # Tuesday 5 March 2024
pytestmark = pytest.mark.django_db
local = make.local


def _on(text):
    return local(f"2024-{text}")


def test_a_task_has_a_number_a_case_and_the_deadline_of_its_day(office):
    first, second = make.give(
        office, make.wanted(office), make.wanted(office, due="10 ngày làm việc")
    )

    assert (first.label, second.number) == ("NV 1/2024", 2)
    assert first.due_at == _on("03-15 17:00")
    assert second.due_at == _on("03-19 17:00")
    assert second.counted == "10 working_day"
    assert first.holder_post_id == office.posts["head"]
    assert first.follower_post_id == office.posts["chief"]
    case = cases.get_case(case_id=first.case_id)
    assert (case.due_at, case.post_id) == (first.due_at, office.posts["head"])
    assert first.soon_at == _on("03-12 00:00")


def test_a_deadline_on_a_day_off_ends_with_the_next_working_day(office):
    (task,) = make.give(office, make.wanted(office, due="16/03/2024"))  # a Saturday

    assert task.due_at == _on("03-18 17:00")


def test_a_span_is_counted_from_the_day_on_which_it_was_said(office):
    given = Given(source=Source.NOTE, title="Kết luận", given_on=date(2024, 2, 29))

    (task,) = make.give(office, make.wanted(office, due="5 ngày làm việc"), given=given)

    assert task.due_at == _on("03-07 17:00")


def test_all_faults_of_all_tasks_are_told_at_once(office):
    rows = (
        make.wanted(office, owner="", text=" "),
        make.wanted(office, due="sớm"),
        make.wanted(office, due="01/03/2024", supports="Phòng Tư pháp; Sở Ngoại vụ"),
    )

    with pytest.raises(TasksInvalid) as refused:
        make.give(office, *rows, leader_post_id=uuid7())

    assert [each.path for each in refused.value.faults] == [
        "leader",
        "text_0",
        "owner_0",
        "due_1",
        "supports_2",
        "due_2",
    ]
    assert not Task.objects.exists()


def test_a_form_sent_twice_gives_its_tasks_once(office):
    key = uuid7()

    first, again = make.give(office, key=key), make.give(office, key=key)

    assert [each.id for each in first] == [each.id for each in again]


def test_a_group_of_units_gets_a_task_each(office):
    tasks = make.give(office, make.wanted(office, owner="ALL"))

    owners = {each.owner_unit_id for each in tasks}
    assert owners == {office.department_id, office.office_id, office.ward_id}


def test_a_ward_without_departments_gives_tasks_to_its_own_people(office):
    warden = office.actor("warden")
    (task_id,) = use_cases.give_tasks(
        actor=warden,
        unit_id=office.ward_id,
        given=Given(source=Source.NOTE, given_on=AT.date()),
        leader_post_id=office.posts["warden"],
        wanted=[make.wanted(office, owner=str(office.ward_id))],
        key=uuid7(),
        at=AT,
    )

    use_cases.assign_task(actor=warden, task_id=task_id, to_post_id=office.posts["stranger"], at=AT)

    task = Task.objects.get(id=task_id)
    assert (task.label, task.directive.title) == ("NV 1/2024", "Ý kiến chỉ đạo ngày 05/03/2024")
    assert task.holder_post_id == office.posts["stranger"]


def test_the_head_of_the_office_enters_what_the_leader_said_and_others_may_not(office):
    assert make.give(office, who="chief")
    for who in ("head", "drafter", "stranger"):
        with pytest.raises(NotPermitted):
            make.give(office, who=who)


def test_a_task_is_given_to_a_person_reported_on_and_accepted(office):
    (task,) = make.give(office, make.wanted(office, supports="UBND phường Hùng Vương"))
    head, drafter, at = office.actor("head"), office.actor("drafter"), AT + timedelta(hours=1)
    use_cases.assign_task(
        actor=head, task_id=task.id, to_post_id=office.posts["drafter"], opinion="Gấp.", at=at
    )
    with pytest.raises(cases.NotYourStep):
        use_cases.report_done(actor=head, task_id=task.id, text="Xong", at=at)
    for percent in (None, 101):
        with pytest.raises(ReportInvalid):
            use_cases.report_progress(
                actor=drafter, task_id=task.id, text="…", percent=percent, at=at
            )
    files = [("anh.jpg", make.picture())]
    use_cases.report_progress(
        actor=drafter, task_id=task.id, text="Được nửa", percent=50, files=files, at=at
    )
    warden = office.actor("warden")
    what = use_cases.report_progress(actor=warden, task_id=task.id, text="Đã gửi số liệu", at=at)
    assert what is Happened.CONTRIBUTED
    assert task.supports.get().contributed_at == at
    use_cases.report_done(actor=drafter, task_id=task.id, text="Xong", at=_on("03-15 16:00"))

    late = _on("03-20 09:00")
    with pytest.raises(NotPermitted):
        use_cases.accept_task(actor=office.actor("head", late), task_id=task.id, at=late)
    use_cases.accept_task(actor=office.actor("chief", late), task_id=task.id, at=late)

    task.refresh_from_db()
    assert task.standing(late) is Standing.ON_TIME
    assert cases.get_case(case_id=task.case_id).state is cases.CaseState.CLOSED
    accepted = EventRecord.objects.get(code="directives.task_accepted")
    assert accepted.payload["on_time"] is True
    told = [entry.what for entry in task.entries.order_by("at", "id")]
    assert told == ["GIVEN", "ASSIGNED", "PROGRESS", "CONTRIBUTED", "REPORTED", "ACCEPTED"]
    with pytest.raises(TaskElsewhere):
        use_cases.report_done(actor=drafter, task_id=task.id, text="Nữa", at=late)


def test_a_result_that_is_returned_lets_the_clock_run_on(office):
    (task,) = make.give(office)
    make.report(office, task, at=_on("03-14 09:00"))
    at = _on("03-18 09:00")
    chief = office.actor("chief", at)
    with pytest.raises(WordsMissing):
        use_cases.return_task(actor=chief, task_id=task.id, reason=" ", at=at)

    use_cases.return_task(actor=chief, task_id=task.id, reason="Thiếu số liệu 3 phường.", at=at)

    task.refresh_from_db()
    assert task.state == State.WORKING
    assert task.standing(at) is Standing.OVERDUE


def test_an_expected_product_is_a_file_or_an_issued_document(office):
    (task,) = make.give(office, make.wanted(office, product="Báo cáo"))
    head = office.actor("head")

    with pytest.raises(ReportInvalid) as refused:
        use_cases.report_done(actor=head, task_id=task.id, text="Xong", at=AT)
    assert "Báo cáo" in refused.value.faults[0].message
    with pytest.raises(ReportInvalid):
        use_cases.report_done(actor=head, task_id=task.id, text="Xong", document_id=uuid7(), at=AT)
    files = [("bao-cao.jpg", make.picture())]
    use_cases.report_done(actor=head, task_id=task.id, text="Xong", files=files, at=AT)
    assert len(task.entries.get(what="REPORTED").files) == 1


def test_more_time_is_asked_and_given_twice_and_the_first_deadline_kept(office):
    (task,) = make.give(office)
    head, leader = office.actor("head"), office.actor("leader")
    ask = {"actor": head, "task_id": task.id, "reason": "Chờ số liệu", "at": AT}
    with pytest.raises(ReportInvalid):
        use_cases.ask_extension(**{**ask, "wanted_on": date(2024, 3, 14)})
    with pytest.raises(ReportInvalid):
        use_cases.ask_extension(**{**ask, "wanted_on": date(2024, 3, 23)})
    use_cases.ask_extension(**ask, wanted_on=date(2024, 3, 22))
    with pytest.raises(ExtensionWaits):
        use_cases.ask_extension(**ask, wanted_on=date(2024, 3, 25))
    with pytest.raises(NotPermitted):
        use_cases.approve_extension(actor=office.actor("chief"), task_id=task.id, at=AT)

    use_cases.approve_extension(actor=leader, task_id=task.id, at=AT)
    use_cases.ask_extension(**ask, wanted_on=date(2024, 3, 29))
    use_cases.approve_extension(actor=leader, task_id=task.id, until=date(2024, 3, 26), at=AT)

    task.refresh_from_db()
    assert task.due_original_at == _on("03-15 17:00")
    assert task.due_at == _on("03-26 17:00") == cases.get_case(case_id=task.case_id).due_at
    assert task.extensions_approved == 2
    assert task.soon_at == _on("03-21 00:00")


def test_a_leader_who_decides_after_the_day_asked_for_names_another(office):
    (task,) = make.give(office)
    use_cases.ask_extension(
        actor=office.actor("head"),
        task_id=task.id,
        wanted_on=date(2024, 3, 22),
        reason="Chờ số liệu",
        at=AT,
    )
    at = _on("03-25 09:00")
    leader = office.actor("leader", at)
    with pytest.raises(ReportInvalid):
        use_cases.approve_extension(actor=leader, task_id=task.id, at=at)

    until = date(2024, 3, 29)
    due_at = use_cases.approve_extension(actor=leader, task_id=task.id, until=until, at=at)

    assert due_at == _on("03-29 17:00")


def test_more_time_refused_leaves_the_deadline(office):
    (task,) = make.give(office)
    leader = office.actor("leader")
    with pytest.raises(NoExtensionAsked):
        use_cases.approve_extension(actor=leader, task_id=task.id, at=AT)
    use_cases.ask_extension(
        actor=office.actor("head"),
        task_id=task.id,
        wanted_on=date(2024, 3, 22),
        reason="Bận",
        at=AT,
    )
    with pytest.raises(WordsMissing):
        use_cases.refuse_extension(actor=leader, task_id=task.id, reason="", at=AT)

    use_cases.refuse_extension(actor=leader, task_id=task.id, reason="Việc gấp.", at=AT)

    task.refresh_from_db()
    assert task.due_at == task.due_original_at
    assert queries.waiting_extension(task) is None


def test_a_task_is_withdrawn_by_a_leader_with_a_reason(office):
    (task,) = make.give(office)
    with pytest.raises(NotPermitted):
        use_cases.withdraw_task(actor=office.actor("head"), task_id=task.id, reason="…", at=AT)
    with pytest.raises(WordsMissing):
        use_cases.withdraw_task(actor=office.actor("leader"), task_id=task.id, reason="", at=AT)

    use_cases.withdraw_task(
        actor=office.actor("leader"), task_id=task.id, reason="Thành phố làm.", at=AT
    )

    task.refresh_from_db()
    assert task.standing(AT) is Standing.WITHDRAWN


def test_who_has_nothing_to_do_with_a_task_does_not_find_it(office):
    (task,) = make.give(office)

    for who in ("leader", "deputy", "clerk", "chief", "head", "drafter"):
        found = queries.get_task(actor=office.actor(who), task_id=task.id)
        assert found.id == task.id
    for who in ("stranger", "warden"):
        with pytest.raises(TaskNotFound):
            queries.get_task(actor=office.actor(who), task_id=task.id)


def test_the_calendar_moves_a_deadline_that_it_counted(office):
    (task,) = make.give(office)

    use_cases.follow_recount(
        case_id=task.case_id, due_at=_on("03-18 17:00"), decision="QĐ 1/QĐ-UBND", at=AT
    )

    task.refresh_from_db()
    assert task.due_at == _on("03-18 17:00")
    assert "QĐ 1" in task.entries.get(what="RECOUNTED").text


def test_one_message_a_day_names_all_tasks_that_need_somebody(office):
    make.give(office, *(make.wanted(office, text=f"Việc {n}") for n in range(3)))
    deliver_pending()
    morning = _on("03-12 07:15")

    assert use_cases.remind(at=morning) == 1
    assert use_cases.remind(at=morning + timedelta(hours=1)) == 0
    assert use_cases.remind(at=_on("03-18 07:15")) == 2  # the head and the office: late
    assert use_cases.remind(at=_on("03-19 07:15")) == 0
    assert use_cases.remind(at=_on("03-25 07:15")) == 2
