from datetime import date
from typing import Any

import pytest

from motcua.integrations.vneid import claims

HA: dict[str, Any] = {
    "sub": "u-1",
    "SoDinhDanh": "099197000001",
    "HoVaTen": "Phạm Thị Thanh Hà",
    "NgayThangNamSinh": "19970518",
    "GioiTinh": "2",
    "SoDienThoai": "+84 199 000 001",
    "ThuongTru": "Số 27 ngõ 61 Đinh Tiên Hoàng, Phường Hoàng Văn Thụ, Quận Hồng Bàng, "
    "Thành phố Hải Phòng",
    "DanToc": "Kinh",
    "TonGiao": "Không",
    "NhomMau": "01",
}


def read(**changes: Any) -> Any:
    return claims.read(HA | changes)


def test_the_claims_become_a_person():
    found = read()

    assert (found.key, found.personal_number) == ("099197000001", "099197000001")
    assert (found.birth_date, found.gender) == (date(1997, 5, 18), "FEMALE")
    assert found.phone == "0199000001"
    assert found.address["xa"] == "Phường Hoàng Văn Thụ"
    assert found.address["huyen"] == "Quận Hồng Bàng"
    assert found.address["tinh"] == "Thành phố Hải Phòng"
    assert found.address["chi_tiet"] == "Số 27 ngõ 61 Đinh Tiên Hoàng"


def test_what_nobody_needs_is_left():
    assert "Không" not in str(read())
    assert "Kinh" not in str(read())


def test_an_address_of_two_levels_has_no_district():
    found = read(ThuongTru="Thôn 3, Xã An Dương, Thành phố Hải Phòng")

    assert found.address["xa"] == "Xã An Dương"
    assert "huyen" not in found.address


def test_an_address_may_come_in_parts():
    found = read(
        ThuongTru={
            "TenTinhThanh": "Thành phố Hải Phòng",
            "ChiTiet": "Số 1",
            "MaPhuongXa": "11320",
        }
    )

    assert found.address["tinh"] == "Thành phố Hải Phòng"
    assert found.address["chi_tiet"] == "Số 1"


@pytest.mark.parametrize("text", ["18/05/1997", "1997-05-18", "19970518", "18051997"])
def test_days_come_in_many_shapes(text):
    assert claims.read(HA | {"NgayThangNamSinh": text}).birth_date == date(1997, 5, 18)


@pytest.mark.parametrize("text", ["1997", "", None, "không rõ"])
def test_of_some_people_no_day_of_birth_is_known(text):
    assert claims.read(HA | {"NgayThangNamSinh": text}).birth_date is None


def test_without_a_number_the_account_is_known_by_its_id():
    found = claims.read({**HA, "SoDinhDanh": ""})

    assert (found.key, found.personal_number) == ("u-1", None)


@pytest.mark.parametrize(
    "change", [{"SoDinhDanh": "123"}, {"HoVaTen": " "}, {"SoDinhDanh": "", "sub": ""}]
)
def test_an_answer_that_names_nobody_is_refused(change):
    with pytest.raises(ValueError, match="identity provider"):
        claims.read(HA | change)
