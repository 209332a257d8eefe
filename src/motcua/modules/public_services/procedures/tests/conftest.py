import pytest

from motcua.modules.public_services.procedures.web import remembering


@pytest.fixture(autouse=True)
def _nothing_remembered():
    remembering.forget()
