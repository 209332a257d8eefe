"""The pages on which fields are arranged, without a script."""

import pytest

from motcua.kernel.identity.tests import factories as people
from motcua.modules.operations.board import queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    account = people.make_official()
    people.give_post(account, people.make_unit(), "CATALOGUE_ADMIN")
    client.force_login(account)
    return client


def test_indicators_are_found_added_moved_and_saved_by_buttons_alone(administrator):
    def press(act, *tiles, **more):
        given = {"title": "Nhanh và đúng", "act": act, "tile": tiles, "is_shown": "on"} | more
        return administrator.post("/board/arrange/new/", given)

    found = press("find", q="dung han").content.decode()
    one = press("add.received").content.decode()
    moved = press("up.on-time", "received", "on-time").content.decode()
    saved = press("save", "on-time", "received")

    assert 'value="add.on-time"' in found
    assert 'value="add.received"' not in found
    assert 'name="tile" value="received"' in one
    assert "mc-tile" in one
    assert moved.index('value="on-time"') < moved.index('value="received"')
    assert saved.status_code == 302
    assert queries.list_fields()[-1].tiles == ("on-time", "received")


def test_what_is_wrong_stands_at_the_field(administrator):
    page = administrator.post("/board/arrange/new/", {"title": "", "act": "save"}).content.decode()

    assert "Hãy đặt tên lĩnh vực" in page
    assert 'aria-invalid="true"' in page


def test_fields_are_moved_by_buttons(administrator):
    first, second = (each.code for each in queries.list_fields()[:2])

    answer = administrator.post("/board/arrange/", {"move": f"up.{second}"})

    assert answer.url.endswith(f"#{second}")
    assert [each.code for each in queries.list_fields()[:2]] == [second, first]


def test_a_field_that_does_not_exist_is_not_found(administrator):
    assert administrator.get("/board/arrange/nothing/").status_code == 404
