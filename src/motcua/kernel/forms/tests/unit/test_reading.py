from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import a_form, answers


def sent(**fields):
    return QueryDict(urlencode(fields, doseq=True))


def parse(code, fields, section=None):
    return forms.parse(a_form(code), QueryDict(urlencode(fields, doseq=True)), section)


def test_names_become_nested_data_and_unknown_names_are_ignored():
    data = parse(
        "khai-sinh",
        {
            "nguoi_yeu_cau.noi_cu_tru.tinh": " Hải  Phòng ",
            "nguoi_yeu_cau.la": "x",
            "csrfmiddlewaretoken": "abc",
            "quan_he": "",
        },
    )

    assert data == {"nguoi_yeu_cau": {"noi_cu_tru": {"tinh": "Hải Phòng"}}}


def test_text_is_kept_composed_and_without_what_cannot_be_seen():
    data = parse("khai-sinh", {"quan_he": "Me\u0323\u200b\x00"})

    assert data == {"quan_he": "Mẹ"}


def test_numbers_lose_the_spaces_of_their_writers():
    data = parse(
        "khai-sinh",
        {
            "nguoi_yeu_cau.so_dinh_danh": "031 190 001 234",
            "nguoi_yeu_cau.dien_thoai": "+84 912 345 678",
        },
    )

    assert data["nguoi_yeu_cau"] == {"so_dinh_danh": "031190001234", "dien_thoai": "0912345678"}


def test_what_cannot_be_read_stays_as_typed():
    data = parse(
        "khai-sinh",
        {
            "nguoi_duoc_khai_sinh.ngay_sinh.day": "31",
            "nguoi_duoc_khai_sinh.ngay_sinh.month": "2",
            "nguoi_duoc_khai_sinh.ngay_sinh.year": "2024",
            "ban_sao.co": "on",
            "ban_sao.so_luong": "hai",
        },
    )

    assert data == {
        "nguoi_duoc_khai_sinh": {"ngay_sinh": "31/2/2024"},
        "ban_sao": {"co": True, "so_luong": "hai"},
    }


def test_a_day_may_be_typed_into_one_box():
    data = parse("khai-sinh", {"nguoi_duoc_khai_sinh.ngay_sinh": "5/3/2024"})

    assert data["nguoi_duoc_khai_sinh"]["ngay_sinh"] == "2024-03-05"


def test_an_untouched_optional_group_is_no_answer_though_its_defaults_were_sent():
    data = parse(
        "khai-sinh",
        {
            "cha.quoc_tich": "Việt Nam",
            "cha.noi_cu_tru.quoc_gia": "Việt Nam",
            "_asked": "ban_sao.co",
        },
    )

    assert data == {}


def test_a_box_left_empty_is_a_no_only_if_it_stood_on_the_page():
    assert parse("cap-phep-xay-dung-nha-o", {"_asked": "lien_ke"}) == {"lien_ke": False}
    assert parse("cap-phep-xay-dung-nha-o", {}) == {}


def test_a_declaration_left_unticked_is_absent():
    assert parse("khai-sinh", {"cam_doan": ""}) == {}
    assert parse("khai-sinh", {"cam_doan": "on"}) == {"cam_doan": True}


def test_rows_come_in_the_order_of_their_numbers_and_blank_ones_are_dropped():
    data = parse(
        "chung-thuc-ban-sao",
        {
            "giay_to.10.ten_ban_chinh": "Mười",
            "giay_to.2.ten_ban_chinh": "Hai",
            "giay_to.3.ten_ban_chinh": "",
            "giay_to.3.nuoc_cap": "Việt Nam",
            "giay_to.x.ten_ban_chinh": "Không số",
        },
    )

    assert data == {"giay_to": [{"ten_ban_chinh": "Hai"}, {"ten_ban_chinh": "Mười"}]}


def test_adding_and_removing_rows_needs_no_script():
    fields = {"giay_to.0.ten_ban_chinh": "Bằng", "giay_to.1.ten_ban_chinh": "Sổ"}

    more = {**fields, "add": "giay_to"}
    fewer = {**fields, "remove": "giay_to.0"}

    assert parse("chung-thuc-ban-sao", more)["giay_to"] == [
        {"ten_ban_chinh": "Bằng"},
        {"ten_ban_chinh": "Sổ"},
        {},
    ]
    assert parse("chung-thuc-ban-sao", fewer)["giay_to"] == [{"ten_ban_chinh": "Sổ"}]
    for press in (sent(add="giay_to"), sent(remove="giay_to.0")):
        again = forms.rework(press)
        assert again is not None
        assert again.anchor == "id_giay_to"
    assert forms.rework(sent(**fields)) is None


def test_choices_are_several_ticks_under_one_name():
    data = parse(
        "tro-cap-xa-hoi-hang-thang",
        {"khuyet_tat.co": "on", "khuyet_tat.dang_tat": ["Nhìn", "Vận động", "Nhìn"]},
    )

    assert data["khuyet_tat"]["dang_tat"] == ["Nhìn", "Vận động"]


def test_a_site_is_completed_and_an_address_of_mail_loses_its_spaces():
    data = parse(
        "dang-ky-ho-kinh-doanh",
        {"tru_so.website": "minhanh.vn", "tru_so.thu_dien_tu": "hoa @example.vn"},
    )

    assert data["tru_so"] == {"website": "https://minhanh.vn", "thu_dien_tu": "hoa@example.vn"}


def test_only_the_answers_of_the_section_are_read():
    fields = {"quan_he": "Mẹ", "me.ho_ten": "Nguyễn Thị Hoa"}

    assert parse("khai-sinh", fields, section=0) == {"quan_he": "Mẹ"}
    assert parse("khai-sinh", fields, section=2) == {"me": {"ho_ten": "Nguyễn Thị Hoa"}}


def test_what_was_emptied_on_the_page_is_gone_and_the_rest_stays():
    form, data = a_form(), answers()

    merged = forms.merge(form, data, {"quan_he": "Bà"}, section=0)

    assert "nguoi_yeu_cau" not in merged
    assert merged["quan_he"] == "Bà"
    assert merged["me"] == data["me"]


def test_an_answer_whose_question_was_not_on_the_page_stays():
    form, data = a_form(), answers(truong_hop="Chưa xác định được cha")

    merged = forms.merge(form, data, {"me": {"ho_ten": "Lê Thị Ba"}}, section=2)

    assert merged["cha"] == data["cha"]
    assert "cha" not in forms.clean(form, merged)


def test_an_answer_that_another_rules_out_comes_back_when_that_is_taken_back():
    form, data = a_form(), answers()
    part = {key: value for key, value in data.items() if key != "cha"}

    without = forms.merge(form, data, part | {"truong_hop": "Chưa xác định được cha"})
    back = forms.merge(form, without, {"truong_hop": "Thông thường"}, section=0)

    assert "cha" not in forms.clean(form, without)
    assert forms.clean(form, back)["cha"] == data["cha"]


@pytest.mark.parametrize("path", ["cha.ho_ten", "", "me.khong_co", "a.b.c", "con.0"])
def test_value_at_never_fails(path):
    forms.value_at(answers(), path)
    forms.value_at(None, path)
    forms.value_at([1], path)
