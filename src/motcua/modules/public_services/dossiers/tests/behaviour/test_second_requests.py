"""A second request: proposed with a reason, sent when the head approves, late in the figures."""

from datetime import date

import pytest
from django.db import connection

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.kernel.analytics import api as analytics
from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.cases import api as cases
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.dossiers import indicators, queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    AlreadyProposed,
    AskedOnceAlready,
    DossierNotFound,
    NothingToAskFor,
    NotTheSecondRequest,
    OwnProposal,
    ReasonMissing,
    SecondRequestGone,
    WrongState,
)
from motcua.modules.public_services.dossiers.models import SecondRequest
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, local
from motcua.modules.public_services.dossiers.types import FormNumber, MissingItem, State

TUESDAY, WEDNESDAY = local("2024-03-05 09:00"), local("2024-03-06 09:00")
MARCH = analytics.Period(
    start=local("2024-03-01 00:00"),
    end=local("2024-04-01 00:00"),
    label="03/2024",
    first_date=date(2024, 3, 1),
    last_date=date(2024, 3, 31),
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _published(request):
    if "spare_database" not in request.fixturenames:
        make.make_catalogue()


def item(reason="Ảnh mờ, không đọc được."):
    return MissingItem(key=make.paper_key(), name="Đơn đề nghị", reason=reason)


def asked_once(office, citizen, *, accepted=False):
    """Return a dossier that was asked for something once and got it."""
    code = make.accepted(office, citizen) if accepted else make.submitted(office, citizen)
    officer = office.specialist if accepted else office.reception
    use_cases.request_supplement(actor=officer, code=code, items=[item()], at=LATER)
    papers = [(make.paper_key(), "Đơn đề nghị", make.make_file())]
    use_cases.answer_supplement(actor=citizen, code=code, papers=papers, at=LATER)
    return code


def propose(actor, code, **changes):
    words = {"items": [item("Thiếu chữ ký.")], "why": "Lần trước chưa thấy mặt sau."} | changes
    return use_cases.propose_second_request(actor=actor, code=code, at=TUESDAY, **words)


def decide(actor, code, proposal_id, *, approve=True, reason="Đồng ý."):
    return use_cases.decide_second_request(
        actor=actor, code=code, proposal_id=proposal_id, approve=approve, reason=reason, at=TUESDAY
    )


def test_nothing_is_sent_before_the_head_approves(office, citizen, told):
    code = asked_once(office, citizen)

    with pytest.raises(AskedOnceAlready):
        use_cases.request_supplement(actor=office.reception, code=code, items=[item()], at=TUESDAY)
    propose(office.reception, code)

    sent = make.get(code)
    assert (sent.state, sent.times_asked) == (State.WAITING, 1)
    assert queries.open_supplement_request(submission=sent) is None
    assert told(code)[-1][0] == "second_request_proposed"


def test_an_approved_request_is_sent_at_once_with_form_02(office, citizen, told):
    code = asked_once(office, citizen)
    proposal = propose(office.reception, code)

    assert decide(office.head, code, proposal) == "APPROVED"

    sent = make.get(code)
    assert (sent.state, sent.times_asked) == (State.SUPPLEMENT, 2)
    request = queries.open_supplement_request(submission=sent)
    assert request is not None
    assert request.approval is not None
    assert request.requested_by == office.reception.name
    assert request.approval.decided_by == office.head.name
    assert sent.forms.filter(form=FormNumber.SUPPLEMENT).count() == 2
    assert [code for code, _payload in told(code)][-2:] == [
        "supplement_requested",
        "second_request_decided",
    ]


def test_while_handled_the_clock_stands_from_the_approval(office, citizen):
    code = asked_once(office, citizen, accepted=True)
    proposal = propose(office.specialist, code)
    assert make.get(code).dossier.case.state == cases.CaseState.OPEN

    decide(office.leader, code, proposal)

    sent = make.get(code)
    assert sent.state == sent.dossier.state == State.SUPPLEMENT
    assert cases.list_pauses(case_id=sent.dossier.case_id)[-1][0] == TUESDAY


def test_a_refused_request_is_not_sent_and_may_be_proposed_anew(office, citizen):
    code = asked_once(office, citizen)
    proposal = propose(office.reception, code)

    with pytest.raises(ReasonMissing):
        decide(office.head, code, proposal, approve=False, reason=" ")
    assert decide(office.head, code, proposal, approve=False, reason="Không cần.") == "REFUSED"

    assert (make.get(code).state, make.get(code).times_asked) == (State.WAITING, 1)
    propose(office.reception, code)
    assert [each.state for each in queries.second_requests_of(submission=make.get(code))] == [
        "REFUSED",
        "WAITING",
    ]


def measure(indicator, office):
    catch_up()
    unit = office.unit.id
    found = analytics.measure(indicators=[indicator], unit_ids=[unit], period=MARCH)
    return found[indicator.code][unit]


def test_the_dossier_is_late_in_the_figures_whatever_the_dates_say(office, citizen, told):
    code = asked_once(office, citizen, accepted=True)
    decide(office.head, code, propose(office.specialist, code))
    papers = [(make.paper_key(), "Đơn đề nghị", make.make_file())]
    use_cases.answer_supplement(actor=citizen, code=code, papers=papers, at=WEDNESDAY)
    use_cases.draft_result(actor=office.specialist, code=code, draft=make.LETTER, at=WEDNESDAY)
    use_cases.submit_result(actor=office.specialist, code=code, at=WEDNESDAY)
    use_cases.approve_result(actor=office.leader, code=code, at=WEDNESDAY)
    make.sign(code, at=WEDNESDAY)

    dossier = make.get(code).dossier
    assert dossier.finished_at is not None
    assert dossier.finished_at < dossier.due_at
    (issued,) = [payload for event, payload in told(code) if event == "result_issued"]
    assert issued["on_time"] is False
    assert measure(indicators.ON_TIME_RATE, office) == analytics.Measure(0, 1)


def test_how_often_one_asks_again_is_a_figure_that_opens_to_its_rows(office, citizen):
    make.accepted(office, citizen)
    asked_once(office, citizen, accepted=True)
    twice = asked_once(office, citizen, accepted=True)
    decide(office.head, twice, propose(office.specialist, twice))

    assert measure(indicators.REPEAT_REQUESTS, office) == analytics.Measure(1, 2)
    assert measure(indicators.REPEAT_REQUESTS_OF_ALL, office) == analytics.Measure(1, 3)
    rows = indicators.REPEAT_REQUESTS.rows(office.leader, office.unit.id, MARCH, "", 50)
    assert [row.code for row in rows if row.counted] == [twice]
    assert len(rows) == 2


def test_what_may_not_be_proposed(office, citizen):
    fresh = make.submitted(office, citizen)
    with pytest.raises(NotTheSecondRequest):
        propose(office.reception, fresh)
    code = asked_once(office, citizen)
    with pytest.raises(NothingToAskFor):
        propose(office.reception, code, items=[])
    with pytest.raises(ReasonMissing):
        propose(office.reception, code, why="  ")
    with pytest.raises(NotPermitted):
        propose(office.specialist, code)
    with pytest.raises(NotPermitted):
        propose(citizen, code)
    propose(office.reception, code)
    with pytest.raises(AlreadyProposed):
        propose(office.reception, code)
    handled = asked_once(office, citizen, accepted=True)
    with pytest.raises(cases.NotYourStep):
        propose(office.head, handled)
    use_cases.withdraw(actor=citizen, code=handled, reason="", at=TUESDAY)
    with pytest.raises(WrongState):
        propose(office.specialist, handled)


def test_who_may_not_decide(office, citizen):
    code = asked_once(office, citizen)
    proposal = propose(office.reception, code)

    for actor in (office.reception, office.specialist, office.clerk, citizen):
        with pytest.raises(NotPermitted):
            decide(actor, code, proposal)
    with pytest.raises(DossierNotFound):
        decide(make.make_office().head, code, proposal)
    decide(office.head, code, proposal)
    with pytest.raises(SecondRequestGone):
        decide(office.leader, code, proposal)
    assert make.get(code).times_asked == 2


def test_nobody_approves_his_own_proposal(office, citizen):
    head = office.head
    code = asked_once(office, citizen, accepted=True)
    case = make.get(code).dossier.case
    make.rows_of("cases.Case", id=case.id).update(post_id=office.posts["UNIT_HEAD"])
    proposal = propose(head, code)

    with pytest.raises(OwnProposal):
        decide(head, code, proposal)
    assert [line.is_own for line in queries.list_second_requests(actor=head)] == [True]
    assert decide(office.leader, code, proposal) == "APPROVED"


def test_a_proposal_lapses_when_the_dossier_has_gone_on(office, citizen):
    code = asked_once(office, citizen)
    proposal = propose(office.reception, code)
    use_cases.withdraw(actor=citizen, code=code, reason="", at=TUESDAY)

    assert queries.list_second_requests(actor=office.head) == []
    assert decide(office.head, code, proposal) == "LAPSED"
    assert make.get(code).times_asked == 1


def test_the_list_of_a_head_holds_what_he_may_approve(office, citizen, django_assert_num_queries):
    code = asked_once(office, citizen)
    propose(office.reception, code)

    with django_assert_num_queries(1):
        (line,) = queries.list_second_requests(actor=office.head)
    assert (line.submission.code, line.is_own) == (code, False)
    assert queries.count_second_requests(actor=office.leader, limit=9) == 1
    assert queries.count_second_requests(actor=office.specialist, limit=9) == 0
    assert queries.list_second_requests(actor=make.make_office().head) == []


def messages_to(actor):
    return list(
        make.rows_of("notifications.Message", to_account_id=actor.account_id).values_list(
            "subject", flat=True
        )
    )


def test_the_heads_and_then_the_officer_are_told(office, citizen):
    code = asked_once(office, citizen)
    proposal = propose(office.reception, code)
    deliver_pending()

    assert len(messages_to(office.head)) == 1
    decide(office.head, code, proposal, approve=False, reason="Không cần.")
    deliver_pending()
    assert len(messages_to(office.reception)) == 1


def prepare():
    make.make_catalogue()
    office, citizen = make.make_office(), make.make_citizen()
    code = asked_once(office, citizen)
    propose(office.reception, code)
    with connection.cursor() as cursor:
        cursor.execute("create table fire_head (account uuid, code text)")
        for head in (office.head, office.leader):
            cursor.execute("insert into fire_head values (%s, %s)", [head.account_id, code])
        cursor.execute("create table fire_end (outcome text)")


def decide_now(nth, barrier):
    with connection.cursor() as cursor:
        cursor.execute("select account, code from fire_head order by account")
        account, code = cursor.fetchall()[nth % 2]
    head = identity.actor_for(account, AT)
    proposal = SecondRequest.objects.get().id
    barrier.wait()
    try:
        outcome = str(decide(head, code, proposal, approve=nth < 4))
    except SecondRequestGone:
        outcome = "GONE"
    with connection.cursor() as cursor:
        cursor.execute("insert into fire_end values (%s)", [outcome])


def test_two_heads_who_decide_at_once_decide_once(spare_database):
    from multiprocessing import get_context  # noqa: PLC0415 - only this test forks

    spare_database.call(prepare)
    barrier = get_context("fork").Barrier(6)

    deciding = [spare_database.fork(decide_now, nth, barrier) for nth in range(6)]
    for each in deciding:
        each.join()

    assert {each.exitcode for each in deciding} == {0}
    ends = sorted(row[0] for row in spare_database.rows("select outcome from fire_end"))
    assert ends.count("GONE") == 5
    assert spare_database.rows("select times_asked from dossiers_submission") in ([(1,)], [(2,)])
