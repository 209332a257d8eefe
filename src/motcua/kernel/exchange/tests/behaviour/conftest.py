import pytest

from motcua.kernel.exchange import api
from motcua.kernel.organisation.tests.factories import SYSTEM, make_unit

from ..factories import AT


@pytest.fixture
def agencies(db):
    """Two agencies of this house (city and ward) and a node above: units by code."""
    units = {"H24": make_unit(code="H24.90"), "H24.01": make_unit(code="H24.91")}
    for code, unit in units.items():
        api.save_agency(actor=SYSTEM, code=code, name=f"UBND {code}", unit_id=unit.id, at=AT)
    api.save_agency(actor=SYSTEM, code="G22", name="Văn phòng Chính phủ", at=AT)
    return units


@pytest.fixture
def government(agencies):
    """Return the id of the node above."""
    return api.save_peer(
        actor=SYSTEM,
        code="G22",
        name="Văn phòng Chính phủ",
        transport="nowhere",
        fingerprints=["ab" * 32],
        at=AT,
    )
