"""A report from its opening to the unit above: filled in, checked, signed, added up, corrected."""

import io
from datetime import date

import pypdf
import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import local
from motcua.kernel.signatures import api as signatures
from motcua.modules.office.reports import queries, tasks, use_cases
from motcua.modules.office.reports.errors import (
    ReasonMissing,
    ReportElsewhere,
    ReportIncomplete,
    ReportNotFound,
    WorkbookRefused,
)
from motcua.modules.office.reports.models import Report
from motcua.modules.office.reports.tests import factories as make
from motcua.modules.office.reports.types import Standing, State

pytestmark = pytest.mark.django_db


def filled(report):
    report.refresh_from_db()
    return queries.fill(report, queries.get_version(report))


def test_each_unit_that_owes_a_report_finds_it_open_once_with_its_own_deadline(world):
    assert make.open_all() == 0
    ward, district = world.report("ward"), world.report("district")
    assert ward.period == "2024-03@14"
    assert ward.due_at == local("2024-03-18 17:00")
    assert district.due_at == local("2024-03-20 17:00")
    assert (ward.receiver_id, district.receiver_id) == (world.units["district"], None)
    assert Report.objects.count() == 3


def test_a_day_off_that_is_entered_later_moves_the_deadlines_ahead_and_no_past_one(world):
    organisation.set_day(
        actor=make.HOUSE,
        day=date(2024, 3, 19),
        kind=organisation.DayKind.HOLIDAY,
        name="Ngày nghỉ",
        legal_basis="Thông báo",
        at=make.OPENED,
    )
    assert use_cases.recount_deadlines(at=local("2024-03-18 18:00")) == 1
    assert world.report("district").due_at == local("2024-03-21 17:00")
    assert world.report("ward").due_at == local("2024-03-18 17:00")


def test_the_next_month_asks_again_and_what_was_before_the_adoption_is_not_asked(world):
    assert make.open_all(local("2024-04-16 07:00")) == 3
    periods = set(Report.objects.values_list("period", flat=True))
    assert periods == {"2024-03@14", "2024-04@14"}


def test_all_that_is_wrong_is_named_at_once_and_nothing_typed_is_lost(world):
    report = make.fill(world, "ward", B1="hai", C2="", E1="99")
    clerk = world.actor("clerk")
    with pytest.raises(ReportIncomplete) as refused:
        use_cases.submit_report(actor=clerk, report_id=report.id, at=make.IN_TIME)
    assert [each.path for each in refused.value.faults] == [
        "B1!B1",
        "B1!C2",
        "B1!E1",
        "B1!E2",
        "B1!E3",
    ]
    assert "nhiều hơn" in refused.value.faults[2].message
    assert filled(report).version.typed["B1!B1"] == "hai"


def test_two_people_at_one_report_keep_each_others_cells(world):
    report, clerk = world.report("ward"), world.actor("clerk")
    for changed in ({"B1!B1": "2"}, {"B1!C1": "5"}, {"B1!Z9": "9", "B1!D1": "9"}):
        use_cases.save_cells(actor=clerk, report_id=report.id, changed=changed, at=make.IN_TIME)
    assert filled(report).version.typed == {"B1!B1": "2", "B1!C1": "5"}


def test_who_does_not_belong_to_the_unit_neither_sees_nor_fills_nor_signs(world):
    report = make.fill(world, "ward")
    with pytest.raises(ReportNotFound):
        use_cases.save_cells(
            actor=world.actor("clerk2"), report_id=report.id, changed={}, at=make.IN_TIME
        )
    with pytest.raises(NotPermitted):  # the district sees it, and leaves it to the ward
        use_cases.save_cells(
            actor=world.actor("supervisor"), report_id=report.id, changed={}, at=make.IN_TIME
        )
    clerk = world.actor("clerk")
    use_cases.submit_report(actor=clerk, report_id=report.id, at=make.IN_TIME)
    with pytest.raises(NotPermitted):
        use_cases.approve_report(actor=clerk, report_id=report.id, at=make.IN_TIME)


def test_what_lies_with_the_head_stands_still_until_he_returns_it_with_a_reason(world):
    report = make.fill(world, "ward")
    clerk, warden = world.actor("clerk"), world.actor("warden")
    use_cases.submit_report(actor=clerk, report_id=report.id, at=make.IN_TIME)
    with pytest.raises(ReportElsewhere):
        use_cases.save_cells(actor=clerk, report_id=report.id, changed={}, at=make.IN_TIME)
    with pytest.raises(ReasonMissing):
        use_cases.return_report(actor=warden, report_id=report.id, reason=" ", at=make.IN_TIME)
    use_cases.return_report(
        actor=warden, report_id=report.id, reason="Rà lại số kỳ trước.", at=make.IN_TIME
    )
    assert filled(report).version.returned_reason == "Rà lại số kỳ trước."
    assert report.state == State.FILLING


