import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from motcua.modules.public_services.dossiers.tests import factories as make


@pytest.fixture
def office(db):
    make.make_catalogue()
    return make.make_office()


@pytest.fixture
def citizen(db):
    return make.make_citizen()


@pytest.fixture
def enter(db):
    def enter_(actor):
        client = Client()
        client.force_login(get_user_model().objects.get(id=actor.account_id))
        return client

    return enter_
