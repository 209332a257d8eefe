import pytest

from motcua.modules.office.outgoing.tests import factories as make


@pytest.fixture(scope="module")
def office(kept_db):
    return make.make_office()


@pytest.fixture(autouse=True)
def _in_the_database(db):
    """Let every test here use the world of its file."""
