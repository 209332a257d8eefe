import pytest

from motcua.modules.office.outgoing.tests import factories as make


@pytest.fixture
def office(db):
    return make.make_office()
