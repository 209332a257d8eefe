from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import CODES, a_form, answers, schema_of

TODAY = date(2024, 3, 12)


def paths(code, data, **how):
    return [fault.path for fault in forms.validate(a_form(code), data, **how)]


def messages(code, data, **how):
    return {fault.path: fault.message for fault in forms.validate(a_form(code), data, **how)}


@pytest.mark.parametrize("code", CODES)
def test_valid_answers_have_no_faults(code):
    assert forms.validate(a_form(code), answers(code), on=TODAY) == ()


@pytest.mark.parametrize("code", CODES)
def test_an_empty_form_has_one_message_for_each_question_that_must_be_answered(code):
    faults = forms.validate(a_form(code), {})

    assert faults
    assert len({fault.path for fault in faults}) == len(faults)
    assert all(fault.message.endswith(".") for fault in faults)


def test_faults_come_in_the_order_of_the_page():
    data = answers()
    del (
        data["me"]["ho_ten"],
        data["quan_he"],
        data["nguoi_duoc_khai_sinh"]["noi_sinh"],
        data["cam_doan"],
    )
    data["nguoi_yeu_cau"]["dien_thoai"] = "12"

    assert paths("khai-sinh", data) == [
        "nguoi_yeu_cau.dien_thoai",
        "quan_he",
        "nguoi_duoc_khai_sinh.noi_sinh",
        "me.ho_ten",
        "cam_doan",
    ]


def test_messages_say_what_to_do_and_whose_answer_it_is():
    data = answers()
    data["nguoi_yeu_cau"] |= {"so_dinh_danh": "12", "dien_thoai": "1"}
    data["nguoi_yeu_cau"]["noi_cu_tru"] = {"tinh": "Hải Phòng"}
    del data["cam_doan"]

    assert messages("khai-sinh", data) == {
        "nguoi_yeu_cau.so_dinh_danh": "Người yêu cầu: hãy ghi số định danh cá nhân gồm 12 chữ số.",
        "nguoi_yeu_cau.noi_cu_tru.xa": "Người yêu cầu, nơi cư trú: hãy ghi xã, phường, đặc khu.",
        "nguoi_yeu_cau.dien_thoai": (
            "Người yêu cầu: hãy ghi số điện thoại gồm 10 chữ số, bắt đầu bằng 0."
        ),
        "cam_doan": (
            "Hãy đánh dấu vào ô “Cam đoan nội dung khai đúng sự thật và chịu trách nhiệm trước pháp"
            " luật”."
        ),
    }


def test_rows_are_named_by_their_number():
    data = answers("chung-thuc-ban-sao")
    data["giay_to"].append({"ten_ban_chinh": "Sổ"})

    assert messages("chung-thuc-ban-sao", data) == {
        "giay_to.1.so_trang": "Giấy tờ 2: hãy ghi số trang.",
        "giay_to.1.so_ban": "Giấy tờ 2: hãy ghi số bản sao.",
    }


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("31/2/2024", "ngày có thật"),
        ("2024-02-31", "ngày có thật"),
        ("2024-03-13", "chưa đến"),
        (20240305, "ngày có thật"),
    ],
)
def test_a_day_of_birth_is_a_day_of_the_calendar_and_lies_behind(value, message):
    data = answers()
    data["nguoi_duoc_khai_sinh"]["ngay_sinh"] = value

    faults = forms.validate(a_form(), data, on=TODAY)

    assert [fault.path for fault in faults] == ["nguoi_duoc_khai_sinh.ngay_sinh"]
    assert message in faults[0].message


@pytest.mark.parametrize(
    ("value", "is_fault"),
    [("2024", False), ("2024-03", False), ("2025", True), ("1988-02-31", True)],
)
def test_a_partial_date_is_checked_as_far_as_it_goes(value, is_fault):
    data = answers()
    data["me"]["ngay_sinh"] = value

    assert bool(forms.validate(a_form(), data, on=TODAY)) is is_fault


def test_a_day_that_is_meant_to_come_may_come():
    data = answers("ket-hon", ngay_hen_ky="2024-04-01")

    assert forms.validate(a_form("ket-hon"), data, on=TODAY) == ()


def test_a_condition_makes_an_answer_necessary():
    data = answers("lien-thong-khai-sinh-thuong-tru-bhyt", nhan_ket_qua="Qua bưu chính")

    assert paths("lien-thong-khai-sinh-thuong-tru-bhyt", data) == [
        "dia_chi_nhan.tinh",
        "dia_chi_nhan.xa",
    ]


def test_a_condition_on_another_group_reaches_into_a_group():
    data = answers("chung-thuc-ban-sao", hinh_thuc="Bản sao điện tử")

    assert paths("chung-thuc-ban-sao", data) == ["nguoi_yeu_cau.thu_dien_tu"]


def test_a_condition_may_want_more_of_a_group_that_is_not_there():
    data = answers("tro-cap-xa-hoi-hang-thang", mau="1đ")
    data.pop("khuyet_tat", None)

    assert paths("tro-cap-xa-hoi-hang-thang", data) == [
        "khuyet_tat.co",
        "khuyet_tat.giay_xac_nhan_so",
        "khuyet_tat.muc_do",
    ]


def test_answers_to_questions_no_longer_asked_are_not_checked():
    data = answers(truong_hop="Chưa xác định được cha", cha={"ho_ten": "1"})

    assert paths("khai-sinh", data) == []


def test_a_section_is_checked_alone():
    assert paths("khai-sinh", {}, section=2) == []
    assert paths("khai-sinh", {"truong_hop": "Thông thường"}, section=2) == ["me.ho_ten"]


