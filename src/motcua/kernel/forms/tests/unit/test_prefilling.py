from datetime import date

from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests.factories import SOURCES, a_form


def test_a_form_begins_with_what_is_known_and_with_its_defaults():
    data = forms.prefill(a_form(), SOURCES)

    assert data["nguoi_yeu_cau"]["ho_ten"] == "Nguyễn Thị Hoa"
    assert data["nguoi_yeu_cau"]["noi_cu_tru"]["xa"] == "Phường Hoàng Văn Thụ"
    assert data["nguoi_yeu_cau"]["giay_to"] == {
        "loai": "Thẻ căn cước công dân",
        "so": "031190001234",
    }
    assert data["truong_hop"] == "Thông thường"
    assert "me" not in data


def test_the_card_has_its_new_name_since_the_law_on_identity():
    before = forms.prefill(a_form(), SOURCES, on=date(2024, 6, 30))
    after = forms.prefill(a_form(), SOURCES, on=date(2024, 7, 1))

    assert before["nguoi_yeu_cau"]["giay_to"]["loai"] == "Thẻ căn cước công dân"
    assert after["nguoi_yeu_cau"]["giay_to"]["loai"] == "Thẻ căn cước"


def test_of_an_unknown_person_nothing_is_said():
    assert forms.prefill(a_form("chung-thuc-ban-sao"), {}) == {
        "hinh_thuc": "Bản giấy",
        "nhan_ket_qua": "Tại Bộ phận Tiếp nhận và Trả kết quả",
    }


def test_a_form_that_asks_at_its_root_is_filled_at_its_root():
    data = forms.prefill(a_form("thay-doi-thong-tin-cu-tru-ct01"), SOURCES)

    assert data == {
        "ho_ten": "Nguyễn Thị Hoa",
        "ngay_sinh": "1990-03-27",
        "so_dinh_danh": "031190001234",
        "dien_thoai": "0912345678",
    }


def test_an_answer_that_was_changed_is_no_longer_the_sources():
    form = a_form()
    data = forms.prefill(form, SOURCES)
    data["nguoi_yeu_cau"]["dien_thoai"] = "0987654321"

    marked = forms.prefilled(form, data, SOURCES)

    assert marked["nguoi_yeu_cau.ho_ten"] == "VNeID"
    assert marked["nguoi_yeu_cau.giay_to.so"] == "VNeID"
    assert marked["nguoi_yeu_cau.noi_cu_tru.tinh"] == "Cơ sở dữ liệu quốc gia về dân cư"
    assert "nguoi_yeu_cau.dien_thoai" not in marked
