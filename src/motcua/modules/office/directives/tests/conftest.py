import pytest

from motcua.modules.office.directives.tests import factories as make


@pytest.fixture(scope="module")
def office(kept_db):
    """A district with its office, a department, a ward and their people, made once for a file."""
    return make.make_office()
