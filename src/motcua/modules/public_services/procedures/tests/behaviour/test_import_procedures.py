from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.foundation.actors import ANONYMOUS
from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.models import (
    CatalogueEdition,
    Procedure,
    ProcedureVersion,
)
from motcua.modules.public_services.procedures.queries import files
from motcua.modules.public_services.procedures.tests.factories import (
    AT,
    KEEPER,
    SINCE,
    TODAY,
    a_record,
    as_lines,
    import_records,
    import_shipped,
)
from motcua.modules.public_services.procedures.types import Reason

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)


def test_an_import_makes_procedures_with_their_first_version():
    report = import_records(a_record())

    assert [one.code for one in report.added] == ["1.999001"]
    version = api.get_version("1.999001", TODAY)
    assert (version.number, version.effective_from, version.effective_to) == (1, SINCE, None)


def test_a_repeated_import_without_change_makes_no_new_version():
    import_records(a_record())
    edition = CatalogueEdition.objects.get().number

    report = import_records(a_record(), effective_from=JULY)

    assert (report.added, report.changed, report.unchanged) == ((), (), 1)
    assert ProcedureVersion.objects.count() == 1
    assert CatalogueEdition.objects.get().number == edition


def test_a_changed_record_makes_a_new_version_from_the_day():
    import_records(a_record())

    report = import_records(a_record(result="Thẻ mèo"), effective_from=JULY)

    assert report.changed[0].fields == ("result",)
    assert api.get_version("1.999001", date(2025, 6, 30)).result == "Giấy phép nuôi mèo"
    assert api.get_version("1.999001", JULY).result == "Thẻ mèo"
    assert [one.number for one in api.list_versions("1.999001")] == [2, 1]


def test_a_correction_on_the_same_day_leaves_the_old_version_without_days():
    import_records(a_record())

    import_records(a_record(result="Thẻ mèo"))

    new, old = api.list_versions("1.999001")
    assert (old.effective_from, old.effective_to) == (SINCE, SINCE)
    assert api.get_version("1.999001", SINCE) == new
    assert api.get_version_by_id(old.id).result == "Giấy phép nuôi mèo"


def test_nothing_is_imported_before_a_later_version():
    import_records(a_record(), effective_from=JULY)

    with pytest.raises(api.FaultyImport) as refusal:
        import_records(a_record(result="Thẻ mèo"))

    (fault,) = refusal.value.report.faults
    assert (fault.reason, fault.details) == (Reason.LATER_VERSION, {"date": "01/07/2025"})


def test_each_faulty_line_is_named_and_nothing_half_imported_stays():
    with pytest.raises(api.FaultyImport) as refusal:
        import_records(
            a_record(code="1.999002"),
            "no json",
            a_record(code="1.9"),
            "",
            a_record(code="1.999002"),
            a_record(code="1.999003", level=None, fees=[{"amount_vnd": "much"}]),
        )

    faults = [(one.line, one.field, one.reason) for one in refusal.value.report.faults]
    assert faults == [
        (2, "", Reason.NOT_READABLE),
        (3, "code", Reason.BAD_CODE),
        (5, "code", Reason.TWICE),
        (6, "fees[1].name", Reason.MISSING),
        (6, "fees[1].amount_vnd", Reason.NOT_A_NUMBER),
        (6, "level", Reason.MISSING),
    ]
    assert not Procedure.objects.exists()
    assert not EventRecord.objects.filter(code__startswith="procedures.").exists()


def test_a_dry_run_judges_and_compares_and_writes_nothing():
    report = import_records(a_record(), dry_run=True)

    assert len(report.added) == 1
    assert not Procedure.objects.exists()


def test_only_keepers_of_the_catalogue_import():
    with pytest.raises(NotPermitted):
        import_records(a_record(), actor=ANONYMOUS)


def test_an_import_publishes_each_version_and_itself():
    import_records(a_record())

    codes = list(EventRecord.objects.order_by("recorded_at", "id").values_list("code", flat=True))
    assert sorted(codes) == ["procedures.catalogue_imported", "procedures.version_published"]


@pytest.mark.parametrize("filename", ["a.pdf", "a.xlsx", "a"])
def test_a_file_of_another_kind_is_refused(filename):
    with pytest.raises(api.FileNotReadable):
        api.import_procedures(
            actor=KEEPER, filename=filename, data=b"%PDF", effective_from=SINCE, at=AT
        )


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[]", b'"x"', b"{", b"null", b"[1, 2"])
def test_broken_bytes_are_a_fault_of_their_line(data):
    with pytest.raises(api.FaultyImport) as refusal:
        api.import_procedures(
            actor=KEEPER, filename="a.jsonl", data=data, effective_from=SINCE, at=AT
        )

    assert [one.line for one in refusal.value.report.faults] == [1]


def test_the_database_refuses_to_change_or_delete_a_version():
    import_records(a_record())

    for act in (
        lambda: ProcedureVersion.objects.update(name="x"),
        lambda: ProcedureVersion.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="publish a new one"), transaction.atomic():
            act()


def test_the_database_refuses_two_versions_of_one_day():
    import_records(a_record())
    twin = ProcedureVersion.objects.get()
    twin.pk, twin.number, twin.effective_from = None, 2, date(2024, 1, 1)

    with pytest.raises(IntegrityError, match="one_version_at_a_time"), transaction.atomic():
        twin.save(force_insert=True)


def test_the_whole_catalogue_comes_in_and_out_and_in_again_unchanged():
    assert len(import_shipped().added) == 487
    exports = {
        "a.xlsx": files.as_workbook(on=TODAY),
        "a.jsonl": b"".join(files.as_lines(on=TODAY)),
    }

    for filename, data in exports.items():
        report = api.import_procedures(
            actor=KEEPER, filename=filename, data=data, effective_from=JULY, at=AT
        )
        assert (report.unchanged, report.changed, report.added) == (487, (), ())


def test_every_procedure_has_a_process_from_reception_to_return():
    import_shipped()

    for version in api.list_procedures(on=TODAY, listed=False):
        kinds = [step.kind for step in version.steps]
        assert kinds[0] is api.StepKind.RECEIVE, version.code
        assert kinds[-2:] == [api.StepKind.SIGN, api.StepKind.RETURN], version.code
        assert kinds.count(api.StepKind.SIGN) == 1, version.code
        assert api.StepKind.HANDLE in kinds[1:-2], version.code
        assert {version.steps[0].role, version.steps[-1].role} == {api.Role.RECEPTION}
        assert all(step.hours > 0 for step in version.steps), version.code


def test_a_version_is_remembered_without_a_query(django_assert_num_queries):
    import_records(a_record())
    version = api.get_version("1.999001", TODAY)

    with django_assert_num_queries(0):
        assert api.get_version_by_id(version.id) is version
    with django_assert_num_queries(1):
        api.get_version("1.999001", TODAY)


def test_an_unknown_procedure_is_refused():
    with pytest.raises(api.NoSuchProcedure):
        api.get_version("9.999999", TODAY)
    assert api.find_version("9.999999", TODAY) is None


def test_the_edition_of_the_catalogue_is_one_row():
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute(
            "insert into procedures_catalogueedition values (2, 0, gen_random_uuid(), null)"
        )


def test_lines_of_a_file_may_end_the_windows_way():
    data = as_lines(a_record()).replace(b"\n", b"\r\n") + b"\r\n"

    report = api.import_procedures(
        actor=KEEPER, filename="a.JSONL", data=data, effective_from=SINCE, at=AT
    )

    assert len(report.added) == 1
