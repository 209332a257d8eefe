"""A form of two people: each has his part, and sees of the other's what the form says."""

from datetime import date

import pytest

from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import a_form, answers

BRIDE = {
    "vneid.ho_ten": "Phạm Thị Thanh Hà",
    "vneid.gioi_tinh": "Nữ",
    "vneid.ngay_sinh": "1995-04-12",
    "vneid.so_dinh_danh": "031195000001",
    "vneid.dan_toc": "Kinh",
    "csdl_dan_cu.thuong_tru": {"tinh": "Thành phố Hải Phòng", "xa": "Phường Minh Khai"},
}
ON = date(2026, 11, 25)


@pytest.fixture
def marriage():
    return a_form("ket-hon")


def test_each_part_is_a_page_of_its_own(marriage):
    parts = forms.parts(marriage)

    assert [(each.key, each.section, each.sex) for each in parts] == [
        ("ben_nu", 0, "Nữ"),
        ("ben_nam", 1, "Nam"),
    ]


def test_most_forms_have_no_parts():
    assert forms.parts(a_form("khai-sinh")) == ()
    assert forms.own_part(a_form("khai-sinh"), BRIDE) is None


def test_a_person_finds_his_own_part_filled_in_and_not_the_others(marriage):
    known = forms.prefill(marriage, BRIDE, ON)

    assert known["ben_nu"]["ho_ten"] == "Phạm Thị Thanh Hà"
    assert known["ben_nu"]["noi_cu_tru"]["xa"] == "Phường Minh Khai"
    assert known["ben_nu"]["giay_to"] == {"loai": "Thẻ căn cước", "so": "031195000001"}
    assert "ben_nam" not in known
    assert "ben_nu.ho_ten" in forms.prefilled(marriage, known, BRIDE)


def test_the_other_sees_only_what_the_form_shows(marriage):
    data = answers("ket-hon")

    seen = forms.mask(marriage, data, {"ben_nam"})

    assert set(seen["ben_nam"]) <= {"ho_ten", "ngay_sinh", "dan_toc", "quoc_tich"}
    assert seen["ben_nu"] == data["ben_nu"]


def test_the_law_lets_nobody_marry_by_proxy(marriage):
    assert forms.is_in_person(marriage)
    assert not forms.is_in_person(a_form("khai-sinh"))
