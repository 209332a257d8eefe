import pytest

from motcua.modules.operations.programme.tests import factories as offices
from motcua.modules.operations.self_assessment.tests import factories as make


@pytest.fixture(scope="module")
def office(kept_db):
    """A district that keeps an index, with three wards; made once for a file."""
    office = offices.make_office()
    make.publish(office)
    return office
