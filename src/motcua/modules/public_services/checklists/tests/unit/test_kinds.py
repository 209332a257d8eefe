"""Which questions are asked of a paper, told by its name."""

from datetime import date

import pytest

from motcua.modules.public_services.checklists import rules
from motcua.modules.public_services.checklists.types import Question

P, L, K, R, D, S = (
    Question.PRESENT,
    Question.LEGIBLE,
    Question.RIGHT_KIND,
    Question.RIGHT_PERSON,
    Question.IN_DATE,
    Question.SIGNED,
)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("Đơn đề nghị hỗ trợ", {P, L, K, R, S}),
        ("Giấy chứng sinh", {P, L, K, R, S}),
        ("Bản sao giấy khai sinh", {P, L, K, R, S}),
        ("Bản gốc Giấy chứng nhận đã cấp", {P, L, K, R, D, S}),
        ("Giấy xác nhận tình trạng hôn nhân", {P, L, K, R, D, S}),
        ("Biên bản họp thôn", {P, L, K, S}),
        ("Dự thảo quy chế hoạt động", {P, L, K}),
        ("Ảnh chân dung", {P, L, R}),
        ("Mảnh trích đo bản đồ địa chính", {P, L, K}),
    ],
)
def test_the_kind_of_paper_says_what_is_asked(name, asked):
    assert set(rules.check_list_of(name).questions) == asked


def test_what_the_form_declares_and_what_is_only_shown_is_asked_less():
    assert rules.check_list_of("Tờ khai", declared=True).questions == (R, Question.ANSWERS)
    assert rules.check_list_of("Căn cước", shown=True).questions == (R, D)


def test_a_certificate_of_marital_status_is_good_for_six_months():
    assert rules.check_list_of("Giấy xác nhận tình trạng hôn nhân").months == 6
    assert rules.good_until(date(2024, 8, 31), 6) == date(2025, 2, 28)
    assert rules.good_until(date(2024, 1, 15), 12) == date(2025, 1, 15)


@pytest.mark.parametrize(
    ("held", "asked", "fits"),
    [
        ("Trích lục khai sinh", "Bản sao giấy khai sinh", True),
        ("Giấy khai sinh", "Trích lục khai sinh (bản sao)", True),
        ("Giấy khai sinh", "Trích lục khai tử", False),
        ("Giấy phép xây dựng nhà ở riêng lẻ", "Bản chính giấy phép xây dựng đã cấp", True),
        ("Giấy phép xây dựng", "Giấy phép kinh doanh", False),
        ("Giấy chứng nhận kết hôn", "Trích lục kết hôn", True),
        ("Đơn đề nghị", "Đơn đề nghị", False),
        ("Mảnh trích đo", "Mảnh trích đo", False),
    ],
)
def test_a_paper_is_offered_for_its_like_alone(held, asked, fits):
    assert rules.may_stand_for(held, asked) is fits
