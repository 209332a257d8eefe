import pytest

from motcua.modules.office.reports.tests import factories as make


@pytest.fixture(scope="module")
def world(kept_db):
    """A district with two wards and their reports of a month, made once for a file."""
    made = make.make_world()
    make.open_all()
    return made
