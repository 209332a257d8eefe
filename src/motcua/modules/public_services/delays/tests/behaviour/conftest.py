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
