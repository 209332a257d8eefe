"""What a document laid out by the decree says, read from its text."""

from datetime import date

import pytest

from motcua.modules.office.incoming import rules
from motcua.modules.office.incoming.types import Urgency

KINDS = {"CV": "Công văn", "QD": "Quyết định (cá biệt)", "KH": "Kế hoạch", "TB": "Thông báo"}
LETTER = """
ỦY BAN NHÂN DÂN                     CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÀNH PHỐ HẢI PHÒNG                      Độc lập - Tự do - Hạnh phúc
SỞ TƯ PHÁP
Số: 05/STP-HCTP                     Hải Phòng, ngày 05 tháng 3 năm 2024
V/v rà soát thủ tục
hành chính                                       HỎA TỐC
                 Kính gửi: Ủy ban nhân dân các quận
"""
PLAN = """
  ỦY BAN NHÂN DÂN                       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
  QUẬN HỒNG BÀNG                             Độc lập - Tự do - Hạnh phúc
  Số: 112 /KH-UBND                          Hồng Bàng, ngày 12 tháng 11 năm 2025
                              KẾ HOẠCH
                   Chuyển đổi số năm 2026
                   trên địa bàn quận
Căn cứ Luật Tổ chức chính quyền địa phương;
"""


def test_a_letter_is_read():
    found = rules.read_layout(LETTER, KINDS)
    assert (found.author, found.number_symbol) == ("Sở Tư pháp", "05/STP-HCTP")
    assert (found.issued_on, found.kind) == (date(2024, 3, 5), "CV")
    assert (found.subject, found.urgency) == ("rà soát thủ tục hành chính", Urgency.EXPRESS)


def test_the_last_word_of_a_long_name_is_no_other_organisation():
    found = rules.read_layout(LETTER.replace("SỞ TƯ PHÁP", "SỞ TÀI NGUYÊN VÀ MÔI\nTRƯỜNG"), KINDS)
    assert found.author == "Sở Tài nguyên và Môi trường"


def test_a_document_with_its_kind_is_read():
    found = rules.read_layout(PLAN, KINDS)
    assert found.author == "Ủy ban nhân dân quận Hồng Bàng"
    assert (found.number_symbol, found.kind) == ("112/KH-UBND", "KH")
    assert found.subject == "Chuyển đổi số năm 2026 trên địa bàn quận"
    assert found.issued_on == date(2025, 11, 12)


def test_a_scan_is_read_though_its_marks_are_not_quite_right():
    text = LETTER.replace("SỞ TƯ PHÁP\n", "").replace("HỎA TỐC", "HÓA TÔC")
    found = rules.read_layout(text, KINDS)
    assert found.author == "Ủy ban nhân dân thành phố Hải Phòng"
    assert (found.urgency, found.subject) == (Urgency.EXPRESS, "rà soát thủ tục hành chính")


def test_the_text_below_a_title_is_no_title():
    body = "Qua theo dõi tình hình chuyển đổi số trong chín tháng đầu năm, Ủy ban nhân dân báo cáo"
    found = rules.read_layout(PLAN.replace("Căn cứ Luật", f"{body}\nCăn cứ Luật"), KINDS)
    assert found.subject == "Chuyển đổi số năm 2026 trên địa bàn quận"


@pytest.mark.parametrize(
    "text", ["", "một bản quét không có lớp chữ", "Số: \nngày 40 tháng 13 năm 2024"]
)
def test_what_is_not_there_stays_empty(text):
    found = rules.read_layout(text, KINDS)
    assert (found.author, found.number_symbol, found.issued_on) == ("", "", None)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("ỦY BAN      TỐI MẬT\nSố: 1", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("Độ mật: mật", "MẬT"),
        ("giữ bí mật đời tư, MẬT ONG", ""),
    ],
)
def test_a_mark_of_secrecy_is_told_from_the_word(text, mark):
    assert rules.mark_of_secrecy(text) == mark


@pytest.mark.parametrize("zero", ["5/UBND", "05/UBND", " 05 / UBND "])
def test_a_document_is_one_however_its_number_is_written(zero):
    def of(number):
        return rules.identity_of(author="Sở Y tế", number_symbol=number, issued_on=None)

    assert of(zero) == of("05/UBND")
    assert of("15/UBND") != of("5/UBND")
    assert of("") == ""


def test_the_stamp_covers_no_words_where_it_can():
    first, second, *_others = rules.PLACES
    assert rules.best_place([]) == first
    left, top = first
    assert rules.best_place([(left + 5, top + 10, 30)]) == second
