"""The desk of a leader, a head and a clerk: read, act, the next by itself; many at once."""

import io
from collections.abc import Callable

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.modules.office.incoming.models import Document as Incoming
from motcua.modules.office.incoming.tests import factories as letters
from motcua.modules.office.outgoing import use_cases
from motcua.modules.office.outgoing.models import Document
from motcua.modules.office.outgoing.tests import factories as make
from motcua.modules.office.outgoing.types import State

pytestmark = pytest.mark.django_db
MARKS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture(scope="module")
def office(kept_db):
    """An office with its people, made once for all cases."""
    return make.make_office()


@pytest.fixture(scope="module")
def drafts(office):
    """Three drafts with the leader, one with the head of the unit."""
    found = []
    for n in range(4):
        draft_id = make.draft(office, subject=f"việc số {n}")
        use_cases.submit_draft(
            actor=office.actor("drafter"),
            document_id=draft_id,
            signer_post_id=office.posts["leader"],
            at=make.MORNING,
        )
        if n < 3:
            for who in ("head", "clerk"):
                use_cases.check_draft(
                    actor=office.actor(who), document_id=draft_id, at=make.MORNING
                )
        found.append(draft_id)
    return found


def enter(office, who):
    client = Client()
    client.force_login(office.accounts[who])
    client.get("/account/")  # the first request works out who he is
    return client


def lanes_of(client):
    """Return the rows of a desk by lane."""
    lanes = client.get("/desk/").context["lanes"]
    return {lane["code"]: [row for part in lane["parts"] for row in part["rows"]] for lane in lanes}


def statements(ask: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        ask()
    said = [query["sql"] for query in captured.captured_queries]
    return [sql for sql in said if not sql.startswith(MARKS)]


def test_each_act_leads_to_the_next_thing_without_losing_ones_place(office, drafts):
    leader = enter(office, "leader")
    first, second, third = lanes_of(leader)["SIGN"]

    page = leader.get(first["href"])
    assert page.context["left"] == "3"
    assert page.context["following_name"] == second["name"]
    answer = leader.post(first["href"], {"act": "approve", "next": second["name"]})
    assert answer["Location"] == second["href"]
    answer = leader.post(
        second["href"], {"act": "return", "reason": "Sửa lại.", "next": third["name"]}
    )
    assert answer["Location"] == third["href"]
    states = {each.id: each.state for each in Document.objects.filter(id__in=drafts)}
    assert states[drafts[0]] == State.APPROVED
    assert states[drafts[1]] == State.DRAFT
    drafter = lanes_of(enter(office, "drafter"))
    assert [row["row"].title for row in drafter["DECIDE"]] == ["Công văn: việc số 1"]


def test_a_reason_that_is_missing_is_asked_for_and_what_is_gone_is_told(office, drafts):
    leader = enter(office, "leader")
    first = lanes_of(leader)["SIGN"][0]

    assert leader.post(first["href"], {"act": "return", "reason": ""}).status_code == 422
    for _twice in range(2):
        answer = leader.post(first["href"], {"act": "approve", "next": "no.such/thing"})
    assert answer["Location"] == "/desk/"
    assert [str(each) for each in leader.get("/desk/").context["messages"]][-1]
    assert leader.get("/desk/outgoing.sign/not-an-id/")["Location"] == "/desk/"
    assert leader.get("/desk/no.such/thing/").status_code == 404


def test_the_chosen_are_signed_at_once_and_what_was_not_is_told(office, drafts):
    leader = enter(office, "leader")
    names = [row["name"] for row in lanes_of(leader)["SIGN"]]

    review = leader.get("/desk/chosen/", {"items": names})
    assert [row["name"] for row in review.context["rows"]] == names
    use_cases.return_draft(
        actor=office.actor("leader"), document_id=drafts[2], reason="Chờ.", at=make.MORNING
    )
    answer = leader.post("/desk/chosen/", {"items": names}, follow=True)

    assert (answer.context["done"], answer.context["refused"]) == (2, 1)
    assert Document.objects.filter(id__in=drafts, state=State.APPROVED).count() == 2
    assert leader.post("/desk/chosen/").status_code == 422


def test_nobody_does_from_the_desk_what_he_may_not_do(office, drafts):
    leader, stranger = enter(office, "leader"), enter(office, "stranger")
    first = lanes_of(leader)["SIGN"][0]

    assert lanes_of(stranger) == {}
    assert stranger.get(first["href"])["Location"] == "/desk/"
    stranger.post(first["href"], {"act": "approve"})
    enter(office, "deputy").post(first["href"], {"act": "approve"})
    stranger.post("/desk/chosen/", {"items": [first["name"]]})
    assert not Document.objects.filter(id__in=drafts, state=State.APPROVED).exists()


def test_an_incoming_document_is_routed_in_place_and_read_by_the_unit(office):
    document_id = letters.register(office, number_symbol="9/STP")
    leader = enter(office, "leader")
    (row,) = lanes_of(leader)["DECIDE"]
    fields = {
        each["field"].name: each["value"]
        for each in leader.get(row["href"]).context["main"]["fields"]
    }
    assert fields["opinion"]
    assert fields["due_on"]

    wrong = leader.post(row["href"], fields | {"act": "route", "lead": ""})
    assert wrong.status_code == 422
    leader.post(row["href"], fields | {"act": "route", "lead": str(office.department_id)})
    found = Incoming.objects.get(id=document_id)
    assert found.lead_unit_id == office.department_id
    colleague = enter(office, "drafter")
    (unread,) = lanes_of(colleague)["READ"]
    colleague.post("/desk/chosen/", {"items": [unread["name"]]})
    assert found.readings.count() == 1
    assert "READ" not in lanes_of(colleague)


def test_a_desk_asks_no_more_however_much_lies_there(office, drafts):
    leader = enter(office, "leader")
    leader.get("/desk/")
    few = statements(lambda: leader.get("/desk/"))
    for n in range(6):
        letters.register(office, number_symbol=f"{n}/UBND", is_another=True)
    many = statements(lambda: leader.get("/desk/"))

    assert len(many) <= len(few) + 2  # one more lane holds something: its rows
    assert len(many) <= 40, many


def test_the_day_stands_on_one_sheet_however_much_waits(office):
    for n in range(40):
        letters.register(office, number_symbol=f"{n}/VP", subject="rà soát " * 40, is_another=True)

    content = enter(office, "leader").get("/desk/today.pdf").content

    (page,) = pypdf.PdfReader(io.BytesIO(content)).pages
    assert "0/VP" in page.extract_text()


def test_what_falls_due_stands_in_the_calendar_and_is_called_late_afterwards(office):
    document_id = letters.register(office, number_symbol="7/STP", subject="rà soát hộ tịch")
    letters.route(office, document_id, days=2)
    head = enter(office, "head")

    lanes = lanes_of(head)
    assert lanes["LATE"] == []  # it stands above already: it is in hand
    assert "7/STP" in {row["row"].code for row in lanes["DECIDE"]}
    leader = enter(office, "leader")
    assert [row["row"].code for row in lanes_of(leader)["LATE"]] == ["7/STP"]
    for view in ("day", "week", "month"):
        said = leader.get(f"/desk/calendar/?view={view}&on=2024-03-07").content.decode()
        assert "rà soát hộ tịch" in said
    assert "rà soát hộ tịch" not in leader.get("/desk/calendar/?on=2024-04-10").content.decode()
