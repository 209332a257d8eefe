import pytest

from motcua.modules.operations.programme.tests import factories as make


@pytest.fixture(scope="module")
def office(kept_db):
    """A district with a department and three wards, and their people, made once for a file."""
    return make.make_office()
