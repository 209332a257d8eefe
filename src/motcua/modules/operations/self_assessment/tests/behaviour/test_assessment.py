"""A ward scores itself, the district appraises, the wards are ranked."""

from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.identity.tests.factories import SYSTEM
from motcua.modules.operations.self_assessment import queries, tasks, use_cases
from motcua.modules.operations.self_assessment.errors import (
    AssessmentElsewhere,
    AssessmentNotFound,
    ScoresInvalid,
    YearOpenedAlready,
)
from motcua.modules.operations.self_assessment.models import Assessment, Index, Round
from motcua.modules.operations.self_assessment.tests import factories as make
from motcua.modules.operations.self_assessment.types import Appraised, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(office):
    return make.open_year(office)


def appraise(office, assessment, *given):
    act = {"actor": office.actor("leader"), "assessment_id": assessment.id, "at": make.AT}
    use_cases.appraise(given=given, **act)
    use_cases.close_appraisal(**act)
    assessment.refresh_from_db()
    return assessment


def test_every_fault_of_an_index_is_named_by_its_cell(office):
    wrong = ["", "A", "1.1", "x", "0", "Đoán", "nhiều", "khong-co"]
    _kept, faults = make.publish(office, [wrong, [*make.ROWS[2][:6], "98", ""], make.ROWS[2]])

    assert {each.cell for each in faults} == {"A3", "E3", "F3", "H3", "G4"}
    assert Index.objects.count() == 1


def test_the_shipped_example_is_an_index_of_eight_domains_and_a_hundred_points(office):
    domains, faults = queries.read_index(make.book(queries.example()))

    assert not faults
    assert len(domains) == 8
    assert sum(each.most for each in domains) == 100
    again, _faults = queries.read_index(make.book(queries.rows_of_index(domains)))
    assert again == domains


def test_a_year_is_opened_once_for_all_wards_and_keeps_its_version(office, year):
    assert Assessment.objects.filter(round_id=year).count() == len(office.ward_ids)
    with pytest.raises(YearOpenedAlready):
        make.open_year(office)
    make.publish(office, make.ROWS[:1])

    assert len(queries.components_of(Round.objects.get(id=year).index)) == 3


def test_what_is_handed_in_has_values_and_evidence(office, year):
    assessment = make.assessment_of(office, year)
    submit = {
        "actor": office.actor("warden"),
        "assessment_id": assessment.id,
        "at": make.AT,
    }
    make.enter(office, assessment, {"1.1": 1, "1.2": 50}, proved=False)
    with pytest.raises(ScoresInvalid) as refused:
        use_cases.submit(**submit)
    assert [each.path for each in refused.value.faults] == ["1.1", "2.1"]

    make.enter(office, assessment, {"1.1": 1, "2.1": 0})
    use_cases.submit(**submit)

    with pytest.raises(AssessmentElsewhere):
        make.enter(office, assessment)


def test_only_the_ward_scores_itself_and_others_do_not_see_it(office, year):
    assessment = make.assessment_of(office, year)

    with pytest.raises(NotPermitted):
        make.enter(office, assessment, actor=office.actor("leader"))
    with pytest.raises(AssessmentNotFound):
        make.enter(office, assessment, actor=office.actor("other"))
    with pytest.raises(AssessmentNotFound):
        make.enter(office, make.assessment_of(office, year, 1))


def test_other_points_are_explained_and_the_index_is_of_the_appraised(office, year):
    assessment = make.assessment_of(office, year)
    make.hand_in(office, assessment)
    with pytest.raises(ScoresInvalid) as refused:
        appraise(
            office,
            assessment,
            Appraised(code="1.1", points=Decimal(1)),
            Appraised(code="2.1", points=Decimal(6), note="x"),
        )
    assert [each.path for each in refused.value.faults] == ["1.1", "2.1"]

    appraise(office, assessment, Appraised(code="1.1", points=Decimal(1), note="Ban hành muộn"))

    assert assessment.index_value == 90


def test_what_is_given_back_is_with_the_unit_again(office, year):
    assessment = make.assessment_of(office, year)
    make.hand_in(office, assessment)

    use_cases.return_assessment(
        actor=office.actor("leader"),
        assessment_id=assessment.id,
        reason="Thiếu kế hoạch",
        at=make.AT,
    )

    make.hand_in(office, assessment)
    assert appraise(office, assessment).index_value == 100


def test_wards_are_ranked_beside_the_year_before(office):
    before = make.open_year(office, 2023)
    now = make.open_year(office, 2024, at=make.AT + timedelta(days=1))
    for year, values in ((before, (50, 99, 99)), (now, (99, 50, 99))):
        for nth, value in enumerate(values):
            assessment = make.assessment_of(office, year, nth)
            make.hand_in(office, assessment, make.FULL | {"2.1": value}, actor=SYSTEM)
            appraise(office, assessment)

    found = {each.unit_id: each for each in queries.ranking(Round.objects.get(id=now))}

    places = [(found[ward].place, found[ward].place_before) for ward in office.ward_ids]
    assert places == [(1, 3), (3, 1), (1, 1)]
    assert found[office.ward_ids[0]].index_before == 50


def test_the_ranking_costs_the_same_for_many_wards(office, year, django_assert_num_queries):
    for nth in range(3):
        assessment = make.assessment_of(office, year, nth)
        make.hand_in(office, assessment, actor=SYSTEM)
        appraise(office, assessment)
    found = Round.objects.get(id=year)

    with django_assert_num_queries(2):
        assert len(queries.ranking(found)) == 3


def test_the_sheet_is_signed_by_the_leader_and_can_be_verified(office, year, authority):
    assessment = make.assessment_of(office, year)
    make.hand_in(office, assessment)
    appraise(office, assessment)
    assert queries.draw_sheet(assessment, at=make.AT).startswith(b"%PDF")
    use_cases.approve_sheet(actor=office.actor("leader"), assessment_id=assessment.id, at=make.AT)

    tasks.sign_waiting()

    assessment.refresh_from_db()
    assert (assessment.state, assessment.error) == (State.SIGNED, "")
