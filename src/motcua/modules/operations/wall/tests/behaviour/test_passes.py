"""The pass of an open wall: ours, short-lived, and worth no more than its holder's right."""

from datetime import timedelta

import pytest

from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.operations.wall import api, queries

pytestmark = pytest.mark.django_db
AT = units.AT


@pytest.fixture
def unit():
    return units.make_unit()


@pytest.fixture
def leader(unit):
    account = people.make_official()
    people.give_post(account, unit.id, "AUTHORITY_LEADER")
    return account


@pytest.fixture
def opened(unit, leader):
    """A pass for the unit, as the wall's page carries it."""
    choice = api.Choice(unit_id=unit.id, fields=("health",), period="2024-03")
    return queries.pass_for(account_id=leader.id, choice=choice, at=AT)


def test_a_pass_says_what_it_said(opened):
    assert api.admit(token=api.token_of(opened), at=AT) == opened


def test_a_pass_ends(opened):
    token = api.token_of(opened)

    with pytest.raises(api.PassRefused):
        api.admit(token=token, at=AT + api.LIFE)


@pytest.mark.parametrize("forged", ["", "x", "e30:x"])
def test_what_we_did_not_write_is_refused(forged):
    with pytest.raises(api.PassRefused):
        api.admit(token=forged, at=AT)


def test_a_changed_pass_is_refused(opened):
    body, _colon, signature = api.token_of(opened).partition(":")

    with pytest.raises(api.PassRefused):
        api.admit(token=f"{body[:-2]}xx:{signature}", at=AT)


def test_a_pass_is_renewed_while_the_right_is_there(opened):
    later = AT + timedelta(minutes=9)

    renewed = api.renewed(given=opened, at=later)

    assert renewed.until == later + api.LIFE
    assert renewed.opened_at == opened.opened_at


def test_a_wall_does_not_go_on_for_ever(opened, settings):
    settings.WALL_DAYS = 1

    with pytest.raises(api.PassRefused):
        api.renewed(given=opened, at=AT + timedelta(days=1))


def test_a_pass_for_another_unit_is_not_renewed(leader):
    choice = api.Choice(unit_id=units.make_unit().id)
    elsewhere = queries.pass_for(account_id=leader.id, choice=choice, at=AT)

    with pytest.raises(api.PassRefused):
        api.renewed(given=elsewhere, at=AT)


def test_nobody_renews_the_pass_of_one_who_has_left(opened, leader):
    leader.is_active = False
    leader.save()
    identity.forget_rights()

    with pytest.raises(api.PassRefused):
        api.renewed(given=opened, at=AT)
