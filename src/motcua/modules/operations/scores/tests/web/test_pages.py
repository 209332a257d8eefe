"""What a leader reads of scores, and that it opens down to dossiers."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.foundation import events as house
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.operations.scores import queries
from motcua.modules.operations.scores.tests.factories import WHICHEVER
from motcua.modules.public_services.dossiers import api as dossiers
from motcua.modules.public_services.dossiers.tests import factories as make

pytestmark = pytest.mark.django_db
MARCH = "?period=2024-03"


@pytest.fixture(scope="module")
def office(kept_db):
    """An office with three dossiers sent online, one of them finished, and one at the desk."""
    make.make_catalogue()
    office = make.make_office()
    walks_in: dict[str, Any] = {"person_id": make.make_citizen().person_id}
    codes = {
        "done": make.finished(office),
        "online": make.accepted(office),
        "second": make.accepted(office),
        "desk": make.accepted(office, office.reception, **walks_in),
    }
    catch_up()
    return SimpleNamespace(unit=office.unit, codes=codes)


def enter(unit_id, role):
    client, account = Client(), people.make_official()
    people.give_post(account, unit_id, role)
    client.force_login(account)
    client.get("/account/")  # the first request works out who he is
    return client


@pytest.fixture
def leader(office):
    return enter(office.unit.id, "AUTHORITY_LEADER")


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_of_a_unit_shows_points_what_they_divide_and_what_is_missing(leader, office):
    page = text_of(leader.get(f"/scores/{office.unit.id}/{MARCH}"))

    assert "trên 56 điểm đo được" in page
    assert "3.3. Hồ sơ nộp trực tuyến" in page
    assert "25,00 %" in page  # one of four came online and has an electronic result
    assert "3,00/6" in page
    assert "Chưa có phân hệ thanh toán." in page


def test_units_stand_beside_each_other(leader, office):
    page = text_of(leader.get(f"/scores/{MARCH}"))

    assert office.unit.name in page
    assert "hiện đo được 56 điểm" in page


def test_a_figure_opens_down_to_the_dossiers_it_counts(leader, office):
    response = leader.get(f"/scores/{office.unit.id}/3.3/{MARCH}")
    rows = {row[0]["text"]: row[-1]["state"]["label"] for row in response.context["rows"]}

    counted = dict.fromkeys(office.codes.values(), "không tính")
    assert rows == counted | {office.codes["done"]: "có tính"}


def test_only_what_is_not_counted_can_be_listed(leader, office):
    page = f"/scores/{office.unit.id}/{{}}/{MARCH}&only=missed"

    missed = {row[0]["text"] for row in leader.get(page.format("3.3")).context["rows"]}

    assert missed == set(office.codes.values()) - {office.codes["done"]}
    assert "Ở đây mọi thứ đều được tính" in text_of(leader.get(page.format("4.5b")))


def test_a_figure_of_procedures_opens_down_to_them(leader, office):
    page = text_of(leader.get(f"/scores/{office.unit.id}/3.1/{MARCH}"))

    assert make.CAT in page
    assert "Cấp giấy phép nuôi mèo" in page


def test_what_closing_each_dossier_today_brings_is_exact(leader, office):
    response = leader.get(f"/scores/{office.unit.id}/to-do/{MARCH}")
    found = response.context["found"]

    # 3.3: one of four at full marks from a half; 4.1 and 4.2: one of four each.
    assert {each.dossier.code: dict(each.points) for each in found.gains} == {
        office.codes["online"]: {"3.3": 3, "4.1": 1.5, "4.2": 1},
        office.codes["second"]: {"3.3": 3, "4.1": 1.5, "4.2": 1},
        office.codes["desk"]: {"4.1": 1.5, "4.2": 1},
    }
    assert dict(found.together) == {"3.3": 3, "4.1": 4.5, "4.2": 3}  # 3.3 has its maximum
    assert "+10,50 điểm" in text_of(response)
    assert "Phạm Thị Thanh Hà" not in text_of(response)


def test_closing_a_dossier_brings_what_was_foretold(office):
    asked: dict[str, Any] = {"period": analytics.month(make.LATER.date()), "at": make.LATER}
    unit_id, submission = office.unit.id, make.get(office.codes["online"])
    foretold = queries.gains(
        actor=make.SYSTEM,
        unit_id=unit_id,
        within=queries.scope(on=make.LATER.date()),
        set_code="766",
        **asked,
    )
    before = queries.score(unit_ids=[unit_id], **asked)[unit_id].points
    told: dict[str, Any] = {"submission_id": submission.id, "dossier_code": submission.code}
    signed = dossiers.ResultSigned(**told, token=WHICHEVER, number="1")
    issued = dossiers.ResultIssued(**told, person_id=submission.person_id, on_time=True)
    house.publish(signed, issued, by=make.SYSTEM, at=make.LATER, unit_id=unit_id)
    catch_up()

    gain = next(each for each in foretold.gains if each.dossier.code == submission.code)
    after = queries.score(unit_ids=[unit_id], **asked)[unit_id].points
    assert after - before == gain.total == 5.5


def test_whoever_may_not_see_dossiers_is_told_why_there_are_none(office):
    keeper = enter(office.unit.id, "CATALOGUE_ADMIN")

    page = text_of(keeper.get(f"/scores/{office.unit.id}/to-do/{MARCH}"))
    rows = text_of(keeper.get(f"/scores/{office.unit.id}/3.3/{MARCH}"))

    assert "Không có hồ sơ đang giải quyết nào ở đây mà ông/bà được xem" in page
    assert "mà ông/bà không có quyền xem" in rows


@pytest.mark.parametrize("role", ["RECEPTION", "SPECIALIST"])
def test_officers_without_the_right_are_refused(office, role):
    assert enter(office.unit.id, role).get(f"/scores/{office.unit.id}/").status_code == 403


def test_another_units_score_is_refused(leader):
    other = units.make_unit().id

    for path in ("", "to-do/", "3.3/"):
        assert leader.get(f"/scores/{other}/{path}").status_code == 403


@pytest.mark.parametrize("query", ["?period=soon", "?set=999", "?period=2024-99"])
def test_what_does_not_exist_is_not_found(leader, office, query):
    assert leader.get(f"/scores/{office.unit.id}/{query}").status_code == 404


@pytest.mark.parametrize("number", ["9.9", "5.2"])
def test_a_criterion_that_nothing_measures_has_no_rows(leader, office, number):
    assert leader.get(f"/scores/{office.unit.id}/{number}/").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"), [("", 8), ("{unit}/", 8), ("{unit}/to-do/", 6), ("{unit}/3.3/", 6)]
)
def test_a_page_costs_eight_queries_at_most(leader, office, path, most):
    address = f"/scores/{path.format(unit=office.unit.id)}{MARCH}"
    leader.get(address)

    with CaptureQueriesContext(connection) as asked:
        leader.get(address)

    said = [each["sql"] for each in asked if "SAVEPOINT" not in each["sql"]]
    assert len(said) <= most, "\n".join(said)


def test_the_digital_indicators_are_shown_without_points(leader, office):
    page = text_of(leader.get(f"/scores/{office.unit.id}/?period=2024-03&set=D"))

    assert "D03. Hồ sơ nộp trực tuyến" in page
    assert "75,00 %" in page
    assert "Điểm đạt được" not in page
