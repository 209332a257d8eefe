import pytest

from motcua.modules.operations.connectors.tests import factories as make


@pytest.fixture(scope="module")
def city(kept_db):
    """A district, a department and two wards with their people, made once for a file."""
    return make.make_city()