def test_the_district_adds_up_who_is_in_and_knows_who_is_not(world):
    make.send(world, "ward")
    late = make.fill(world, "ward2")
    found = filled(world.report("district"))
    assert [each.unit_id for each in found.below] == [world.units["ward"], world.units["ward2"]]
    assert [each.unit_id for each in found.included] == [world.units["ward"]]
    assert found.figures.together["B1!D1"] == 7
    assert late.standing(make.TOO_LATE) is Standing.LATE

    make.send(world, "district", at=make.TOO_LATE, B1="1", C1="0", E1="1", B2="0", C2="0", E2="0")
    version = queries.get_version(world.report("district"))
    assert (version.totals["B1!B1"], version.totals["B1!D3"]) == ("3", "9")

    make.send(world, "ward2", at=make.TOO_LATE)
    district = world.report("district")
    frozen = filled(district)
    assert frozen.figures.together["B1!D3"] == 9
    assert queries.came_later(frozen.version.included, frozen.below) == [world.report("ward2")]
    assert world.report("ward2").standing(make.TOO_LATE) is Standing.SENT_LATE


def test_a_correction_is_a_new_version_and_the_old_one_holds_until_it_is_signed(world):
    report = make.send(world, "ward")
    clerk, at = world.actor("clerk", make.TOO_LATE), make.TOO_LATE
    with pytest.raises(ReasonMissing):
        use_cases.begin_correction(actor=clerk, report_id=report.id, reason="", at=at)
    number = use_cases.begin_correction(
        actor=clerk, report_id=report.id, reason="Sót một phản ánh.", at=at
    )
    use_cases.save_cells(actor=clerk, report_id=report.id, changed={"B1!C1": "6"}, at=at)
    district = world.report("district")
    assert number == 2
    assert filled(district).figures.below["B1!C1"] == 5
    make.send(world, "ward", at=at, C1="6")
    report.refresh_from_db()
    assert filled(district).figures.below["B1!C1"] == 6
    assert (report.sent_number, report.sent_at) == (2, make.IN_TIME)
    first = queries.get_version(report, 1)
    assert (first.totals["B1!C1"], queries.get_version(report).reason) == ("5", "Sót một phản ánh.")


def test_late_units_are_reminded_once_a_day_and_those_above_are_told(world):
    make.send(world, "ward")
    assert use_cases.remind(at=make.IN_TIME) == 0
    assert use_cases.remind(at=make.TOO_LATE) == 2  # the ward, and the district itself
    supervisor = world.actor("supervisor", make.TOO_LATE)
    again = {"regime_code": "PAKN", "period": "2024-03@14"}
    assert use_cases.remind_late(actor=supervisor, at=make.TOO_LATE, **again) == 0
    told = make.rows_of("notifications.Message", body__contains="phản ánh")
    assert told.filter(to_account=world.accounts["clerk2"]).count() == 1
    assert told.filter(to_account=world.accounts["clerk"]).count() == 0
    above = told.filter(to_account=world.accounts["supervisor"])
    assert any("Sở Dầu" in each.body for each in above)
    tomorrow = local("2024-03-26 09:00")
    assert use_cases.remind_late(actor=supervisor, at=tomorrow, **again) == 2


def test_a_filled_workbook_is_taken_over_whole_or_not_at_all(world):
    report = make.fill(world, "ward", B1="12")
    clerk, at = world.actor("clerk"), make.IN_TIME
    content = queries.write(filled(report))
    other = queries.write(filled(world.report("ward2")))
    with pytest.raises(WorkbookRefused) as refused:
        use_cases.take_workbook(actor=clerk, report_id=report.id, content=other, at=at)
    assert [each.path for each in refused.value.faults] == ["workbook"]
    with pytest.raises(WorkbookRefused):
        use_cases.take_workbook(actor=clerk, report_id=report.id, content=b"no", at=at)
    use_cases.save_cells(actor=clerk, report_id=report.id, changed={"B1!B1": "ba"}, at=at)
    faulty = queries.write(filled(report))
    with pytest.raises(WorkbookRefused) as refused:
        use_cases.take_workbook(actor=clerk, report_id=report.id, content=faulty, at=at)
    assert refused.value.faults[0].message.startswith("B1!B5")
    assert use_cases.take_workbook(actor=clerk, report_id=report.id, content=content, at=at) == 7
    assert filled(report).version.typed == make.WHOLE | {"B1!B1": "12"}


def test_a_report_is_signed_by_the_head_and_sealed_as_one_paper(world, authority):
    report = make.approve(world, "ward")

    tasks.sign_waiting()

    report.refresh_from_db()
    version = queries.get_version(report)
    assert (version.error, report.state) == ("", State.SENT)
    assert version.file_id is not None
    assert version.signed_at is not None
    signed = documents.read(version.file_id)
    found = signatures.validate(pdf=signed, at=version.signed_at)
    assert (found.outcome, len(found.signatures)) == (signatures.Outcome.PASSED, 2)
    text = pypdf.PdfReader(io.BytesIO(signed)).pages[0].extract_text()
    assert "Hoàng Thị Phường" in text
    assert "CHỦ TỊCH" in text


def test_asking_for_a_report_costs_as_much_with_many_units_below(
    world, django_assert_max_num_queries
):
    make.send(world, "ward")
    make.send(world, "ward2")
    district = world.report("district")
    version = queries.get_version(district)
    queries.fill(district, version)
    with django_assert_max_num_queries(4):
        queries.fill(district, version)
