"""Steps go round among colleagues: by turns, and by load."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connections

from motcua.kernel.cases import api
from motcua.kernel.cases.api import Assignment, StepKind
from motcua.kernel.cases.models import Case
from motcua.kernel.cases.tests.factories import (
    AT,
    SHORT,
    holder_of,
    make_office,
    open_case,
    publish,
)
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation

LATER = AT + timedelta(hours=2)


def crew(office, size):
    """Appoint officials with accounts to further posts of specialists; return their accounts."""
    accounts = []
    for _ in range(size):
        account = people.make_official()
        people.give_post(account, office.unit.id, role="SPECIALIST")
        accounts.append(account.id)
    return accounts


def turns(assign):
    return publish(
        tuple(replace(step, assign=assign) if step.seq == 2 else step for step in SHORT),
        code=f"turns-{assign}",
    )


def crowded():
    return make_office("RECEPTION", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK")


@pytest.mark.django_db
def test_by_turns_everybody_gets_as_many():
    office = crowded()
    accounts = crew(office, 3)
    process = turns(Assignment.ROUND_ROBIN)

    got = [open_case(office, process=process).account_id for _ in range(7)]

    assert got[:3] == got[3:6]
    assert set(got[:3]) == set(accounts)
    assert got[6] == got[0]


@pytest.mark.django_db
def test_turns_go_on_when_somebody_leaves():
    office = crowded()
    accounts = sorted(crew(office, 3))
    process = turns(Assignment.ROUND_ROBIN)
    assert open_case(office, process=process).account_id == accounts[0]
    get_user_model().objects.filter(id=accounts[0]).update(is_active=False)

    assert [open_case(office, process=process).account_id for _ in range(3)] == [
        accounts[1],
        accounts[2],
        accounts[1],
    ]


@pytest.mark.django_db
def test_whoever_has_the_fewest_open_cases_gets_the_next():
    office = crowded()
    busy, idle = crew(office, 2)
    process = turns(Assignment.LEAST_LOADED)
    for _ in range(4):
        open_case(office, process=process)
    Case.objects.filter(account_id=idle).update(state="CLOSED")

    assert [open_case(office, process=process).account_id for _ in range(2)] == [idle, idle]
    assert Case.objects.exclude(state="CLOSED").filter(account_id=busy).count() == 2


@pytest.mark.django_db
def test_an_assigned_step_can_still_be_done_by_another_holder_of_the_post():
    office = crowded()
    crew(office, 2)
    case = open_case(office, process=turns(Assignment.ROUND_ROBIN))
    assert case.post_id is not None
    colleague = holder_of(organisation.get_post(case.post_id))

    assert case.account_id is not None
    assert (
        api.complete_step(
            actor=colleague, case_id=case.id, expect=StepKind.HANDLE, at=LATER
        ).step_kind
        is StepKind.SIGN
    )


@pytest.mark.usefixtures("transactional_db")
def test_turns_stay_fair_when_many_come_at_once():
    office = crowded()
    accounts = crew(office, 3)
    process = turns(Assignment.ROUND_ROBIN)

    def one(_number):
        try:
            return open_case(office, process=process).account_id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        got = list(pool.map(one, range(12)))

    assert {account: got.count(account) for account in accounts} == dict.fromkeys(accounts, 4)
