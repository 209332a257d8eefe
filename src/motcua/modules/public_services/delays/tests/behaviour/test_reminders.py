"""From the person to the head to the chairman, in one message a day, never twice."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.kernel.cases import api as cases
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.delays import queries, tasks
from motcua.modules.public_services.delays.models import Digest, Reminder
from motcua.modules.public_services.delays.tests import factories as late
from motcua.modules.public_services.delays.types import Level
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(office, citizen):
    return make.accepted(office, citizen)


def told():
    return {(each.level, each.to_person_id) for each in Reminder.objects.all()}


def test_the_holder_is_told_before_the_promise(office, code):
    assert tasks.remind_all(at=make.LATER) == 0
    assert tasks.remind_all(at=late.WEDNESDAY) == 1

    assert told() == {(Level.PERSON, office.specialist.person_id)}
    (message,) = make.rows_of("notifications.Message", link="/workspace/delays/")
    assert message.to_account_id == office.specialist.account_id
    assert code in message.body
    assert "07/03/2024" in message.body


def test_the_head_is_told_when_it_is_late_and_the_chairman_after_days(office, code):
    tasks.remind_all(at=late.WEDNESDAY)
    tasks.remind_all(at=late.FRIDAY)
    assert (Level.HEAD, office.head.person_id) in told()
    assert all(level != Level.CHAIRMAN for level, _person in told())

    tasks.remind_all(at=late.NEXT_WEDNESDAY)

    assert told() == {
        (Level.PERSON, office.specialist.person_id),
        (Level.HEAD, office.head.person_id),
        (Level.CHAIRMAN, office.leader.person_id),
    }


def test_nobody_is_told_twice_of_the_same_dossier_at_the_same_level(office, code):
    for _morning in range(2):
        tasks.remind_all(at=late.WEDNESDAY)
    tasks.remind_all(at=late.THURSDAY)

    assert Reminder.objects.count() == 1
    assert len(make.rows_of("notifications.Message", link="/workspace/delays/")) == 1


def test_many_dossiers_are_one_message(office, citizen):
    codes = [make.accepted(office, citizen) for _dossier in range(25)]

    tasks.remind_all(at=late.WEDNESDAY)

    (message,) = make.rows_of("notifications.Message", link="/workspace/delays/")
    assert "25" in message.subject
    assert message.body.count("H99") == 20  # the page shows the others
    assert Reminder.objects.count() == len(codes)


def test_what_comes_up_after_the_days_message_waits_for_the_next(office, citizen, code):
    tasks.remind_all(at=late.WEDNESDAY)
    second = make.accepted(office, citizen, at=make.LATER)

    assert tasks.remind_all(at=late.WEDNESDAY + timedelta(hours=3)) == 0
    assert tasks.remind_all(at=late.THURSDAY) == 1
    assert Reminder.objects.filter(dossier_code=second).count() == 1
    assert Digest.objects.count() == 2


def test_whoever_took_the_step_is_told_and_not_his_colleagues(office, code):
    post_id = office.posts["SPECIALIST"]
    other = people.make_official(full_name="Ngô Thị Bích")
    organisation.delegate(
        actor=make.SYSTEM,
        post_id=post_id,
        to_person_id=other.person_id,
        scope="Thay",
        decision_no="12/QĐ",
        valid_from=make.AT,
        valid_to=make.AT + timedelta(days=30),
        at=make.AT,
    )
    cases.take_step(actor=office.specialist, case_id=make.get(code).dossier.case_id, at=make.LATER)

    tasks.remind_all(at=late.WEDNESDAY)

    assert told() == {(Level.PERSON, office.specialist.person_id)}


def test_heads_see_who_was_told_and_strangers_do_not(office, code):
    tasks.remind_all(at=late.NEXT_WEDNESDAY)

    assert len(queries.list_reminders(actor=office.leader)) == 3
    assert not queries.list_reminders(actor=make.make_office().leader)


@pytest.mark.parametrize("amount", [1, 12])
def test_statements_do_not_grow_with_the_dossiers(office, citizen, amount):
    for _dossier in range(amount):
        make.accepted(office, citizen)

    with CaptureQueriesContext(connection) as captured:
        tasks.remind_all(at=late.WEDNESDAY)

    assert len(captured.captured_queries) <= 24
