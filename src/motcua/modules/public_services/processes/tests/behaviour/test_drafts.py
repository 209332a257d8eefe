from dataclasses import replace

import pytest

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import NotPermitted
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.processes import queries, use_cases
from motcua.modules.public_services.processes.errors import (
    ChangedMeanwhile,
    CodeTaken,
    NoDraft,
    NoSuchProcess,
)
from motcua.modules.public_services.processes.types import Kind, Row

from .. import factories as make
from ..factories import AT, SHARED, SHORT, SYSTEM

pytestmark = pytest.mark.django_db
NOBODY = Actor(kind=ActorKind.OFFICIAL, name="Ai đó")


def save(rows, *, revision, page_key, **options):
    return use_cases.save_draft(
        actor=SYSTEM,
        code=SHARED,
        title="Ba ngày",
        rows=rows,
        revision=revision,
        page_key=page_key,
        at=AT,
        **options,
    )


@pytest.fixture
def draft():
    make.publish()
    return use_cases.begin_draft(actor=SYSTEM, code=SHARED, at=AT)


def test_a_draft_begins_with_the_last_version(draft):
    assert draft.rows == SHORT


def test_a_draft_that_is_there_stays_as_it_is(draft):
    save((Row(name="nửa chừng", hours="bốn"),), revision=draft.revision, page_key="a")

    again = use_cases.begin_draft(actor=SYSTEM, code=SHARED, at=AT)

    assert again.rows == (Row(name="nửa chừng", hours="bốn"),), "faults and all"


def test_a_page_that_saves_itself_again_does_not_meet_itself(draft):
    save(SHORT[:3], revision=draft.revision, page_key="a")

    saved = save(SHORT[:2], revision=draft.revision, page_key="a")

    assert saved.rows == SHORT[:2]


def test_two_who_edit_do_not_overwrite_each_other_unknowingly(draft):
    save(SHORT[:3], revision=draft.revision, page_key="a")

    with pytest.raises(ChangedMeanwhile):
        save(SHORT[:2], revision=draft.revision, page_key="b")

    assert queries.get_draft(SHARED).rows == SHORT[:3]
    assert save(SHORT[:2], revision=draft.revision, page_key="b", overwrite=True).rows == SHORT[:2]


def test_a_draft_that_is_gone_cannot_be_saved(draft):
    use_cases.discard_draft(actor=SYSTEM, code=SHARED, at=AT)

    with pytest.raises(NoDraft):
        save(SHORT, revision=draft.revision, page_key="a")


def test_a_process_that_was_never_published_goes_with_its_draft():
    use_cases.create_process(actor=SYSTEM, code="QT-9", title="Mới", kind=Kind.SPECIFIC, at=AT)
    with pytest.raises(CodeTaken):
        use_cases.create_process(actor=SYSTEM, code="QT-9", title="Khác", kind=Kind.GENERAL, at=AT)

    use_cases.discard_draft(actor=SYSTEM, code="QT-9", at=AT)

    with pytest.raises(NoSuchProcess):
        queries.get_info("QT-9", on=AT.date())


def test_only_who_manages_processes_changes_them(draft):
    for act in (
        lambda: use_cases.begin_draft(actor=NOBODY, code=SHARED, at=AT),
        lambda: use_cases.discard_draft(actor=NOBODY, code=SHARED, at=AT),
        lambda: use_cases.create_process(
            actor=NOBODY, code="QT-9", title="Mới", kind=Kind.GENERAL, at=AT
        ),
        lambda: use_cases.publish_draft(
            actor=NOBODY, code=SHARED, note="x", effective_from=AT.date(), at=AT
        ),
        lambda: use_cases.assign_procedures(
            actor=NOBODY, code=SHARED, procedure_codes=["1.999001"], valid_from=AT.date(), at=AT
        ),
        lambda: use_cases.release_procedures(
            actor=NOBODY, code=SHARED, procedure_codes=["1.999001"], valid_from=AT.date(), at=AT
        ),
        lambda: use_cases.load_library(actor=NOBODY, data=b"", effective_from=AT.date(), at=AT),
    ):
        with pytest.raises(NotPermitted):
            act()


def test_the_faults_of_a_table_name_line_and_column():
    rows = (SHORT[0], replace(SHORT[1], hours="bốn", condition="channel ="), Row(), *SHORT[2:])

    table = queries.read_rows(rows, on=AT.date())

    assert [(one.line, one.column) for one in table.faults] == [(2, "hours"), (2, "condition")]


def test_a_unit_that_is_not_there_is_a_fault():
    rows = (SHORT[0], replace(SHORT[1], unit_code="X.1"), *SHORT[2:])

    assert [(one.line, one.column) for one in queries.read_rows(rows, on=AT.date()).faults] == [
        (2, "unit_code")
    ]


def test_another_agency_may_be_named_by_what_it_decides_on():
    make.make_catalogue()
    field = procedures.get_version(make.CAT, AT.date()).field

    def faults(agency):
        rows = (SHORT[0], replace(SHORT[1], unit_code=agency), *SHORT[2:])
        return queries.read_rows(rows, on=AT.date()).faults

    assert faults(f"cấp huyện: {field}") == ()
    assert faults("Cấp tỉnh") == ()
    assert [one.column for one in faults("cấp huyện: Nuôi rồng")] == ["unit_code"]
