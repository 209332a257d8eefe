"""Who holds a dossier, since when, until when; papers that tell it."""

from datetime import date

import pytest
from django.utils.translation import override

from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import DossierNotFound
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER, local
from motcua.modules.public_services.dossiers.types import MissingItem, ResultWay, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def lines(code):
    return queries.timeline_of(submission=make.get(code))


def current(code):
    return next((line for line in lines(code) if line.state == "current"), None)


def test_it_says_who_has_it_since_when_and_until_when(office):
    code = make.accepted(office)

    now = current(code)

    assert now.title == "Thẩm định"
    assert now.by == f"Công chức Tư pháp - Hộ tịch, {office.unit.name}"
    assert (now.at, now.due_at) == (AT, local("2024-03-06 09:00"))


def test_before_acceptance_reception_has_it(office):
    code = make.submitted(office)

    assert [line.title for line in lines(code)] == ["You sent the dossier", "Reception checks it"]
    assert current(code).by == office.unit.name
    assert current(code).due_at == local("2024-03-05 09:00")


def test_a_whole_life_is_told_in_order(office):
    code = make.finished(office)
    use_cases.return_result(actor=office.reception, code=code, receiver="Hà", at=LATER)

    told = lines(code)

    assert [line.title for line in told] == [
        "You sent the dossier",
        "The dossier was accepted",
        "Thẩm định",
        "Ký",
        "The result is ready",
        "The result was handed over",
    ]
    assert current(code) is None
    instants = [line.at for line in told]
    assert instants == sorted(instants)


def test_waiting_for_the_applicant_is_what_happens_now(office, citizen):
    code = make.accepted(office, citizen)
    use_cases.request_supplement(
        actor=office.specialist,
        code=code,
        items=[MissingItem(key=make.paper_key(), name="Đơn đề nghị", reason="mờ")],
        at=LATER,
    )

    now = current(code)

    assert now.title == "You were asked for supplements"
    assert now.text == "Đơn đề nghị"


def test_a_refusal_is_told_with_its_reason(office):
    code = make.submitted(office)
    use_cases.refuse_submission(actor=office.reception, code=code, reason="Sai nơi", at=LATER)

    last = lines(code)[-1]

    assert (last.title, last.text, last.state) == ("Not received", "Sai nơi", "bad")


def test_anybody_with_the_code_follows_it_without_personal_data(office):
    applicant = people.make_person("Nguyễn Văn Kín")
    code = make.accepted(
        office, office.reception, person_id=applicant.id, result_way=ResultWay.DESK
    )
    use_cases.request_supplement(
        actor=office.specialist,
        code=code,
        items=[MissingItem(key=make.paper_key(), name="Giấy ly hôn", reason="mờ")],
        at=LATER,
    )

    tracking = queries.track(text=code.lower())

    assert (tracking.code, tracking.state) == (code, State.SUPPLEMENT)
    assert tracking.due_at == local("2024-03-07 17:00")
    told = repr(tracking)
    for secret in ("Kín", "Giấy ly hôn", office.reception.name, office.specialist.name):
        assert secret not in told


def test_a_code_that_nobody_has_is_not_found():
    for text in ("H99.1-240304-0001", "gì đó", ""):
        with pytest.raises(DossierNotFound):
            queries.track(text=text)


def test_a_detail_page_asks_a_bounded_number_of_questions(office, django_assert_max_num_queries):
    code = make.finished(office)

    with django_assert_max_num_queries(12):
        sent = make.get(code)
        queries.timeline_of(submission=sent)
        queries.list_paper_lines(of=sent)
        queries.forms_of(submission=sent)
        queries.result_of(submission=sent)
        queries.open_supplement_request(submission=sent)


def test_my_dossiers_are_three_queries_however_many(office, citizen, django_assert_num_queries):
    for _nth in range(3):
        make.accepted(office, citizen)

    with django_assert_num_queries(3):
        for each in queries.list_mine(actor=citizen):
            assert each.unit.name
            assert each.dossier.due_at > AT


def test_the_control_slip_names_each_hand_over(office):
    sent = make.get(make.finished(office))

    assert queries.control_slip(submission=sent, at=LATER).startswith(b"%PDF")


def test_the_register_has_what_was_accepted_in_the_period(office):
    code = make.finished(office)
    make.submitted(office)
    period = {"unit_id": office.unit.id, "first": date(2024, 3, 1), "last": date(2024, 3, 31)}

    rows = queries.list_register(actor=office.reception, **period)
    pdf = queries.draw_register(actor=office.reception, period="Tháng 3/2024", at=LATER, **period)

    assert [row.code for row in rows] == [code]
    assert pdf.startswith(b"%PDF")
    april = period | {"first": date(2024, 4, 1), "last": date(2024, 4, 30)}
    assert not queries.list_register(actor=office.reception, **april)
    assert not queries.list_register(actor=make.make_office().reception, **period)
