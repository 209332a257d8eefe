from motcua.foundation.errors import Fault
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import a_form, answers


def parts(code, data=None, **how):
    """Return the parts of a page by their names."""
    bound = forms.bound(a_form(code), {} if data is None else data, **how)
    found, waiting = {}, [part for section in bound.sections for part in section.parts]
    while waiting:
        part = waiting.pop(0)
        found[part.name] = part
        waiting += [*part.parts, *part.rows]
    return found


def test_questions_of_another_section_stand_on_another_page():
    assert set(forms.sections(a_form())[0].fields) >= {"quan_he", "nguoi_yeu_cau"}
    assert "me" not in parts("khai-sinh", section=0)
    assert "me" in parts("khai-sinh", section=2)


def test_what_another_page_decided_is_not_asked():
    page = parts("khai-sinh", answers(truong_hop="Chưa xác định được cha"), section=2)

    assert "cha" not in page
    assert page["me"].shown_when == ""
    assert page["me"].required


def test_what_this_page_decides_is_shown_when_it_is_so():
    page = parts("khai-sinh", answers(truong_hop="Chưa xác định được cha"))

    assert (
        page["cha"].shown_when
        == "truong_hop!=Chưa xác định được cha|Trẻ bị bỏ rơi&truong_hop!=Chưa xác định được cha"
    )
    assert page["ban_sao.so_luong"].shown_when == "ban_sao.co=on"
    assert (
        page["ban_sao.so_luong"].only_if == "Chỉ trả lời nếu đã đánh dấu “Có đề nghị cấp bản sao”."
    )
    more = parts("xac-nhan-tinh-trang-hon-nhan")
    assert more["muc_dich_khac"].shown_when == "muc_dich=Mục đích khác"
    assert more["muc_dich_khac"].only_if == "Chỉ trả lời nếu “Mục đích sử dụng” là “Mục đích khác”."


def test_a_condition_that_the_script_does_not_know_has_no_attribute():
    page = parts("thay-doi-cai-chinh-ho-tich")

    assert page["con_dong_y"].shown_when == ""


def test_several_values_are_one_condition():
    page = parts("thay-doi-thong-tin-cu-tru-ct01")

    assert page["dia_chi_moi"].shown_when == "loai_de_nghi=Đăng ký thường trú|Đăng ký tạm trú"


def test_controls_fit_what_is_asked():
    page = parts("khai-sinh")
    kinds = {name: part.field.type for name, part in page.items() if part.field}

    assert kinds["truong_hop"] == "radios"
    assert kinds["nguoi_duoc_khai_sinh.gioi_tinh"] == "radios"
    assert kinds["nguoi_duoc_khai_sinh.dan_toc"] == "select"
    assert kinds["nguoi_duoc_khai_sinh.ngay_sinh"] == "date_parts"
    assert kinds["nguoi_yeu_cau.dien_thoai"] == "tel"
    assert kinds["nguoi_yeu_cau.thu_dien_tu"] == "email"
    assert kinds["cam_doan"] == "checkbox"
    assert page["nguoi_yeu_cau.so_dinh_danh"].field.inputmode == "numeric"
    assert page["nguoi_yeu_cau.giay_to.loai"].field.type == "radios"
    assert page["nguoi_yeu_cau.noi_cu_tru.loai"].field.type == "select"


def test_only_the_one_who_fills_in_is_offered_his_own_data():
    page = parts("khai-sinh")

    assert page["nguoi_yeu_cau.ho_ten"].field.autocomplete == "name"
    assert page["nguoi_yeu_cau.noi_cu_tru.chi_tiet"].field.autocomplete == "address-line1"
    assert page["me.ho_ten"].field.autocomplete == ""


def test_defaults_are_shown_where_nothing_was_said_yet():
    assert parts("khai-sinh")["cha.quoc_tich"].field.value == "Việt Nam"
    assert (
        parts("khai-sinh", answers(cha={"ho_ten": "Trần Văn Nam"}))["cha.quoc_tich"].field.value
        == ""
    )


def test_a_fault_stands_at_its_field_without_the_name_of_its_group():
    fault = Fault("me.ho_ten", "Người mẹ: hãy ghi họ, chữ đệm, tên.")

    page = parts("khai-sinh", faults=[fault])

    assert page["me.ho_ten"].field.error == "Hãy ghi họ, chữ đệm, tên."


def test_what_is_rarely_filled_in_is_folded_until_it_is_needed():
    assert parts("khai-sinh")["me.giay_to"].folded
    data = answers()
    data["me"]["giay_to"] = {"so": "1"}
    assert not parts("khai-sinh", data)["me.giay_to"].folded
    fault = Fault("me.giay_to.so", "x")
    assert not parts("khai-sinh", faults=[fault])["me.giay_to"].folded


def test_suggestions_are_offered_by_path_or_by_key_and_stand_once():
    bound = forms.bound(
        a_form(),
        {},
        suggestions={"*.xa": ["Phường Sở Dầu"], "me.noi_cu_tru.tinh": ["Hải Phòng"]},
    )

    assert set(bound.lists.values()) >= {("Phường Sở Dầu",), ("Hải Phòng",)}
    assert len(bound.lists) == 3  # and the examples of quan_he


def test_prefilled_answers_say_where_they_come_from():
    page = parts("khai-sinh", answers(), prefilled={"nguoi_yeu_cau.ho_ten": "VNeID"})

    assert page["nguoi_yeu_cau.ho_ten"].field.hint == "Đã điền từ VNeID. Hãy kiểm tra."


def test_a_list_that_must_not_be_empty_begins_with_a_row():
    assert len(parts("chung-thuc-ban-sao")["giay_to"].rows) == 1
    assert parts("xac-nhan-tinh-trang-hon-nhan")["thoi_gian_cu_tru"].rows == ()


def test_a_choice_that_does_not_exist_any_more_is_still_shown():
    data = answers()
    data["nguoi_duoc_khai_sinh"]["dan_toc"] = "Khác"

    options = parts("khai-sinh", data)["nguoi_duoc_khai_sinh.dan_toc"].field.options

    assert options[-1] == ("Khác", "Khác")


def test_what_the_house_knows_itself_is_not_asked():
    page = parts("khai-sinh")

    assert "kinh_gui" not in page
    assert "nguoi_duoc_khai_sinh.ngay_sinh_bang_chu" not in page


def test_sections_in_which_nothing_is_asked_are_skipped():
    form = a_form(
        schema={
            "title": "Đơn",
            "type": "object",
            "properties": {
                "loai": {"enum": ["A", "B"]},
                "them": {
                    "x-asked-if": {"properties": {"loai": {"const": "B"}}, "required": ["loai"]}
                },
            },
            "x-sections": [
                {"title": "Một", "fields": ["loai"]},
                {"title": "Hai", "fields": ["them"]},
            ],
        }
    )

    assert [section.index for section in forms.sections(form, {"loai": "A"})] == [0]
    assert [section.index for section in forms.sections(form, {"loai": "B"})] == [0, 1]
    assert len(forms.sections(form)) == 2
