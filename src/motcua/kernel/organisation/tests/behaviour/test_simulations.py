"""What a drafted change would move is counted by a job, in parts, before it can be approved."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from motcua.foundation.errors import Invalid, NotPermitted
from motcua.foundation.ids import uuid7
from motcua.kernel.organisation import api, use_cases
from motcua.kernel.organisation.models import CalendarDay, CalendarSimulation
from motcua.kernel.organisation.queries import find_simulation, simulations
from motcua.kernel.organisation.tests.factories import AT, FULL_DAY, SYSTEM, make_unit, official
from motcua.kernel.organisation.types import SimulationState

pytestmark = pytest.mark.django_db
TUESDAY = date(2024, 3, 5)
HOUR = timedelta(hours=1)
DRAFT = api.CalendarDraft(unit_id=None, days=(api.DayRule(day=TUESDAY, kind=api.DayKind.HOLIDAY),))
BASIS = "QĐ 9/QĐ-UBND"


class Keeper(api.KeepsPromises):
    """A module that keeps so many promises and counts them two at a time."""

    def __init__(self, amount, *, breaks_at=None):
        self.ids = [UUID(int=n + 1) for n in range(amount)]
        self.unit_id, self.breaks_at = uuid7(), breaks_at

    def count(self, **_asked):
        return len(self.ids)

    def moves(self, *, after=None, **_asked):
        if after == self.breaks_at is not None:
            raise ZeroDivisionError
        rest = [each for each in self.ids if after is None or each > after][:2]
        unit = api.UnitMoves(unit_id=self.unit_id, unit_name="UBND", open_later=len(rest))
        moved = tuple(self._moved(each) for each in rest)
        moves = api.Moves(units=(unit,), moved=moved, count=len(rest), looked_at=len(rest))
        return api.Batch(moves=moves, last=rest[-1] if len(rest) == 2 else None)

    def _moved(self, case_id):
        return api.MovedPromise(
            kind="dossier",
            subject_code=f"H24-{case_id.int}",
            title="Khai sinh",
            unit_id=self.unit_id,
            opened_at=AT,
            due_before=AT + HOUR,
            due_after=AT + HOUR * (1 + case_id.int),
            settled_at=None,
        )


@pytest.fixture
def keepers(monkeypatch):
    """Let others promise by the calendar than the modules of this house."""

    def give(*found):
        monkeypatch.setattr(simulations, "keepers", lambda: found)

    return give


def ask(actor=SYSTEM, draft=DRAFT, **more):
    given: dict[str, Any] = {"legal_basis": BASIS, "at": AT}
    return use_cases.ask_simulation(actor=actor, draft=draft, **given | more)


def count(parts=20):
    return sum(use_cases.simulate_batch(at=AT + HOUR) for _part in range(parts))


def approve(found, draft=DRAFT, actor=SYSTEM):
    return use_cases.approve_simulated(
        actor=actor, digest=found.digest, draft=draft, legal_basis=BASIS, at=AT + HOUR
    )


def now(found, actor=SYSTEM):
    return find_simulation(actor=actor, digest=found.digest)


def test_a_count_goes_on_part_by_part_until_all_is_added_up(keepers):
    keepers(Keeper(5), Keeper(3))
    asked = ask()
    assert asked.state is SimulationState.WAITING

    count(parts=2)
    half = now(asked)
    assert (half.state, half.moves.looked_at, half.total) == (SimulationState.RUNNING, 4, 8)
    count()

    done = now(asked)
    assert (done.state, done.ended_at) == (SimulationState.DONE, AT + HOUR)
    assert (done.moves.count, done.moves.looked_at) == (8, 8)
    assert sorted(unit.open_later for unit in done.moves.units) == [3, 5]
    assert [each.subject_code for each in done.moves.moved][:2] == ["H24-5", "H24-4"]
    assert done.moves.moved[0].due_after == AT + HOUR * 6


def test_a_worker_that_died_in_the_middle_is_followed_by_another(keepers):
    keepers(Keeper(5))
    asked = ask()
    count(parts=1)

    assert CalendarSimulation.objects.get().position == {"keeper": 0, "after": str(UUID(int=2))}
    count()
    assert now(asked).moves.count == 5


def test_each_part_costs_the_same_whatever_the_number(keepers, django_assert_num_queries):
    keepers(Keeper(40))
    ask()
    count(parts=1)

    for _part in range(3):
        with django_assert_num_queries(6):
            assert use_cases.simulate_batch(at=AT)


def test_nothing_is_approved_before_its_count_is_there(keepers):
    keepers(Keeper(5))
    asked = ask()
    count(parts=1)

    with pytest.raises(api.NotCounted, match="Chưa tính xong"):
        approve(asked)
    count()

    assert approve(asked)
    assert CalendarDay.objects.filter(day=TUESDAY, replaced_at=None).exists()
    assert now(asked) is None  # approved: the same draft is another change now


def test_another_draft_than_the_counted_one_is_not_approved():
    asked = ask()
    count()

    with pytest.raises(api.CountedOtherwise):
        approve(asked, replace(DRAFT, forgotten=(date(2024, 3, 6),)))


def test_a_calendar_that_changed_meanwhile_is_counted_with_first():
    asked = ask()
    count()
    api.set_day(
        actor=SYSTEM, day=date(2024, 5, 2), kind=api.DayKind.HOLIDAY, legal_basis="QĐ", at=AT
    )

    assert now(asked).is_outdated
    with pytest.raises(api.CountedOtherwise):
        approve(asked)
    ask(again=True)
    count()
    assert approve(asked)


def test_a_count_that_breaks_off_says_so_and_lets_the_others_go_on(keepers, caplog):
    keepers(Keeper(5, breaks_at=UUID(int=2)))
    asked = ask()
    count()

    failed = now(asked)
    assert failed.state is SimulationState.FAILED
    assert "gián đoạn" in failed.failure
    assert "ZeroDivisionError" in caplog.text
    keepers(Keeper(5))
    assert ask().state is SimulationState.FAILED  # only who asks for it anew has it counted anew
    assert ask(again=True).state is SimulationState.WAITING
    count()
    assert now(asked).moves.count == 5


def test_who_does_not_keep_the_calendar_has_nothing_counted():
    district = make_unit(parent_id=make_unit().id)
    keeper = official(rights={"organisation.manage": {district.id}})

    with pytest.raises(NotPermitted):
        ask(keeper)
    with pytest.raises(Invalid):
        ask(legal_basis=" ")
    asked = ask(keeper, replace(DRAFT, unit_id=district.id))
    count()
    assert approve(asked, replace(DRAFT, unit_id=district.id), keeper)


@pytest.mark.parametrize(
    "draft",
    [
        DRAFT,
        api.CalendarDraft(unit_id=uuid7(), forgotten=(TUESDAY,)),
        api.CalendarDraft(
            unit_id=None,
            days=(
                api.DayRule(day=TUESDAY, kind=api.DayKind.WORK, name="Lễ", segments=FULL_DAY[:1]),
            ),
            hours=api.Hours(
                valid_from=TUESDAY,
                week=(*[FULL_DAY] * 5, (), ()),
                same_day_cut_off=datetime(2024, 1, 1, 15).time(),  # noqa: DTZ001 - an hour of the day
            ),
        ),
    ],
)
def test_a_draft_is_read_as_it_was_written(draft):
    assert simulations.read_draft(simulations.stored_draft(draft)) == draft
