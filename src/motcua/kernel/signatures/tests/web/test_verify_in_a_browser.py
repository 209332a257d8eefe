"""Anyone verifies a paper: with a screen reader, on a phone, without script."""

import pytest

from motcua.kernel.documents.tests.factories import make_paper
from motcua.kernel.organisation.tests.factories import make_unit
from motcua.kernel.signatures.tests.factories import UNIT_NAME

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def paper(sealed):
    return make_paper(pdf=sealed, unit_id=make_unit(name=UNIT_NAME).id)


def test_the_pages_are_accessible(open_page, axe, paper, sealed, tmp_path):
    (tmp_path / "giay.pdf").write_bytes(sealed)

    page = open_page("/verify/", width=390)
    assert axe(page) == []
    page.set_input_files("input[type=file]", tmp_path / "giay.pdf")
    page.get_by_role("button", name="Kiểm tra tệp").click()
    page.wait_for_selector(".mc-verdict--good")
    assert axe(page) == []

    assert axe(open_page(f"/verify/{paper.token}/")) == []


def test_it_works_without_script(open_page, paper, sealed, tmp_path):
    (tmp_path / "giay.pdf").write_bytes(sealed)

    page = open_page("/verify/", javascript=False)
    page.set_input_files("input[type=file]", tmp_path / "giay.pdf")
    page.get_by_role("button", name="Kiểm tra tệp").click()

    assert page.locator(".mc-verdict--good").count() == 1
