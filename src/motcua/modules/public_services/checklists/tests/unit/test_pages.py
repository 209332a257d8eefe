"""Pages as cameras and scanners make them: sharp, blurred, dark, empty."""

import pytest

from motcua.modules.public_services.checklists import rules
from motcua.modules.public_services.checklists.tests import factories as make


@pytest.mark.parametrize(
    ("picture", "what"),
    [
        (make.photograph(), "PICTURE_CLEAR"),
        (make.photograph(ground=205, ink=70), "PICTURE_CLEAR"),
        (make.photograph(lines=4), "PICTURE_CLEAR"),
        (make.photograph(blur=6), "PICTURE_BLURRED"),
        (make.photograph(blur=12, ground=200, ink=60), "PICTURE_BLURRED"),
        (make.photograph(ground=45, ink=10), "PICTURE_DARK"),
        (make.photograph(lines=0), "PICTURE_BLANK"),
        (make.photograph(size=(200, 280)), "PICTURE_SMALL"),
    ],
)
def test_a_photograph_is_looked_at(picture, what):
    assert rules.look_at_picture(picture).what == what


def test_what_is_no_picture_is_a_doubt_and_no_error():
    assert rules.look_at_picture(b"GIF89a nothing").what == "PDF_UNREADABLE"


def test_empty_pages_of_a_pdf_are_counted():
    assert rules.blank_pages(make.pdf("Đơn đề nghị", None, "trang ba")) == (3, (2,))


def test_a_page_that_unpacks_without_end_is_looked_at_no_further():
    amount, empty = rules.blank_pages(make.pdf_bomb())

    assert (amount, empty) == (1, (1,))
