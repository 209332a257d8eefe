from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import TimeLimit
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import make_unit, official
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.errors import (
    FaultyRecord,
    ProposalDecided,
    ProposalOutdated,
)
from motcua.modules.public_services.procedures.queries import proposals
from motcua.modules.public_services.procedures.tests.factories import (
    AT,
    DECISION,
    KEEPER,
    PLAIN,
    TODAY,
    a_record,
    import_records,
)
from motcua.modules.public_services.procedures.types import Effort, ProposalState
from motcua.modules.public_services.procedures.use_cases import shortening
from motcua.modules.public_services.procedures.use_cases.editing import write_plain_text

pytestmark = pytest.mark.django_db
CODE, LATER = "1.999001", AT + timedelta(days=1)


@pytest.fixture
def district():
    import_records(a_record())
    return make_unit(level=organisation.Level.DISTRICT)


def propose(unit, actor=KEEPER, limit="2 working_day", **changes):
    given: dict[str, Any] = {
        "reason": "Đã số hóa",
        "legal_basis": "118/2025/NĐ-CP",
        "effective_from": TODAY,
        "effort_before": Effort(hours=Decimal(2), trips=2),
        "effort_after": Effort(hours=Decimal(1), trips=1),
        "dossiers_a_year": 100,
    } | changes
    return shortening.propose_shortening(
        actor=actor, code=CODE, unit_id=unit.id, limit=TimeLimit.parse(limit), at=AT, **given
    )


def approve(number, actor=KEEPER, **changes):
    return shortening.approve_proposal(
        actor=actor, number=number, at=LATER, **{**DECISION, **changes}
    )


def test_an_approved_proposal_changes_the_time_limit_from_its_day(district):
    old = api.get_version(CODE, TODAY)
    number = propose(district)
    assert api.get_version(CODE, TODAY) == old

    assert approve(number) == 2

    new = api.get_version(CODE, TODAY)
    assert (str(new.time_limit), str(new.legal_limit)) == ("2 working_day", "3 working_day")
    assert sum(step.hours for step in new.steps) <= 16
    assert str(api.get_version(CODE, date(2024, 3, 3)).time_limit) == "3 working_day"
    assert str(api.get_version_by_id(old.id).time_limit) == "3 working_day"
    found = proposals.get_proposal(number)
    assert (found.state, found.version_number) == (ProposalState.APPROVED, 2)


def test_cost_before_and_after_follow_the_declared_formula(district, settings):
    settings.COMPLIANCE_HOUR_DONG, settings.COMPLIANCE_TRIP_DONG = 50_000, 30_000

    found = proposals.get_proposal(propose(district))

    assert (found.cost_before, found.cost_after) == (160_000, 80_000)
    assert found.saved_a_year == 8_000_000


def test_a_proposal_may_take_out_a_paper(district):
    version = api.get_version(CODE, TODAY)
    key = version.components[0].key

    approve(propose(district, limit="3 working_day", papers=[key]))

    assert api.get_version(CODE, TODAY).components == ()


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"limit": "3 working_day"}, {"after"}),
        ({"limit": "1 month"}, {"after"}),
        ({"limit": "1 month", "papers": ["x"], "reason": " "}, {"after", "papers", "reason"}),
        ({"legal_basis": ""}, {"legal_basis"}),
    ],
)
def test_what_shortens_nothing_or_has_no_ground_is_refused(district, changes, paths):
    with pytest.raises(FaultyRecord) as refusal:
        propose(district, **changes)

    assert {one.path for one in refusal.value.faults} == paths


def test_the_plain_text_changes_with_the_time_limit(district):
    write_plain_text(actor=KEEPER, code=CODE, text=PLAIN, at=AT)
    with pytest.raises(FaultyRecord) as refusal:
        propose(district)
    assert [one.path for one in refusal.value.faults] == ["plain.time"]

    approve(propose(district, text=api.PlainText(time="Trong 2 ngày làm việc.")))

    text = api.get_version(CODE, TODAY).plain
    assert text is not None
    assert (text.time, text.cost) == ("Trong 2 ngày làm việc.", PLAIN.cost)


def test_a_proposal_is_decided_once(district):
    number = propose(district)
    shortening.reject_proposal(actor=KEEPER, number=number, note="Chưa đủ căn cứ", at=LATER)

    for act in (
        lambda: approve(number),
        lambda: shortening.take_back_proposal(actor=KEEPER, number=number, at=LATER),
    ):
        with pytest.raises(ProposalDecided):
            act()
    assert proposals.get_proposal(number).decision_note == "Chưa đủ căn cứ"


def test_a_rejection_has_a_reason(district):
    with pytest.raises(FaultyRecord):
        shortening.reject_proposal(actor=KEEPER, number=propose(district), note=" ", at=LATER)


def test_a_proposal_for_a_version_that_was_replaced_is_not_approved(district):
    number = propose(district)
    import_records(a_record(result="Thẻ mèo"), effective_from=date(2024, 2, 1))

    with pytest.raises(ProposalOutdated):
        approve(number)


def test_only_a_leader_above_the_wards_decides(district):
    ward = make_unit(parent_id=district.id)
    right = "procedures.approve"
    number = propose(district)

    with pytest.raises(NotPermitted):
        approve(number, actor=official(rights={right: {ward.id}}))
    assert approve(number, actor=official(rights={right: {district.id}})) == 2
    with pytest.raises(NotPermitted):
        propose(district, actor=official(rights={"procedures.propose": {ward.id}}))


def test_the_report_counts_procedures_and_the_average_reduction(district):
    first, second = propose(district, limit="1 working_day"), propose(district)
    propose(district)
    shortening.reject_proposal(actor=KEEPER, number=second, note="Trùng", at=LATER)
    approve(first)

    sums = proposals.sums_of("", proposals.list_proposals())

    assert (sums.proposed, sums.approved, sums.rejected, sums.procedures) == (3, 1, 1, 1)
    assert sums.reduction == Decimal("66.7")
    assert replace(sums, proposed=0).saved == sums.saved > 0
