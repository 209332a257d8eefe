from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from motcua.foundation import actors
from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.models import FormVersion
from motcua.kernel.forms.tests.factories import CODES, DATA, schema_of

pytestmark = pytest.mark.django_db
AT = datetime(2024, 3, 12, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 12)


def load(*schemas, actor=None, **how):
    return forms.load_forms(actor=actor or actors.system("test"), schemas=schemas, at=AT, **how)


def a_schema(**changes):
    return {
        "$id": "urn:tthc:form:don",
        "title": "Đơn",
        "type": "object",
        "x-procedure": ["9.999999"],
        "properties": {"noi_dung": {"type": "string", "title": "Nội dung"}},
        **changes,
    }


def test_a_new_form_stands_for_the_time_before_it_too():
    report = load(a_schema())

    assert report.added == ("don",)
    assert forms.get_form("don", on=date(2015, 1, 1)).title == "Đơn"
    assert forms.form_for_procedure("9.999999", on=TODAY).code == "don"
    assert EventRecord.objects.filter(code="forms.version_added").count() == 1


def test_loading_the_same_again_changes_nothing():
    load(a_schema())

    report = load(a_schema())

    assert report.unchanged == ("don",)
    assert EventRecord.objects.filter(code="forms.version_added").count() == 1


def test_a_changed_form_is_a_next_version_from_a_day_on():
    load(a_schema())

    load(a_schema(title="Đơn mới"), valid_from=date(2024, 7, 1))

    assert forms.get_form("don", on=date(2024, 6, 30)).title == "Đơn"
    assert forms.get_form("don", on=date(2024, 7, 1)).title == "Đơn mới"
    assert forms.get_form("don", on=date(2024, 7, 1)).version == 2


def test_answers_are_read_for_ever_with_their_version():
    load(a_schema())
    old = forms.get_form("don", on=TODAY)
    load(a_schema(properties={}), valid_from=TODAY)

    again = forms.get_form_by_id(old.id)

    assert [row.value for row in forms.summary(again, {"noi_dung": "Xin"})[0].rows] == ["Xin"]


def test_the_questions_keep_their_order():
    keys = ["z", "aaaa", "b", "yyyyyyyy", "c"]
    load(a_schema(properties={key: {"type": "string"} for key in keys}))

    assert list(forms.get_form("don", on=TODAY).schema["properties"]) == keys


def test_a_version_is_never_changed():
    load(a_schema())
    version = FormVersion.objects.get(code="don")

    for change in (
        lambda: FormVersion.objects.filter(id=version.id).update(title="Khác"),
        lambda: FormVersion.objects.filter(id=version.id).delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_what_cannot_be_asked_is_refused_and_nothing_is_added():
    broken = a_schema(**{"$id": "urn:x:hong"}, properties={"a": {"$ref": "#/$defs/khong"}})

    with pytest.raises(forms.NotAForm):
        load(a_schema(), broken)

    assert not FormVersion.objects.filter(code="don").exists()


@pytest.mark.parametrize("missing", ["$id", "title"])
def test_a_form_needs_a_code_and_a_title(missing):
    schema = a_schema()
    del schema[missing]

    with pytest.raises(forms.NotAForm):
        load(schema)


def test_only_who_keeps_the_catalogue_may_add():
    with pytest.raises(NotPermitted):
        load(a_schema(), actor=actors.ANONYMOUS)


def test_the_shipped_forms_are_there():
    versions = forms.list_forms(on=TODAY)

    assert [version.code for version in versions] == list(CODES)
    report = load(*forms.read_schemas(DATA))
    assert report.added == ()


def test_a_procedure_without_a_form_of_its_own_gets_the_one_for_every_request():
    assert forms.form_for_procedure("1.001193", on=TODAY).code == "khai-sinh"
    assert forms.form_for_procedure("1.000000", on=TODAY).code == "yeu-cau-chung"


def test_a_form_that_does_not_exist_is_refused():
    with pytest.raises(forms.NoSuchForm):
        forms.get_form("khong-co", on=TODAY)
    with pytest.raises(forms.NoSuchForm):
        forms.get_form("khai-sinh", on=date(1999, 12, 31))


def test_a_version_is_read_once(django_assert_num_queries):
    form = forms.get_form("khai-sinh", on=TODAY)

    with django_assert_num_queries(0):
        assert forms.get_form_by_id(form.id) is form
    with django_assert_num_queries(1):
        forms.get_form("khai-sinh", on=TODAY)


def test_a_file_that_is_no_schema_is_named(tmp_path):
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(forms.NotAForm, match=r"a\.json|not_a_form"):
        forms.read_schemas(tmp_path)
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    with pytest.raises(forms.NotAForm):
        forms.read_schemas(tmp_path)


def test_shipped_schemas_are_where_their_code_says():
    assert all(schema_of(code)["$id"] == f"urn:tthc:form:{code}" for code in CODES)
