import pytest

from motcua.modules.operations.alerts.tests import factories as make


@pytest.fixture(scope="module")
def world(kept_db):
    """A district with two wards and their people, made once for a file."""
    return make.make_world()
