import io
import sys
import time
from datetime import date, timedelta

import pytest
from django.db import transaction
from openpyxl import load_workbook

from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import make_unit, official
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.models import CatalogueEdition, Procedure
from motcua.modules.public_services.procedures.queries import files, proposals
from motcua.modules.public_services.procedures.rules import workbooks
from motcua.modules.public_services.procedures.tests.factories import (
    AT,
    DECISION,
    KEEPER,
    PLAIN,
    TODAY,
    a_record,
    draft_of,
    import_records,
    import_shipped,
)
from motcua.modules.public_services.procedures.types import ProposalState, Reason
from motcua.modules.public_services.procedures.use_cases import editing, shortening
from motcua.modules.public_services.procedures.use_cases.local import override_procedure

pytestmark = pytest.mark.django_db
CODE, OTHER, LATER = "1.999001", "1.999002", AT + timedelta(days=1)


def take_in(data, actor=KEEPER, **options):
    return api.import_procedures(
        actor=actor, filename="a.xlsx", data=data, effective_from=TODAY, at=LATER, **options
    )


def said(data):
    """Return the cells of every sheet, without what only tells when something was written."""
    book = load_workbook(io.BytesIO(data))
    silent = {"published_at", "published_by", "version", "origin", "result"}
    return {
        sheet.title: [
            [
                cell.value
                for cell, head in zip(row, sheet[1], strict=True)
                if head.value not in silent
            ]
            for row in sheet.iter_rows()
        ]
        for sheet in book
    }


@pytest.fixture
def ward():
    district = make_unit(level=organisation.Level.DISTRICT, code="H99.1")
    return make_unit(parent_id=district.id, code="H99.1.1")


def everything(ward):
    """Make one of each: a decision, plain texts, a difference, proposals in each state."""
    import_records(a_record(), a_record(code=OTHER, name="Cấp thẻ chó", steps=a_record()["steps"]))
    draft_of(result="Thẻ mèo")
    editing.publish_draft(actor=KEEPER, code=CODE, at=AT + timedelta(hours=1), **DECISION)
    editing.write_plain_text(actor=KEEPER, code=OTHER, text=PLAIN, at=AT)
    limit = TimeLimit.parse("2 working_day")
    one = api.Override(
        code=CODE, unit_id=ward.id, place="Tầng 2\nbàn 3", time_limit=limit, note="=1+1"
    )
    override_procedure(actor=KEEPER, override=one, at=AT)
    numbers = [
        shortening.propose_shortening(
            actor=KEEPER,
            code=code,
            unit_id=ward.parent_id,
            limit=TimeLimit.parse(limit),
            reason="Đã số hóa",
            legal_basis="118/2025/NĐ-CP",
            text=api.PlainText(time="Nhanh hơn."),
            effective_from=TODAY,
            at=AT,
        )
        for code, limit in ((CODE, "2 working_day"), (OTHER, "1 working_day"), (OTHER, "same_day"))
    ]
    shortening.reject_proposal(actor=KEEPER, number=numbers[1], note="Chưa", at=LATER)
    shortening.approve_proposal(actor=KEEPER, number=numbers[2], at=LATER, **DECISION)


def test_what_goes_out_and_comes_in_again_changes_nothing(ward):
    everything(ward)
    edition = CatalogueEdition.objects.get().number

    report = take_in(files.as_workbook(on=TODAY))

    assert (report.unchanged, report.changed, report.added) == (2, (), ())
    assert (report.texts, report.overrides, report.proposals) == (0, 0, 0)
    assert CatalogueEdition.objects.get().number == edition


def written_elsewhere(ward):
    """Return the workbook of a catalogue that this one does not have."""
    with transaction.atomic():
        everything(ward)
        data = files.as_workbook(on=TODAY)
        transaction.set_rollback(True)
    return data


def test_nothing_is_lost_on_the_way_to_an_empty_catalogue(ward):
    before = written_elsewhere(ward)
    assert not Procedure.objects.exists()

    report = take_in(before)

    assert len(report.added) == 2
    assert (report.texts, report.overrides, report.proposals) == (2, 1, 3)
    assert said(files.as_workbook(on=TODAY)) == said(before)
    version = api.get_version(CODE, TODAY)
    assert (version.decision_date, version.effective_from) == (TODAY, TODAY)
    states = [one.state for one in proposals.list_proposals()]
    assert states == [ProposalState.APPROVED, ProposalState.REJECTED, ProposalState.PROPOSED]


