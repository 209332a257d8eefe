import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from motcua.modules.public_services.dossiers.tests import factories as dossiers


@pytest.fixture
def office(db):
    dossiers.make_catalogue()
    return dossiers.make_office()


@pytest.fixture
def citizen(db):
    return dossiers.make_citizen()


@pytest.fixture
def enter(db):
    """Return a client that is signed in as an actor; nobody without one."""

    def enter_(actor=None):
        client = Client()
        if actor is not None:
            client.force_login(get_user_model().objects.get(id=actor.account_id))
        return client

    return enter_
