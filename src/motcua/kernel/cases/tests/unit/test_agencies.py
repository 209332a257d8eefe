import pytest

from motcua.kernel.cases import api


@pytest.mark.parametrize(
    ("text", "level", "field"),
    [
        ("cấp huyện: Đất đai", "DISTRICT", "Đất đai"),
        ("Cấp tỉnh", "PROVINCE", ""),
        ("cấp xã :Hộ tịch ", "WARD", "Hộ tịch"),
    ],
)
def test_an_agency_is_named_by_level_and_field(text, level, field):
    assert api.wanted_agency(text) == api.WantedAgency(level=level, field=field)


@pytest.mark.parametrize("text", ["", "H24.12", "Chi cục Thuế", "cấp phép: Đất đai"])
def test_anything_else_is_a_code_or_a_name(text):
    assert api.wanted_agency(text) is None