def spoilt(data, *changes):
    book = load_workbook(io.BytesIO(data))
    for sheet, cell, value in changes:
        book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet, name):
    names = [one.name for one in workbooks.ALL_SHEETS[sheet]]
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[names.index(name)]


def test_every_faulty_cell_is_named_with_sheet_row_column_and_reason(ward):
    everything(ward)
    data = spoilt(
        files.as_workbook(on=TODAY),
        ("procedures", "B2", None),
        ("fees", "C2", "nhiều"),
        ("plain_texts", "C2", None),
        ("publications", "C2", "hôm qua"),
        ("overrides", "F2", 30),
        ("overrides", "B2", "H00"),
        ("proposals", f"{column('proposals', 'after_value')}2", 40),
        ("proposals", f"{column('proposals', 'reason')}3", "khác"),
    )

    with pytest.raises(api.FaultyImport) as refusal:
        take_in(data)

    faults = {(one.sheet, one.cell, one.reason) for one in refusal.value.report.faults}
    assert faults >= {
        ("procedures", "B2", Reason.MISSING),
        ("fees", "C2", Reason.NOT_A_NUMBER),
        ("plain_texts", "C2", Reason.MISSING),
        ("publications", "C2", Reason.NOT_A_DAY),
        ("overrides", "B2", Reason.NO_UNIT),
        ("proposals", f"{column('proposals', 'state')}3", Reason.DECIDED),
    }
    assert api.get_version(CODE, TODAY).number == 2


def test_a_longer_limit_of_a_ward_is_refused_by_the_file_too(ward):
    everything(ward)

    with pytest.raises(api.FaultyImport) as refusal:
        take_in(spoilt(files.as_workbook(on=TODAY), ("overrides", "F2", 30)))

    (fault,) = refusal.value.report.faults
    assert (fault.cell, fault.reason) == ("F2", Reason.LONGER_LIMIT)


def test_a_plain_text_that_stays_while_the_law_changes_is_not_taken_over(ward):
    everything(ward)
    result = column("procedures", "result")

    take_in(spoilt(files.as_workbook(on=TODAY), ("procedures", f"{result}2", "Sổ mèo")))

    version = api.get_version(CODE, TODAY)
    assert (version.result, version.plain) == ("Sổ mèo", None)


def test_a_new_day_of_publication_counts_for_a_changed_procedure_only(ward):
    everything(ward)
    data = files.as_workbook(on=TODAY)
    day, result = column("publications", "effective_from"), column("procedures", "result")

    with pytest.raises(api.FaultyImport):
        take_in(spoilt(data, ("publications", f"{day}2", date(2024, 6, 1))))
    take_in(
        spoilt(
            data,
            ("publications", f"{day}2", date(2024, 6, 1)),
            ("procedures", f"{result}2", "Sổ mèo"),
        )
    )

    assert api.get_version(CODE, date(2024, 6, 1)).result == "Sổ mèo"
    assert api.get_version(CODE, date(2024, 5, 31)).result == "Thẻ mèo"


def test_a_keeper_cannot_forge_a_decision_by_a_file(ward):
    everything(ward)
    keeper = official(rights={"procedures.manage": {ward.parent_id}})
    state = column("proposals", "state")
    data = spoilt(files.as_workbook(on=TODAY), ("proposals", f"{state}2", "approved"))

    with pytest.raises(api.FaultyImport) as refusal:
        take_in(data, actor=keeper)

    assert [one.reason for one in refusal.value.report.faults] == [Reason.NOT_YOURS]


def test_a_dry_run_counts_and_writes_nothing(ward):
    report = take_in(written_elsewhere(ward), dry_run=True)

    assert (report.texts, report.overrides, report.proposals) == (2, 1, 3)
    assert not Procedure.objects.exists()


def test_five_hundred_procedures_go_out_and_in_within_seconds():
    import_shipped()
    for code in ("1.001193", "1.000894"):
        editing.write_plain_text(actor=KEEPER, code=code, text=PLAIN, at=AT)

    started = time.perf_counter()
    data = files.as_workbook(on=TODAY)
    written = time.perf_counter()
    report = take_in(data)
    read = time.perf_counter()

    sys.stdout.write(f"487 procedures: out {written - started:.1f} s, in {read - written:.1f} s\n")
    assert (report.unchanged, report.texts) == (487, 0)
    assert read - started < 30  # a few seconds on a quiet machine
