from dataclasses import replace

import pytest

from motcua.foundation.time import local
from motcua.kernel.cases import api as cases
from motcua.kernel.cases.tests import factories as offices
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.processes import queries
from motcua.modules.public_services.processes.models import Process

from .. import factories as make
from ..factories import ASKING, AT, CAT, SHORT

pytestmark = pytest.mark.django_db


def try_out(rows, office, facts=None, at=AT):
    return queries.try_out(
        steps=queries.read_rows(rows, on=at.date()).steps,
        procedure=procedures.get_version(CAT, at.date()),
        facts=facts or {"channel": "ONLINE"},
        unit_id=office.unit.id,
        at=at,
    )


@pytest.fixture
def office():
    make.make_catalogue()
    return offices.make_office()


def local_times(trial):
    return [
        (f"{local(one.started_at):%d %H:%M}", f"{local(one.due_at):%d %H:%M}")
        for one in trial.steps
    ]


def test_each_step_takes_its_working_time_by_the_calendar_of_the_unit(office):
    trial = try_out(SHORT, office)

    found = local_times(trial)
    assert found[0] == ("04 09:00", "04 09:00"), "reception is done at once"
    assert found[1][0] == "04 09:00"
    assert found[2][0] == found[1][1], "the next begins when the one before ends"
    assert trial.in_time
    assert trial.steps[1].post_title


def test_opinions_begin_together_and_the_next_step_waits_for_the_longest(office):
    trial = try_out(ASKING, office)

    first, second, after = trial.steps[1], trial.steps[2], trial.steps[3]
    assert first.beside
    assert second.beside
    assert first.started_at == second.started_at
    assert after.started_at == max(first.due_at, second.due_at)


def test_a_step_whose_condition_does_not_hold_is_left_out_and_named(office):
    assert [step.name for step in try_out(ASKING, office).skipped] == ["Xác minh tại chỗ"]
    assert try_out(ASKING, office, {"channel": "POST"}).skipped == ()


def test_nobody_at_a_post_and_posts_that_are_missing_are_warned_of(office):
    warnings = " ".join(try_out(ASKING, office).warnings)

    assert "Bước 2" in warnings or "Step 2" in warnings


def test_steps_longer_than_the_promise_are_warned_of(office):
    rows = (SHORT[0], replace(SHORT[1], hours="5 ngày"), *SHORT[2:])

    trial = try_out(rows, office)

    assert not trial.in_time
    assert len(trial.warnings) >= 2


def test_nothing_is_written(office):
    before = cases.list_processes()

    try_out(SHORT, office)

    assert cases.list_processes() == before
    assert not Process.objects.exists()


def test_the_facts_that_conditions_read_are_asked_for():
    steps = queries.read_rows(ASKING, on=AT.date()).steps

    assert queries.facts_asked(steps) == ("channel",)
