"""The dossier sheet has a line for each field of work: counted, frozen, added up, opened."""

import io
from datetime import timedelta

import pypdf
import pytest
from django.test import Client
from openpyxl import load_workbook

from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.reports import queries, rules, use_cases
from motcua.modules.office.reports.models import Report
from motcua.modules.office.reports.tests import factories as make
from motcua.modules.office.reports.types import CellKind
from motcua.modules.public_services.dossiers.tests import factories as dossiers

pytestmark = pytest.mark.django_db
LONG_AGO = dossiers.local("2024-02-05 09:00")
LAST_DAYS = dossiers.local("2024-03-13 09:00")


def office_of(world, where):
    unit = organisation.get_unit(world.units[where])
    organisation.give_competence(
        actor=make.HOUSE, unit_id=unit.id, level=unit.level, valid_from=make.SINCE, at=dossiers.AT
    )
    leader = world.actor(make.HEADS[where], dossiers.AT)
    return dossiers.Office(
        unit=unit,
        reception=dossiers.make_actor(unit.id, "RECEPTION")[0],
        specialist=dossiers.make_actor(unit.id, "SPECIALIST")[0],
        leader=leader,
        clerk=leader,
        head=leader,
    )


def of_field(field, *codes):
    dossiers.rows_of("dossiers.Submission", code__in=codes).update(field=field)


@pytest.fixture(scope="module")
def lines(world):
    """Dossiers of two wards in every state, and the sheets that the wards owe."""
    dossiers.make_catalogue()
    ward, ward2 = office_of(world, "ward"), office_of(world, "ward2")
    citizen = dossiers.make_citizen()
    of_field(
        "Hộ tịch",
        dossiers.finished(ward, citizen),
        dossiers.accepted(ward, citizen, at=LAST_DAYS),
        dossiers.accepted(ward, citizen, at=LONG_AGO),
    )
    of_field("Đất đai", dossiers.accepted(ward, citizen, at=LAST_DAYS))
    of_field("Nhà ở", dossiers.submitted(ward, citizen))  # not accepted: nowhere counted
    of_field("Hộ tịch", dossiers.accepted(ward2, citizen, at=LAST_DAYS + timedelta(minutes=5)))
    catch_up()
    use_cases.adopt_shipped(actor=make.HOUSE, code="HSTTHC", at=make.ADOPTED)
    make.open_all()
    return world


def report_of(world, where):
    rows = Report.objects.select_related("unit", "regime", "receiver", "regime__form_version")
    return rows.get(unit_id=world.units[where], regime_code="HSTTHC")


def filled(world, where):
    report = report_of(world, where)
    return queries.fill(report, queries.get_version(report))


def shown(filled):
    """Return the lines of the sheet as people read them: number, field, sums, and what is late."""
    values = queries.shown_numbers(filled)
    return [
        [row[0].text, row[1].text, *(values[row[n].key] for n in (2, 6, 10, 12))]
        for row in filled.form.rows_of("HS")
        if row[0].line
    ]


def send(world, where):
    report = report_of(world, where)
    empty = filled(world, where).missing
    by = world.actor(make.FILLERS[where])
    use_cases.save_cells(
        actor=by, report_id=report.id, changed=dict.fromkeys(empty, "0"), at=make.IN_TIME
    )
    use_cases.submit_report(actor=by, report_id=report.id, at=make.IN_TIME)
    use_cases.approve_report(
        actor=world.actor(make.HEADS[where]), report_id=report.id, at=make.IN_TIME
    )
    make.record_signed(report_of(world, where))


def test_each_field_that_had_dossiers_has_a_line_and_all_lines_are_the_figures(
    lines, django_assert_max_num_queries
):
    report = report_of(lines, "ward")
    version = queries.get_version(report)
    queries.fill(report, version)
    with django_assert_max_num_queries(4):  # what is declared, the figures, all lines, who is below
        found = queries.fill(report, version)
    assert shown(found) == [["1", "Đất đai", 1, 0, 1, 0], ["2", "Hộ tịch", 3, 1, 2, 1]]
    assert found.figures.own["HS!C1"] == 4
    assert found.broken == []
    assert set(found.missing) == {
        each.key for each in found.form.of_kind(CellKind.NUMBER) if each.row == 2
    }


def test_a_district_adds_up_its_wards_field_by_field_as_they_had_sent(lines):
    send(lines, "ward")
    send(lines, "ward2")
    of_field("Thủy sản", *dossiers.rows_of("dossiers.Submission").values_list("code", flat=True))
    wanted = [["1", "Đất đai", 1, 0, 1, 0], ["2", "Hộ tịch", 4, 1, 3, 1]]
    found = filled(lines, "district")
    assert shown(found) == wanted
    assert found.broken == []
    assert [row[1] for row in shown(filled(lines, "ward"))] == ["Đất đai", "Hộ tịch"]


def test_lines_stand_on_the_screen_the_paper_and_in_the_workbook_and_open_down(lines):
    report, client = report_of(lines, "ward"), Client()
    client.force_login(lines.accounts["clerk"])
    root = f"/reports/{report.id}/"
    text = client.get(root).content.decode()
    assert "field=H%E1%BB%99+t%E1%BB%8Bch" in text
    rows = client.get(f"{root}cells/HS!M2/", {"field": "Hộ tịch"}).content.decode()
    assert rows.count("<tr") == 1 + 1  # the heads, and the one that is late
    assert client.get(f"{root}cells/HS!C2/", {"field": "Hộ tịch"}).status_code == 404
    paper = pypdf.PdfReader(io.BytesIO(client.get(f"{root}pdf/").content))
    assert "Đất đai" in "".join(page.extract_text() for page in paper.pages)
    content = client.get(f"{root}excel/").content
    page = load_workbook(io.BytesIO(content))["HS"]
    assert [page[f"B{line}"].value for line in (5, 7, 8)] == [
        "Hồ sơ thủ tục hành chính",
        "Đất đai",
        "Hộ tịch",
    ]
    read = rules.read_workbook(content, queries.understood(report.form_version_id))
    assert read.places["HS!D3"] == "HS!D9"