def test_one_of_two_needs_the_other():
    form = a_form(
        schema={
            "$id": "urn:x:y",
            "title": "Đơn",
            "type": "object",
            "properties": {"so": {"title": "Số"}, "ngay": {"title": "Ngày"}},
            "dependentRequired": {"so": ["ngay"]},
        }
    )

    assert forms.validate(form, {}) == ()
    assert [fault.path for fault in forms.validate(form, {"so": "1"})] == ["ngay"]


@pytest.mark.parametrize(
    ("schema", "value", "words"),
    [
        ({"type": "string", "minLength": 5}, "abc", "ít nhất 5"),
        ({"type": "string", "maxLength": 2}, "abc", "không quá 2"),
        ({"type": "string", "format": "email"}, "abc", "ten@example.vn"),
        ({"type": "string", "format": "uri"}, "abc", "https://"),
        ({"type": "string", "pattern": "^[a-z]+$"}, "123", "ký hiệu"),
        (
            {"type": "string", "pattern": "^[a-z]+$", "x-message": "Chỉ chữ thường."},
            "123",
            "Chỉ chữ thường.",
        ),
        ({"type": "string", "pattern": r"^\d{6,20}$"}, "1", "6 đến 20 chữ số"),
        ({"type": "integer"}, "ba", "số nguyên"),
        ({"type": "integer"}, 2.5, "số nguyên"),
        ({"type": "number"}, "ba", "120,5"),
        ({"type": "integer", "minimum": 3}, 1, "từ 3 trở lên"),
        ({"type": "integer", "maximum": 3}, 9, "không quá 3"),
        ({"type": "number", "exclusiveMinimum": 0}, 0, "lớn hơn 0"),
        ({"type": "number", "exclusiveMaximum": 1.5}, 2, "nhỏ hơn 1,5"),
        ({"enum": ["A", "B"]}, "C", "chọn"),
        ({"type": "boolean"}, "có", "chọn"),
        ({"type": "array", "items": {"enum": ["A"]}}, ["B"], "chọn"),
        ({"type": "array", "items": {"enum": ["A"]}, "uniqueItems": True}, ["A", "A"], "một lần"),
        ({"type": "array", "items": {"type": "string"}, "minItems": 2}, ["A"], "ít nhất 2"),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 1}, ["A", "B"], "tối đa 1"),
        ({"type": "string", "format": "date-time"}, "mai", "08:30"),
        ({"type": "number", "multipleOf": 2}, 3, "chưa hợp"),
    ],
)
def test_each_rule_has_its_words(schema, value, words):
    form = a_form(
        schema={
            "$id": "urn:x:y",
            "title": "Đơn",
            "type": "object",
            "properties": {"hoi": {"title": "Điều hỏi", **schema}},
        }
    )

    faults = forms.validate(form, {"hoi": value})

    assert len(faults) == 1
    assert faults[0].path == "hoi"
    assert words in faults[0].message


def test_a_name_that_is_not_asked_is_named():
    faults = forms.validate(a_form(), answers(la="x"))

    assert [(fault.path, "la" in fault.message) for fault in faults] == [("la", True)]


@pytest.mark.parametrize(
    ("number", "born", "sex", "doubtful"),
    [
        ("031190001234", "1990-03-27", "Nữ", False),
        ("031190001234", "1991-03-27", "Nữ", True),
        ("031090001234", "1990", "Nữ", True),
        ("031090001234", "1990", "Nam", False),
        ("031324001234", "2024-03-05", "Nữ", False),
        ("031124001234", "2024-03-05", "Nữ", True),
        ("12", "1990", "Nam", False),
    ],
)
def test_a_number_of_another_sex_or_year_is_doubted_not_refused(number, born, sex, doubtful):
    data = answers("ban-sao-trich-luc")
    data["nguoi_duoc_cap"] |= {"so_dinh_danh": number, "ngay_sinh": born, "gioi_tinh": sex}

    doubts = forms.warnings(a_form("ban-sao-trich-luc"), data)

    assert [doubt.path for doubt in doubts] == (["nguoi_duoc_cap.so_dinh_danh"] if doubtful else [])


def test_a_mothers_number_is_of_a_woman():
    data = answers()
    data["me"]["so_dinh_danh"] = "031090001234"

    assert [doubt.path for doubt in forms.warnings(a_form(), data)] == ["me.so_dinh_danh"]


json_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "me",
                    "cha",
                    "con",
                    "giay_to",
                    "ho_ten",
                    "ngay_sinh",
                    "noi_cu_tru",
                    "0",
                    "mau",
                    "khuyet_tat",
                    "x",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None, phases=(Phase.reuse, Phase.generate))
@given(code=st.sampled_from(CODES), data=st.data())
def test_whatever_is_given_is_answered_not_broken(code, data):
    form = a_form(code)
    keys = list(schema_of(code)["properties"])
    junk = data.draw(json_junk | st.dictionaries(st.sampled_from(keys), json_junk, max_size=5))

    faults = forms.validate(form, junk, on=TODAY)
    forms.warnings(form, junk)
    forms.bound(form, junk if isinstance(junk, dict) else {}, faults)
    forms.summary(form, junk)
    forms.sections(form, junk if isinstance(junk, dict) else {})

    assert len({fault.path for fault in faults}) == len(faults)


def test_what_is_nested_deeper_than_any_form_is_refused():
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    assert forms.validate(a_form(), {"me": deep, "quan_he": deep})


def test_digits_are_the_ten_that_everybody_reads():
    data = answers()
    data["nguoi_yeu_cau"]["dien_thoai"] = "0٩12345678"

    assert paths("khai-sinh", data) == ["nguoi_yeu_cau.dien_thoai"]
