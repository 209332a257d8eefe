from decimal import Decimal

import pytest

from motcua.modules.public_services.procedures.rules.steps import SourceStep, map_steps, role_of
from motcua.modules.public_services.procedures.types import Role, StepKind

ONE_STOP = "Bộ phận Tiếp nhận và Trả kết quả"


def steps(*pairs, hours="8"):
    return map_steps([SourceStep(name, office, Decimal(hours)) for name, office in pairs])


def kinds(mapped):
    return [step.kind for step in mapped]


@pytest.mark.parametrize(
    ("office", "name", "role"),
    [
        (ONE_STOP, "Tiếp nhận", Role.RECEPTION),
        ("UBND cấp xã - Bộ phận Tiếp nhận và Trả kết quả", "Trả kết quả", Role.RECEPTION),
        ("Công chức Tư pháp - Hộ tịch", "Thụ lý", Role.SPECIALIST),
        ("Phòng Tư pháp - chuyên viên", "Thẩm định", Role.SPECIALIST),
        ("Phòng Tư pháp - lãnh đạo", "Duyệt dự thảo", Role.UNIT_HEAD),
        ("Thanh tra huyện - lãnh đạo", "Duyệt", Role.UNIT_HEAD),
        ("Lãnh đạo UBND cấp huyện", "Xem xét, ký", Role.AUTHORITY_LEADER),
        ("Chủ tịch UBND cấp xã", "Quyết định", Role.AUTHORITY_LEADER),
        ("Văn thư", "Đóng dấu", Role.CLERK),
        ("Công an cấp xã - cán bộ thụ lý", "Thẩm định", Role.PARTNER),
        ("Cơ quan thuế", "Xác định nghĩa vụ tài chính", Role.PARTNER),
        ("Sở Lao động - Thương binh và Xã hội", "Quyết định", Role.PARTNER),
        ("Lãnh đạo cơ quan quản lý đất đai", "Duyệt", Role.PARTNER),
        ("UBND cấp xã", "Quyết định công nhận", Role.AUTHORITY_LEADER),
        ("UBND cấp xã", "Niêm yết công khai", Role.SPECIALIST),
        ("Phòng Văn hóa và Thông tin", "Thẩm định và cấp giấy phép", Role.UNIT_HEAD),
        ("Phòng Văn hóa và Thông tin", "Thẩm định hồ sơ, trình ký", Role.SPECIALIST),
        ("Phòng Kinh tế (cấp xã)", "Thụ lý, đăng ký vào sổ", Role.SPECIALIST),
    ],
)
def test_the_words_of_a_source_name_a_role(office, name, role):
    assert role_of(role_text=office, name=name) is role


def test_a_complete_source_is_taken_as_it_is():
    mapped = steps(
        ("Tiếp nhận", ONE_STOP),
        ("Phân công thụ lý", "Phòng Tư pháp - lãnh đạo"),
        ("Thẩm định", "Phòng Tư pháp - chuyên viên"),
        ("Duyệt dự thảo", "Phòng Tư pháp - lãnh đạo"),
        ("Xem xét, ký", "Lãnh đạo UBND cấp huyện"),
        ("Vào sổ, đóng dấu, trả kết quả", ONE_STOP),
    )

    assert kinds(mapped) == [
        StepKind.RECEIVE,
        StepKind.HANDLE,
        StepKind.HANDLE,
        StepKind.REVIEW,
        StepKind.SIGN,
        StepKind.RETURN,
    ]
    assert not any(step.added for step in mapped)
    assert [step.seq for step in mapped] == [1, 2, 3, 4, 5, 6]


def test_a_source_that_begins_at_an_office_gets_reception_and_return():
    mapped = steps(("Thẩm định", "Công chức Địa chính"), ("Quyết định", "Chủ tịch UBND cấp xã"))

    assert kinds(mapped) == [StepKind.RECEIVE, StepKind.HANDLE, StepKind.SIGN, StepKind.RETURN]
    assert [step.added for step in mapped] == [True, False, False, True]
    assert {mapped[0].role, mapped[-1].role} == {Role.RECEPTION}


def test_an_added_step_takes_its_time_from_its_neighbour():
    mapped = steps(("Thẩm định", "Công chức Địa chính"), ("Quyết định", "Chủ tịch UBND cấp xã"))

    assert [step.hours for step in mapped] == [2, 6, 6, 2]


def test_an_unsigned_source_gets_the_signature_of_the_leader():
    mapped = steps(
        ("Tiếp nhận", ONE_STOP),
        ("Niêm yết", "UBND cấp xã"),
        ("Lập biên bản", "Công chức Địa chính"),
        ("Trả kết quả", ONE_STOP),
    )

    assert kinds(mapped)[-2:] == [StepKind.SIGN, StepKind.RETURN]
    assert mapped[-2].role is Role.AUTHORITY_LEADER
    assert mapped[-2].added


def test_one_step_alone_is_the_work_and_its_head_signs():
    mapped = steps(
        ("Tiếp nhận", ONE_STOP), ("Thẩm định và cấp giấy phép", "Phòng Văn hóa và Thông tin")
    )

    assert kinds(mapped) == [StepKind.RECEIVE, StepKind.HANDLE, StepKind.SIGN, StepKind.RETURN]
    assert [step.role for step in mapped][1:3] == [Role.SPECIALIST, Role.UNIT_HEAD]


def test_a_partner_who_decides_signs():
    mapped = steps(
        ("Tiếp nhận", "Công an cấp xã - cán bộ tiếp nhận"),
        ("Thẩm định", "Công an cấp xã - cán bộ thụ lý"),
        ("Duyệt, ký", "Trưởng Công an cấp xã"),
        ("Trả kết quả", "Công an cấp xã - cán bộ tiếp nhận"),
    )

    assert (mapped[2].kind, mapped[2].role) == (StepKind.SIGN, Role.PARTNER)
    assert mapped[0].role is Role.RECEPTION


def test_what_the_applicant_does_himself_is_no_step():
    mapped = steps(("Thông báo", "Công dân, tổ chức"), ("Thẩm định", "Công chức Địa chính"))

    assert "Công dân, tổ chức" not in {step.role_text for step in mapped}


def test_a_process_without_an_office_is_refused():
    with pytest.raises(ValueError, match="at least one step"):
        steps(("Thông báo", "Công dân, tổ chức"))


def test_mapping_a_mapped_process_changes_nothing():
    once = steps(
        ("Tiếp nhận", ONE_STOP), ("Thẩm định và cấp giấy phép", "Phòng Văn hóa và Thông tin")
    )

    again = map_steps([SourceStep(one.name, one.role_text, one.hours) for one in once])

    assert [(one.kind, one.role, one.hours) for one in again] == [
        (one.kind, one.role, one.hours) for one in once
    ]
