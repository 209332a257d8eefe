from datetime import timedelta

import pytest

from motcua.foundation import actors
from motcua.foundation.actors import ActorKind
from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.kernel.identity import api as identity
from motcua.kernel.identity import errors, permissions, use_cases
from motcua.kernel.identity.models import Account
from motcua.kernel.identity.tests.factories import (
    AT,
    SYSTEM,
    give_post,
    make_citizen,
    make_official,
    make_unit,
)
from motcua.kernel.identity.types import GrantReach
from motcua.kernel.organisation import api as organisation

pytestmark = pytest.mark.django_db
FIND, MANAGE = permissions.FIND_PERSONS, permissions.MANAGE_RIGHTS


def grant(role, permission, reach, actor=SYSTEM):
    return use_cases.grant_rights(actor=actor, role=role, reaches={permission.code: reach}, at=AT)


def test_a_citizen_holds_no_right():
    actor = identity.actor_for(make_citizen().id, AT)

    assert (actor.kind, dict(actor.rights)) == (ActorKind.PERSON, {})
    assert actor.name == "Phạm Thị Thanh Hà"


def test_a_closed_account_is_nobody():
    account = make_official()
    Account.objects.filter(id=account.id).update(is_active=False)

    assert identity.actor_for(account.id, AT) is actors.ANONYMOUS


def test_rights_follow_from_the_role_of_the_post_and_reach_from_its_unit():
    ward, other = make_unit("H24.90.01"), make_unit("H24.90.02")
    department = make_unit("H24.90.01.1", ward, kind=organisation.UnitKind.DEPARTMENT)
    account = make_official()
    give_post(account, ward, "RECEPTION")

    actor = identity.actor_for(account.id, AT)

    assert FIND.units(actor) == {ward, department}
    assert not FIND.held_by(actor, unit_id=other)
    assert not MANAGE.held_by(actor)
    assert actor.unit_ids == {ward}
    assert actor.roles == {"RECEPTION"}


def test_a_right_that_reaches_below_holds_in_every_authority_below():
    district = make_unit("H24.90", level=organisation.Level.DISTRICT)
    ward = make_unit("H24.90.01", district)
    account = make_official()
    give_post(account, district, "TECHNICAL_ADMIN")

    assert MANAGE.units(identity.actor_for(account.id, AT)) == {district, ward}


def test_an_administrator_gives_and_takes_rights_and_it_holds_at_once():
    ward, account = make_unit(), make_official()
    give_post(account, ward, "CLERK")
    assert not FIND.held_by(identity.actor_for(account.id, AT))

    grant("CLERK", FIND, GrantReach.UNIT)
    assert FIND.units(identity.actor_for(account.id, AT)) == {ward}

    grant("CLERK", FIND, GrantReach.NONE)
    assert not FIND.held_by(identity.actor_for(account.id, AT))


def test_the_same_decision_again_changes_nothing():
    assert grant("CLERK", FIND, GrantReach.UNIT) == (FIND.code,)
    assert grant("CLERK", FIND, GrantReach.UNIT) == ()


def test_nobody_grants_rights_without_the_right():
    account = make_official()

    with pytest.raises(NotPermitted):
        grant("CLERK", FIND, GrantReach.UNIT, actor=identity.actor_for(account.id, AT))


def test_the_last_role_that_manages_rights_keeps_the_right():
    with pytest.raises(errors.LastAdministrator):
        grant("TECHNICAL_ADMIN", MANAGE, GrantReach.NONE)

    grant("CATALOGUE_ADMIN", MANAGE, GrantReach.SUBTREE)
    grant("TECHNICAL_ADMIN", MANAGE, GrantReach.NONE)


def test_an_unknown_right_is_refused():
    with pytest.raises(errors.UnknownRight):
        use_cases.grant_rights(
            actor=SYSTEM, role="CLERK", reaches={"no.such": GrantReach.UNIT}, at=AT
        )


def test_a_new_appointment_is_noticed():
    ward, account = make_unit(), make_official()
    assert identity.actor_for(account.id, AT).roles == set()

    give_post(account, ward, "RECEPTION")
    deliver_pending()

    assert identity.actor_for(account.id, AT).roles == {"RECEPTION"}


def test_a_lent_power_ends_to_the_minute():
    ward, leader, deputy = make_unit(), make_official(), make_official()
    post = give_post(leader, ward, "AUTHORITY_LEADER")
    organisation.delegate(
        actor=SYSTEM,
        post_id=post,
        to_person_id=deputy.person_id,
        scope="Ký thừa ủy quyền",
        decision_no="01/QĐ",
        valid_from=AT,
        valid_to=AT + timedelta(minutes=3),
        at=AT,
    )

    assert identity.actor_for(deputy.id, AT).roles == {"AUTHORITY_LEADER"}
    assert identity.actor_for(deputy.id, AT + timedelta(minutes=2)).roles == {"AUTHORITY_LEADER"}
    assert identity.actor_for(deputy.id, AT + timedelta(minutes=3)).roles == set()


def test_known_rights_cost_one_query(django_assert_num_queries):
    account = make_official()
    give_post(account, make_unit(), "RECEPTION")
    identity.actor_for(account.id, AT)

    with django_assert_num_queries(1):
        identity.actor_for(account.id, AT)
