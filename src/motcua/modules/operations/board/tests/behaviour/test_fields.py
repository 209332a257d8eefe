"""Fields are data: shipped, arranged on pages, and told to the house."""

import pytest

from motcua.foundation.errors import Invalid, NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.modules.operations.board import queries, use_cases
from motcua.modules.operations.board.errors import NoSuchField, OrderOutdated

pytestmark = pytest.mark.django_db
AT = people.AT


@pytest.fixture
def administrator():
    account = people.make_official()
    people.give_post(account, people.make_unit(), "CATALOGUE_ADMIN")
    return identity.actor_for(account.id, AT)


def arrange(actor, **given):
    return use_cases.arrange_field(actor=actor, at=AT, **given)


def test_eleven_fields_come_with_the_house_and_each_has_tiles_or_says_what_it_waits_for():
    fields = queries.list_fields()

    assert len(fields) == 11
    assert all(each.tiles or each.waits_for for each in fields)


def test_a_new_field_stands_last_and_is_told_to_the_house(administrator):
    made = arrange(administrator, title="Bộ phận một cửa", tiles=["received", "on-time"])

    assert queries.list_fields()[-1] == made
    assert made.code == "bo-phan-mot-cua"
    told = EventRecord.objects.get(code="board.field_arranged")
    assert told.payload["tiles"] == ["received", "on-time"]


def test_what_nobody_changed_is_told_to_nobody(administrator):
    for _time in range(2):
        field = queries.list_fields()[0]
        arrange(
            administrator,
            code=field.code,
            title=field.title,
            tiles=["received"],
            waits_for=field.waits_for,
        )

    assert EventRecord.objects.filter(code="board.field_arranged").count() == 1
    assert queries.list_fields()[0].tiles == ("received",)


def test_a_hidden_field_is_not_shown_and_a_tile_nobody_declares_is_left_out(administrator):
    field = queries.list_fields()[0]
    arrange(administrator, code=field.code, title="Ẩn đi", tiles=["received"], is_shown=False)

    shown = queries.fields(on=AT.date())

    assert field.code not in {each.code for each in shown}
    assert all("nobody-declares-this" not in each.tiles for each in shown)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"title": " ", "tiles": ["received"]}, "title"),
        ({"title": "Y TẾ", "tiles": ["received"]}, "title"),
        ({"title": "Mới", "tiles": ["nothing"]}, "q"),
        ({"title": "Mới", "tiles": ["received", "received"]}, "q"),
        ({"title": "Mới", "tiles": []}, "waits_for"),
        ({"title": "Mới", "tiles": [], "waits_for": "x" * 401}, "waits_for"),
    ],
)
def test_a_field_that_says_nothing_or_too_much_is_refused(administrator, given, path):
    with pytest.raises(Invalid) as refusal:
        arrange(administrator, **given)

    assert [fault.path for fault in refusal.value.faults] == [path]


def test_the_order_is_kept_and_an_outdated_one_is_refused(administrator):
    codes = [each.code for each in queries.list_fields()][::-1]

    use_cases.order_fields(actor=administrator, codes=codes, at=AT)

    assert [each.code for each in queries.list_fields()] == codes
    with pytest.raises(OrderOutdated):
        use_cases.order_fields(actor=administrator, codes=codes[1:], at=AT)


def test_only_who_arranges_the_centre_may(administrator):
    account = people.make_official()
    people.give_post(account, people.make_unit("H24.90.02"), "AUTHORITY_LEADER")
    leader = identity.actor_for(account.id, AT)

    with pytest.raises(NotPermitted):
        arrange(leader, title="Mới", tiles=["received"])
    with pytest.raises(NotPermitted):
        use_cases.order_fields(actor=leader, codes=[], at=AT)
    with pytest.raises(NoSuchField):
        arrange(administrator, code="nothing", title="Mới", tiles=["received"])
