import pytest

from motcua.kernel.forms.rules.answers import asked_only, node_at
from motcua.kernel.forms.rules.plan import Unaskable, make_plan, plan_of
from motcua.kernel.forms.tests.factories import CODES, a_form, answers, schema_of
from motcua.kernel.forms.types import Kind


def a_plan(**schema):
    return make_plan({"title": "Đơn", "type": "object", **schema})


@pytest.mark.parametrize("code", CODES)
def test_every_shipped_form_can_be_asked(code):
    plan = plan_of(a_form(code))

    asked = [key for section in plan.sections for key in section.fields]
    assert sorted(asked) == sorted(plan.root.children)


@pytest.mark.parametrize("code", CODES)
def test_nothing_in_valid_answers_to_a_shipped_form_is_unasked(code):
    plan = plan_of(a_form(code))

    assert asked_only(plan, plan.root, answers(code)) == answers(code)


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({"type": "string"}, Kind.TEXT),
        ({}, Kind.TEXT),
        ({"type": ["null", "integer"]}, Kind.INTEGER),
        ({"type": "string", "maxLength": 1000}, Kind.LONG_TEXT),
        ({"type": "string", "format": "date"}, Kind.DATE),
        ({"type": "string", "format": "date-time"}, Kind.INSTANT),
        ({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}, Kind.PARTIAL_DATE),
        ({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}, Kind.TIME),
        ({"type": "string", "pattern": r"^\d{12}$"}, Kind.TEXT),
        ({"type": "string", "pattern": r"^[^\d]+$"}, Kind.TEXT),
        ({"enum": ["A", "B"]}, Kind.CHOICE),
        ({"const": "A"}, Kind.CHOICE),
        ({"const": True}, Kind.CONFIRMATION),
        ({"type": "boolean"}, Kind.BOOLEAN),
        ({"type": "array", "items": {"enum": ["A"]}}, Kind.CHOICES),
        ({"type": "array", "items": {"type": "string"}}, Kind.LIST),
        ({"properties": {"x": {}}}, Kind.OBJECT),
    ],
)
def test_the_kind_of_a_question_follows_from_its_schema(schema, kind):
    plan = a_plan(properties={"hoi": schema})

    assert plan.root.children["hoi"].kind is kind


def test_words_beside_a_reference_come_first_and_its_requirements_add_up():
    plan = a_plan(
        **{"$defs": {"ten": {"type": "string", "title": "Tên", "maxLength": 9}}},
        properties={"a": {"$ref": "#/$defs/ten", "title": "Tên khác"}},
    )

    assert plan.root.children["a"].title == "Tên khác"
    assert plan.root.children["a"].schema["maxLength"] == 9


@pytest.mark.parametrize(
    "schema",
    [
        {"properties": {"a": {"$ref": "#/$defs/không có"}}},
        {"properties": {"a": {"$ref": "https://example.vn/schema"}}},
        {"$defs": {"a": {"$ref": "#/$defs/a"}}, "properties": {"a": {"$ref": "#/$defs/a"}}},
        {
            "$defs": {"a": {"properties": {"b": {"$ref": "#/$defs/a"}}}},
            "properties": {"a": {"$ref": "#/$defs/a"}},
        },
        {"properties": {"a": {"type": "chuỗi"}}},
        {"type": "string"},
    ],
)
def test_what_cannot_be_asked_is_refused_when_it_is_read(schema):
    with pytest.raises(Unaskable):
        make_plan({"title": "Đơn", "type": "object", **schema})


def test_questions_stand_in_their_order_and_what_no_section_names_in_the_last():
    plan = a_plan(
        properties={"c": {"x-order": 3}, "a": {"x-order": 1}, "b": {"x-order": 2}},
        **{"x-sections": [{"title": "Một", "fields": ["b"]}, {"title": "Hai", "fields": ["a"]}]},
    )

    assert list(plan.root.children) == ["a", "b", "c"]
    assert [section.fields for section in plan.sections] == [("b",), ("a", "c")]


def test_a_question_wanted_only_under_a_condition_is_asked_only_then():
    plan = plan_of(a_form("xac-nhan-tinh-trang-hon-nhan"))
    data = answers("xac-nhan-tinh-trang-hon-nhan", muc_dich_khac="Đi học")

    assert "muc_dich_khac" not in asked_only(plan, plan.root, data)
    data["muc_dich"] = "Mục đích khác"
    assert asked_only(plan, plan.root, data)["muc_dich_khac"] == "Đi học"


def test_a_question_that_a_branch_brings_along_is_asked_only_then():
    plan = a_plan(
        properties={"loai": {"enum": ["A", "B"]}},
        **{
            "if": {"properties": {"loai": {"const": "A"}}, "required": ["loai"]},
            "then": {"properties": {"cua_a": {"type": "string"}}},
            "else": {"properties": {"cua_b": {"type": "string"}}},
        },
    )

    assert set(plan.root.children) == {"loai", "cua_a", "cua_b"}
    both = {"loai": "B", "cua_a": "x", "cua_b": "y"}
    assert asked_only(plan, plan.root, both) == {"loai": "B", "cua_b": "y"}


def test_the_number_in_a_shared_definition_is_known_only_of_the_one_who_fills_in():
    plan = plan_of(a_form("thay-doi-thong-tin-cu-tru-ct01"))

    assert plan.root.children["so_dinh_danh"].prefill == "vneid.so_dinh_danh"
    for path in ("so_dinh_danh_chu_ho", "y_kien_chu_ho.so_dinh_danh", "thanh_vien.0.so_dinh_danh"):
        node = node_at(plan, path)
        assert node is not None
        assert node.prefill == ""


def test_no_code_of_a_procedure_belongs_to_two_forms():
    codes = [code for form in CODES for code in schema_of(form)["x-procedure"]]

    assert len(codes) == len(set(codes))
