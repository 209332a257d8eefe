import pytest

from motcua.kernel.identity.tests.factories import give_post, make_official, make_unit


@pytest.fixture
def unit_id(db):
    return make_unit()


@pytest.fixture
def administrator(client, unit_id):
    account = make_official()
    give_post(account, unit_id, "CATALOGUE_ADMIN")
    client.force_login(account)
    return client
