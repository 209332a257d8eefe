"""Pilot models × wards: registered, shown, scored, counted."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import measured
from motcua.kernel.identity.tests import factories as people
from motcua.modules.operations.programme import queries, use_cases
from motcua.modules.operations.programme.errors import ModelNotFound, ReportInvalid, WardElsewhere
from motcua.modules.operations.programme.models import Enrolment
from motcua.modules.operations.programme.tests import factories as make
from motcua.modules.operations.programme.types import Enrolled

pytestmark = pytest.mark.django_db
MAY = datetime(2024, 5, 10, 9, 0, tzinfo=LOCAL_ZONE)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture
def plan(office):
    return make.enter(office)


@pytest.fixture
def everybody():
    """Register wards as the office of each would."""

    def register(model, wards):
        for ward_id in wards:
            use_cases.register_ward(actor=people.SYSTEM, model_id=model, ward_id=ward_id, at=MAY)

    return register


def test_a_model_is_by_all_when_the_last_ward_has_registered(office, plan, everybody):
    models = [make.offer(office, plan, f"Mô hình {n}") for n in (1, 2)]
    everybody(models[0], office.ward_ids)
    everybody(models[1], office.ward_ids[:2])

    assert measured("programme-models-by-all", office.unit_id, *YEAR) == (1, 2)
    assert measured("programme-models-of-ward", office.ward_ids[2], *YEAR) == (1, 2)
    rows = analytics.get_indicator(code="programme-models-by-all").rows(
        office.actor("leader"), office.unit_id, analytics.year(YEAR[0]), "", 50
    )
    assert [row.counted for row in rows] == [True, False]

    use_cases.withdraw_ward(
        actor=office.actor("warden"),
        model_id=models[0],
        ward_id=office.ward_ids[0],
        reason="Chưa bố trí được kinh phí",
        at=MAY,
    )
    assert measured("programme-models-by-all", office.unit_id, *YEAR) == (0, 2)


def test_a_ward_shows_photos_and_is_scored(office, plan):
    model, ward = make.offer(office, plan), office.ward_ids[0]
    act = {"actor": office.actor("warden"), "model_id": model, "ward_id": ward, "at": MAY}
    score = act | {"actor": office.actor("leader"), "is_recognised": True}
    with pytest.raises(WardElsewhere):
        use_cases.report_ward(text="Xong", files=[("a.jpg", make.picture())], **act)
    use_cases.register_ward(**act)
    use_cases.register_ward(**act)
    with pytest.raises(WardElsewhere):
        use_cases.score_ward(score=Decimal(90), **score)
    with pytest.raises(ReportInvalid):
        use_cases.report_ward(text="Xong", **act)
    use_cases.report_ward(text="Xong", files=[("a.jpg", make.picture())], **act)
    with pytest.raises(ReportInvalid):
        use_cases.score_ward(score=Decimal(101), **score)
    with pytest.raises(NotPermitted):
        use_cases.score_ward(**score | {"score": Decimal(90), "actor": office.actor("warden")})

    use_cases.score_ward(score=Decimal("90.5"), **score)

    enrolment = Enrolment.objects.get()
    assert (enrolment.state, enrolment.score) == (Enrolled.RECOGNISED, Decimal("90.5"))
    assert enrolment.entries.count() == 3


def test_a_ward_adds_a_model_of_its_own_and_is_in_it(office, plan):
    own = make.offer(
        office,
        plan,
        "Tuyến phố không tiền mặt",
        actor=office.actor("warden"),
        own_of=office.ward_ids[0],
    )

    (line,) = queries.matrix_of(plan, on=MAY.date())
    assert (line.registered, len(line.cells)) == (1, 1)
    assert measured("programme-own-models", office.ward_ids[0], *YEAR) == (1, 1)
    assert measured("programme-models-by-all", office.unit_id, *YEAR) == (0, 0)
    with pytest.raises(ModelNotFound):
        use_cases.register_ward(
            actor=office.actor("leader"), model_id=own, ward_id=office.ward_ids[1], at=MAY
        )


def test_nobody_registers_another_ward(office, plan):
    model = make.offer(office, plan)

    with pytest.raises(NotPermitted):
        use_cases.register_ward(
            actor=office.actor("warden"), model_id=model, ward_id=office.ward_ids[1], at=MAY
        )
