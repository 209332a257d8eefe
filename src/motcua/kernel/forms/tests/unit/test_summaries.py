from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import a_form, answers


def rows(code, data, **how):
    return {
        row.path: row
        for section in forms.summary(a_form(code), data, **how)
        for row in section.rows
    }


def test_answers_are_shown_as_people_read_them():
    shown = rows("khai-sinh", answers())

    assert shown["nguoi_duoc_khai_sinh.ngay_sinh"].value == "05/03/2024"
    assert shown["cha.ngay_sinh"].value == "1988"
    assert shown["ban_sao.co"].value == "Có"
    assert shown["me.noi_cu_tru"].value == "12 Trần Phú, Phường Hoàng Văn Thụ, Hồng Bàng, Hải Phòng"
    assert shown["nguoi_yeu_cau.giay_to"].value == "Thẻ căn cước công dân 031190001234"
    assert shown["me.ho_ten"].group == "Người mẹ"


def test_figures_numbers_and_rows():
    business = rows("dang-ky-ho-kinh-doanh", answers("dang-ky-ho-kinh-doanh"))
    house = rows("cap-phep-xay-dung-nha-o", answers("cap-phep-xay-dung-nha-o", lien_ke=False))

    assert business["von"].value == "50.000.000"
    assert business["nganh_nghe.0.ten"].group == "Ngành 1"
    assert house["dia_diem.dien_tich_dat_m2"].value == "80,5"
    assert house["lien_ke"].value == "Không"


def test_labels_stand_for_codes():
    shown = rows("tro-cap-xa-hoi-hang-thang", answers("tro-cap-xa-hoi-hang-thang"))

    assert shown["mau"].value == "Người cao tuổi"


def test_what_was_not_said_or_is_no_longer_asked_is_left_out():
    shown = rows("khai-sinh", answers(truong_hop="Chưa xác định được cha"))

    assert not [path for path in shown if path.startswith("cha")]
    assert "me.giay_to" not in shown


def test_a_row_links_to_its_question():
    shown = rows("khai-sinh", answers(), change=lambda section: f"/ho-so/{section}/")

    assert shown["me.ho_ten"].href == "/ho-so/2/#id_me.ho_ten"
    assert rows("khai-sinh", answers())["me.ho_ten"].href == ""


def test_what_was_typed_wrongly_is_shown_as_typed():
    data = answers()
    data["nguoi_duoc_khai_sinh"]["ngay_sinh"] = "31/2/2024"

    assert rows("khai-sinh", data)["nguoi_duoc_khai_sinh.ngay_sinh"].value == "31/2/2024"


def test_a_supplement_shows_what_changed():
    old, new = answers(), answers(quan_he="Bà")
    del new["cha"]["ngay_sinh"]
    new["giay_chung_sinh"]["so"] = "0124/2024"

    changes = forms.diff(a_form(), old, new)

    assert [(change.path, change.old, change.new) for change in changes] == [
        ("quan_he", "Mẹ", "Bà"),
        ("giay_chung_sinh.so", "0123/2024", "0124/2024"),
        ("cha.ngay_sinh", "1988", ""),
    ]
    assert forms.diff(a_form(), old, old) == ()
