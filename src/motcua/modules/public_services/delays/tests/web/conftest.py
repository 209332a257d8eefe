import pytest

from motcua.modules.public_services.dossiers.tests import factories as make


@pytest.fixture
def office(db):
    return make.make_office()


@pytest.fixture
def citizen(db):
    return make.make_citizen()


@pytest.fixture(autouse=True)
def _catalogue(db):
    make.make_catalogue()


@pytest.fixture
def enter(db):
    """Return a client that is signed in as an actor."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django must be up
    from django.test import Client  # noqa: PLC0415

    def enter_(actor):
        client = Client()
        client.force_login(get_user_model().objects.get(id=actor.account_id))
        return client

    return enter_
