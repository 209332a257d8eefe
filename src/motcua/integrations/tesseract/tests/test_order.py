"""The order of reading, and the angle by which a page is askew."""

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from motcua.integrations.tesseract import order, pictures
from motcua.kernel.documents import api as documents

HEAD = (
    (100, "UBND QUẬN", 620, "CỘNG HÒA"),
    (140, "SỞ DẦU", 640, "Độc lập"),
    (220, "Số: 5/UBND", 600, "ngày 5"),
    (260, "V/v họp", None, ""),
    (380, "Kính gửi các phường trên toàn địa bàn thành phố", None, ""),
)


def _words(rows):
    for top, left_text, right_at, right_text in rows:
        for start, text in ((100, left_text), (right_at, right_text)):
            at = start
            for word in text.split():
                yield order.Word(word, at, top, at + 14 * len(word), top + 24, 95.0)
                at += 14 * len(word) + 8


def test_of_two_columns_the_left_one_is_read_first_and_the_day_comes_after_the_number():
    read = order.page_text(list(_words(HEAD)))
    assert read.text.splitlines() == [
        "UBND QUẬN",
        "SỞ DẦU",
        "CỘNG HÒA",
        "Độc lập",
        "Số: 5/UBND",
        "V/v họp",
        "ngày 5",
        "Kính gửi các phường trên toàn địa bàn thành phố",
    ]
    assert read.layout.splitlines()[0].split("  ")[-1].strip() == "CỘNG HÒA"
    assert read.confidence == 95


def test_a_page_without_words_has_no_text():
    assert order.page_text([]).text == ""


@pytest.mark.parametrize("askew", [-1.5, 0.0, 1.0])
def test_a_page_is_made_level(askew):
    page = Image.new("L", (500, 700), 255)
    draw = ImageDraw.Draw(page)
    for y in range(60, 640, 20):
        draw.line((60, y, 440, y), fill=0, width=6)
    turned = page.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
    assert abs(pictures.skew_of(turned) + askew) <= pictures.STEP


def test_a_picture_that_is_none_or_a_bomb_is_refused():
    bomb = BytesIO()
    Image.new("1", (9000, 9000)).save(bomb, "PNG")
    for content in (b"nothing", bomb.getvalue()):
        with pytest.raises(documents.PageUnreadable):
            pictures.prepare(content)
