from datetime import date, timedelta
from typing import Any

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.identity import api as identity
from motcua.kernel.identity import errors, queries, use_cases
from motcua.kernel.identity.models import Account
from motcua.kernel.identity.tests.factories import (
    AT,
    SYSTEM,
    give_post,
    make_official,
    make_person,
    make_unit,
)

pytestmark = pytest.mark.django_db
HA: dict[str, Any] = {"personal_number": "031195000001", "full_name": "Phạm Thị Hà"}


def test_the_first_visit_opens_an_account_and_the_second_finds_it():
    first = use_cases.admit_citizen(actor=SYSTEM, at=AT, **HA)
    second = use_cases.admit_citizen(actor=SYSTEM, at=AT, birth_date=date(1995, 1, 1), **HA)

    assert first.id == second.id
    assert not first.is_official
    assert EventRecord.objects.filter(code="identity.account_opened").count() == 1
    assert not Account.objects.get(id=first.id).has_usable_password()


def test_a_citizens_and_an_officials_account_of_one_person_stay_apart():
    citizen: Any = use_cases.admit_citizen(actor=SYSTEM, at=AT, **HA)

    official = use_cases.open_account(
        actor=SYSTEM, username="ha.pt", person_id=citizen.person_id, at=AT
    )

    assert official.id != citizen.id


def test_a_user_name_is_taken_once():
    use_cases.open_account(actor=SYSTEM, username="binh", person_id=make_person().id, at=AT)

    with pytest.raises(identity.UsernameTaken):
        use_cases.open_account(actor=SYSTEM, username="Binh ", person_id=make_person().id, at=AT)


def test_who_does_not_manage_accounts_opens_none():
    actor = identity.actor_for(make_official().id, AT)

    with pytest.raises(NotPermitted):
        use_cases.open_account(actor=actor, username="x", person_id=make_person().id, at=AT)


def test_nobody_closes_his_own_account():
    admin = make_official()
    give_post(admin, make_unit(), "TECHNICAL_ADMIN")
    actor = identity.actor_for(admin.id, AT)

    with pytest.raises(errors.OwnAccount):
        use_cases.deactivate_account(actor=actor, account_id=admin.id, at=AT)


def test_closing_twice_is_told_once_and_opening_again_is_told_too():
    account = make_official()

    use_cases.deactivate_account(actor=SYSTEM, account_id=account.id, at=AT)
    closed = use_cases.deactivate_account(actor=SYSTEM, account_id=account.id, at=AT)
    opened = use_cases.activate_account(actor=SYSTEM, account_id=account.id, at=AT)

    assert (closed.is_active, opened.is_active) == (False, True)
    assert EventRecord.objects.filter(code="identity.account_deactivated").count() == 1
    assert EventRecord.objects.filter(code="identity.account_activated").count() == 1


def test_failures_are_counted_per_name_whatever_its_letters_and_forgotten_in_time():
    for _attempt in range(5):
        use_cases.record_failed_sign_in(username="Bình", address="10.0.0.1", at=AT)

    assert queries.is_throttled(username="binh", address="", at=AT)
    assert not queries.is_throttled(username="an", address="10.0.0.1", at=AT)
    assert not queries.is_throttled(username="binh", address="", at=AT + timedelta(minutes=5))


def test_a_wrong_password_after_a_pause_starts_a_new_count():
    for _attempt in range(4):
        use_cases.record_failed_sign_in(username="binh", at=AT)
    later = AT + timedelta(minutes=6)

    use_cases.record_failed_sign_in(username="binh", at=later)

    assert not queries.is_throttled(username="binh", address="", at=later)
