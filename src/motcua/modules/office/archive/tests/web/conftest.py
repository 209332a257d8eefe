import pytest

from motcua.modules.office.archive.tests import factories as make


@pytest.fixture(scope="module")
def office(kept_db):
    """An office with its people and an archivist, made once for all cases."""
    return make.make_office()
