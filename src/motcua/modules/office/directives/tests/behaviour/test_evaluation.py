"""The month of each unit: counted, frozen, signed."""

import io
from decimal import Decimal

import pypdf
import pytest

from motcua.foundation.errors import NotPermitted
from motcua.modules.office.directives import queries, tasks, use_cases
from motcua.modules.office.directives.errors import (
    AlreadyFrozen,
    NothingToEvaluate,
    PeriodNotOver,
    SheetNotFound,
    SheetNotFrozen,
)
from motcua.modules.office.directives.models import Sheet, SheetTask
from motcua.modules.office.directives.tests import factories as make
from motcua.modules.office.directives.types import Counts, SheetState

APRIL = make.local("2024-04-03 09:00")
pytestmark = pytest.mark.django_db


def _month(office, at=APRIL):
    return queries.lines_of(unit_id=office.unit_id, period=queries.period_of(2024, 3), at=at)


@pytest.fixture
def busy(office):
    """March of the department: one in time, one late, one late and open, one not due."""
    due = ("08/03/2024", "08/03/2024", "15/03/2024", "30/04/2024")
    given = make.give(office, *(make.wanted(office, due=each) for each in due))
    make.finish(office, given[0], at=make.local("2024-03-08 10:00"))
    make.finish(office, given[1], at=make.local("2024-03-11 10:00"))
    return given


def _freeze(office, who="chief", at=APRIL):
    return use_cases.freeze_evaluation(
        actor=office.actor(who, at), unit_id=office.unit_id, year=2024, month=3, at=at
    )


def test_a_month_counts_what_was_done_in_it_and_what_was_late_at_its_end(
    office, busy, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        (line,) = _month(office)

    assert line.counts == Counts(on_time=1, late=1, overdue=1, not_due=1)
    assert line.on_time_share == Decimal("50.00")
    assert line.score == Decimal("50.00")  # 100 × (1 + 0.5) ÷ 3
    make.finish(office, busy[2], at=make.local("2024-04-02 10:00"))
    assert _month(office)[0].counts == line.counts, "what came later does not change the month"


def test_a_month_is_frozen_once_it_is_over_and_never_changes(office, busy):
    with pytest.raises(PeriodNotOver):
        _freeze(office, at=make.local("2024-03-31 10:00"))
    with pytest.raises(NotPermitted):
        _freeze(office, who="head")

    sheet = Sheet.objects.get(id=_freeze(office))

    with pytest.raises(AlreadyFrozen):
        _freeze(office)
    frozen = queries.lines_of_sheet(sheet)
    leader = office.actor("leader", APRIL)
    use_cases.withdraw_task(actor=leader, task_id=busy[2].id, reason="Thôi.", at=APRIL)
    assert queries.lines_of_sheet(sheet) == frozen
    for standing, count in (("ON_TIME", 1), ("LATE", 1), ("OVERDUE", 1), ("NOT_DUE", 1)):
        rows = queries.list_counted(
            actor=leader, sheet=sheet, unit_id=office.department_id, standing=standing
        )
        assert len(rows) == count
    assert SheetTask.objects.count() == 4


def test_a_month_without_tasks_is_not_frozen(office):
    with pytest.raises(NothingToEvaluate):
        _freeze(office)


def test_the_units_on_a_sheet_see_it_and_others_do_not(office, busy):
    sheet_id = _freeze(office)

    for who in ("head", "drafter", "leader"):
        sheet = queries.get_sheet(actor=office.actor(who, APRIL), sheet_id=sheet_id)
        assert sheet.id == sheet_id
    for who in ("stranger", "warden"):
        with pytest.raises(SheetNotFound):
            queries.get_sheet(actor=office.actor(who, APRIL), sheet_id=sheet_id)


def test_a_sheet_is_signed_by_the_leader_and_sealed(office, busy, authority):
    sheet_id = _freeze(office)
    with pytest.raises(NotPermitted):
        use_cases.approve_evaluation(
            actor=office.actor("clerk", APRIL), sheet_id=sheet_id, at=APRIL
        )
    use_cases.approve_evaluation(actor=office.actor("leader", APRIL), sheet_id=sheet_id, at=APRIL)
    with pytest.raises(SheetNotFrozen):
        use_cases.approve_evaluation(
            actor=office.actor("leader", APRIL), sheet_id=sheet_id, at=APRIL
        )

    tasks.sign_waiting()

    sheet = Sheet.objects.get(id=sheet_id)
    assert sheet.error == ""
    assert sheet.state == SheetState.SIGNED
    assert sheet.file_id is not None
    drawn = pypdf.PdfReader(io.BytesIO(queries.draw_sheet(queries.values_of(sheet))))
    text = " ".join(drawn.pages[0].extract_text().split())
    assert "Phòng Tư pháp quận Hồng Bàng" in text
    assert "50,00" in text
