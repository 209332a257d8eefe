"""The decree as pure functions."""

from datetime import date

import pytest

from motcua.modules.office.outgoing import rules
from motcua.modules.office.outgoing.rules.numbers import default_symbol


@pytest.mark.parametrize(("number", "printed"), [(1, "01"), (9, "09"), (10, "10"), (128, "128")])
def test_one_zero_stands_before_numbers_under_ten(number, printed):
    assert rules.number_text(number) == printed


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2024, 3, 5), "Hồng Bàng, ngày 05 tháng 3 năm 2024"),
        (date(2024, 11, 12), "Hồng Bàng, ngày 12 tháng 11 năm 2024"),
        (date(2024, 2, 1), "Hồng Bàng, ngày 01 tháng 02 năm 2024"),
    ],
)
def test_zeros_stand_before_days_under_ten_and_months_one_and_two(day, printed):
    assert rules.date_line("Hồng Bàng", day) == printed


def test_a_letter_has_no_kind_in_its_symbol_but_its_drafting_unit():
    assert rules.symbol_of(kind="", agency="UBND", drafting="VX") == "UBND-VX"
    assert rules.symbol_of(kind="QĐ", agency="UBND", drafting="VX") == "QĐ-UBND"


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("Ủy ban nhân dân quận Hồng Bàng", "UBND"),
        ("Phòng Tư pháp quận Hồng Bàng", "TP"),
        ("Phòng Tài nguyên và Môi trường quận Hồng Bàng", "TNMT"),
        ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân quận", "VP"),
    ],
)
def test_a_unit_without_letterhead_is_abbreviated_by_its_name(name, symbol):
    assert default_symbol(name) == symbol


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("TUYỆT MẬT\nNội dung", "TUYỆT MẬT"),
        ("Độ mật: Tối mật", "MẬT"),
        ("  MẬT  ", "MẬT"),
        ("Bảo vệ bí mật đời tư của công dân", ""),
        ("Nuôi ong lấy mật", ""),
    ],
)
def test_a_mark_of_secrecy_is_told_from_the_word(text, mark):
    assert rules.mark_of_secrecy(text) == mark


def test_lines_are_told_by_how_they_begin():
    blocks = rules.parse_body(
        "Chương I\nQuy định chung\nĐiều 1. Phạm vi\n1. Khoản\na) Điểm\n- Gạch\n| A | B |\n| 1 | 2 |"
    )

    assert [block.type for block in blocks] == [
        "chapter",
        "article",
        "clause",
        "point",
        "dash",
        "table",
    ]
    assert blocks[0].text == "Quy định chung"
    assert blocks[5].rows == (("A", "B"), ("1", "2"))


def test_points_follow_the_vietnamese_alphabet():
    right = rules.parse_body("\n".join(f"{letter}) x" for letter in "abcdđegh"))
    wrong = rules.parse_body("\n".join(f"{letter}) x" for letter in "abcde"))

    assert rules.points_out_of_order(right) == ()
    assert rules.points_out_of_order(wrong) == ("e",)


def test_a_deputy_signs_for_the_head_and_by_authorisation_in_his_own_title():
    agency = "Ủy ban nhân dân quận Hồng Bàng"
    title = "Phó Chủ tịch phụ trách văn hóa - xã hội"

    deputy = rules.signer_lines(agency=agency, post_title=title, name="Lê Thị Phó")
    lent = rules.signer_lines(
        agency=agency,
        post_title="Chủ tịch Ủy ban nhân dân quận",
        name="A",
        own_title="Chánh Văn phòng",
    )

    assert (deputy["authority"], deputy["on_behalf"], deputy["title"]) == (
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "Phó Chủ tịch",
    )
    assert (lent["on_behalf"], lent["title"]) == ("TUQ. CHỦ TỊCH", "Chánh Văn phòng")


def test_versions_are_compared_word_by_word():
    lines = rules.compare(["Báo cáo trước ngày 20", "Hết"], ["Báo cáo trước ngày 25", "Hết"])

    assert lines == (
        (("same", "Báo cáo trước ngày"), ("removed", "20"), ("added", "25")),
        (("same", "Hết"),),
    )
