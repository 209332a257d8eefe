"""Work finds its post, and a lent power ends by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.foundation.errors import Invalid, NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.models import EventRecord
from motcua.kernel.organisation import api
from motcua.kernel.organisation.models import Delegation
from motcua.kernel.organisation.tests.factories import (
    AT,
    SINCE,
    SYSTEM,
    make_post,
    make_unit,
    official,
)

pytestmark = pytest.mark.django_db
SPECIALIST, HEAD, LEADER = api.Role.SPECIALIST, api.Role.UNIT_HEAD, api.Role.AUTHORITY_LEADER
DAY = timedelta(days=1)


@pytest.fixture
def district():
    return make_unit(level=api.Level.DISTRICT)


@pytest.fixture
def justice(district):
    unit = make_unit(level=api.Level.DISTRICT, parent_id=district.id, kind=api.UnitKind.DEPARTMENT)
    api.give_competence(
        actor=SYSTEM,
        unit_id=unit.id,
        level=api.Level.DISTRICT,
        fields=["Hộ tịch"],
        valid_from=SINCE,
        at=AT,
    )
    return unit


def find(authority, role, field="Hộ tịch", at=AT):
    return api.find_post(authority_id=authority.id, role=role, field=field, at=at)


def test_a_post_on_the_authority_comes_before_one_in_a_department(district, justice):
    make_post(justice.id)
    own = make_post(district.id, fields=["Hộ tịch"])

    assert find(district, SPECIALIST).id == own.id


def test_a_department_gets_only_what_it_is_competent_for(
    district, justice, django_assert_num_queries
):
    post = make_post(justice.id)

    with django_assert_num_queries(1):
        assert find(district, SPECIALIST).id == post.id
    assert find(district, SPECIALIST, "Đất đai") is None


def test_a_post_that_names_the_field_comes_before_one_that_takes_everything(district):
    make_post(district.id, sort=1)
    named = make_post(district.id, fields=["Hộ tịch"], sort=2)

    assert find(district, SPECIALIST).id == named.id


def test_a_post_for_other_fields_is_passed_over(district):
    make_post(district.id, fields=["Đất đai"])

    assert find(district, SPECIALIST) is None


def test_without_a_specialist_the_head_gets_it_and_without_a_head_the_leader(district, justice):
    leader = make_post(district.id, LEADER)
    assert find(district, SPECIALIST).id == leader.id

    head = make_post(justice.id, HEAD)
    assert find(district, SPECIALIST).id == head.id
    assert find(district, SPECIALIST, "Đất đai").id == leader.id
    assert find(district, api.Role.CLERK) is None


def test_a_post_that_somebody_holds_comes_before_a_vacant_one(district):
    make_post(district.id, api.Role.RECEPTION, sort=1)
    held = make_post(district.id, api.Role.RECEPTION, sort=2, person_id=uuid7())

    assert find(district, api.Role.RECEPTION).id == held.id


def test_a_post_that_ended_is_not_found(district):
    make_post(district.id, valid_to=date(2024, 1, 1))

    assert find(district, SPECIALIST) is None


def test_posts_of_wards_below_are_not_the_districts(district):
    make_post(make_unit(parent_id=district.id).id)

    assert find(district, SPECIALIST) is None


def test_a_person_may_hold_several_posts(district, django_assert_num_queries):
    person = uuid7()
    reception = make_post(district.id, api.Role.RECEPTION, person_id=person)
    clerk = make_post(district.id, api.Role.CLERK, person_id=person)

    with django_assert_num_queries(1):
        held = api.posts_of(person, AT)
    assert {(each.post_id, each.delegated) for each in held} == {
        (reception.id, False),
        (clerk.id, False),
    }


def test_an_appointment_that_ended_gives_nothing(district):
    person = uuid7()
    post = make_post(district.id, person_id=person)
    end: dict[str, Any] = {"actor": SYSTEM, "post_id": post.id, "person_id": person, "at": AT}

    api.end_appointment(on_date=date(2024, 3, 4), **end)
    api.end_appointment(on_date=date(2024, 3, 4), **end)

    assert api.posts_of(person, AT) == ()
    assert len(api.posts_of(person, AT - DAY)) == 1
    assert api.get_post(post.id, at=AT).holder_ids == ()
    assert EventRecord.objects.filter(code="organisation.appointment_ended").count() == 1


def test_who_does_not_hold_a_post_cannot_leave_it(district):
    post = make_post(district.id)

    with pytest.raises(api.NotHeld):
        api.end_appointment(
            actor=SYSTEM, post_id=post.id, person_id=uuid7(), on_date=AT.date(), at=AT
        )


def test_a_post_has_one_holder_at_a_time(district):
    person = uuid7()
    post = make_post(district.id, person_id=person)
    given: dict[str, Any] = {"actor": SYSTEM, "post_id": post.id, "valid_from": SINCE, "at": AT}

    assert api.appoint(person_id=person, **given).holder_ids == (person,)
    with pytest.raises(api.PostTaken):
        api.appoint(person_id=uuid7(), **given)


def test_only_who_keeps_the_unit_appoints(district):
    post = make_post(district.id)

    with pytest.raises(NotPermitted):
        api.appoint(
            actor=official(rights={}), post_id=post.id, person_id=uuid7(), valid_from=SINCE, at=AT
        )


def lend(post, person, **more):
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "post_id": post.id,
        "to_person_id": person,
        "scope": "Ký chứng thực",
        "decision_no": "12/QĐ-UBND",
        "valid_from": AT,
        "valid_to": AT + 7 * DAY,
        "at": AT,
    }
    return api.delegate(**given | more)


def test_a_lent_power_lasts_from_its_first_to_before_its_last_instant(district):
    chairman, deputy = uuid7(), uuid7()
    post = make_post(district.id, LEADER, person_id=chairman)
    lend(post, deputy)

    assert api.posts_of(deputy, AT - timedelta(seconds=1)) == ()
    (held,) = api.posts_of(deputy, AT)
    assert (held.post_id, held.role, held.delegated) == (post.id, LEADER, True)
    assert len(api.posts_of(deputy, AT + 7 * DAY - timedelta(seconds=1))) == 1
    assert api.posts_of(deputy, AT + 7 * DAY) == ()
    assert find(district, LEADER).holder_ids == (chairman, deputy)
    assert find(district, LEADER, at=AT + 8 * DAY).holder_ids == (chairman,)


def test_a_lent_power_of_a_post_that_ended_gives_nothing(district):
    deputy = uuid7()
    post = make_post(district.id, LEADER, valid_to=date(2024, 3, 6))
    lend(post, deputy)

    assert len(api.posts_of(deputy, AT)) == 1
    assert api.posts_of(deputy, AT + 2 * DAY) == ()


def test_a_post_held_both_ways_counts_as_held(district):
    person = uuid7()
    post = make_post(district.id, person_id=person)
    lend(post, person)

    (held,) = api.posts_of(person, AT)
    assert not held.delegated
    assert api.get_post(post.id, at=AT).holder_ids == (person,)


def test_a_lent_power_can_be_taken_back(district):
    deputy = uuid7()
    lent = lend(make_post(district.id, LEADER), deputy)
    later = AT + DAY

    api.end_delegation(actor=SYSTEM, delegation_id=lent.id, at=later)
    again = api.end_delegation(actor=SYSTEM, delegation_id=lent.id, at=later + DAY)

    assert again.valid_to == later
    assert api.posts_of(deputy, later) == ()
    assert EventRecord.objects.filter(code="organisation.delegation_ended").count() == 1


def test_the_holder_of_a_post_may_lend_it_but_not_lend_on(district):
    chairman, deputy = uuid7(), uuid7()
    post = make_post(district.id, LEADER, person_id=chairman)

    lend(post, deputy, actor=official(rights={}, person_id=chairman))

    with pytest.raises(NotPermitted):
        lend(post, uuid7(), actor=official(rights={}, person_id=deputy))


def test_a_delegation_needs_a_decision_and_an_end(district):
    post = make_post(district.id, LEADER)

    with pytest.raises(Invalid) as refusal:
        lend(post, uuid7(), decision_no="", valid_to=AT)

    assert {fault.path for fault in refusal.value.faults} == {"decision_no", "valid_to"}


def test_lending_the_same_again_changes_nothing(district):
    post, deputy = make_post(district.id, LEADER), uuid7()

    assert lend(post, deputy).id == lend(post, deputy).id
    assert len(api.list_delegations(post_id=post.id)) == 1
    assert len(api.list_delegations(post_id=post.id, on=AT.date())) == 1
    assert api.list_delegations(post_id=post.id, on=date(2025, 1, 1)) == ()


def test_the_database_refuses_a_delegation_that_ends_before_it_begins(district):
    post = make_post(district.id, LEADER)

    with pytest.raises(IntegrityError), transaction.atomic():
        Delegation.objects.create(
            from_post_id=post.id,
            to_person_id=uuid7(),
            decision_no="1",
            valid_from=AT,
            valid_to=AT,
        )


def test_a_code_belongs_to_one_post_at_a_time(district):
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "unit_id": district.id,
        "code": "X/1",
        "valid_from": SINCE,
        "at": AT,
    }
    first = api.create_post(role=SPECIALIST, title="Một", **given)

    assert api.create_post(role=SPECIALIST, title="Một", **given).id == first.id
    with pytest.raises(api.PostCodeTaken):
        api.create_post(role=SPECIALIST, title="Hai", **given)
    assert api.find_post_by_code("X/1", at=AT) == first
    assert api.find_post_by_code("X/2", at=AT) is None


def test_posts_are_told_in_bulk(district, django_assert_num_queries):
    posts = [make_post(district.id, sort=n) for n in range(3)]

    with django_assert_num_queries(1):
        found = api.post_info([post.id for post in posts])
    assert found[posts[0].id].unit_name == district.name
    assert [p.id for p in api.list_posts([district.id], at=AT)] == [p.id for p in posts]
    with pytest.raises(api.NoSuchPost):
        api.get_post(uuid7())
