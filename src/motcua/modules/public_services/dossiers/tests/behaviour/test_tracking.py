"""Following by code: what it takes, what it shows, and the trace it leaves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.errors import (
    PostalIncomplete,
    SubmissionIncomplete,
    TooManyTries,
    WrongState,
)
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, LATER
from motcua.modules.public_services.dossiers.types import (
    MissingItem,
    PostalAddress,
    ResultWay,
    State,
)

NOBODYS = "H99.1-240304-9999"
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    make.make_catalogue()
    return make.make_office()


@pytest.fixture
def citizen():
    account = people.make_citizen(personal_number="031195012345", phone="0912 345 678")
    return identity.actor_for(account.id, AT)


@pytest.fixture
def code(office, citizen):
    return make.accepted(office, citizen)


def ask(code, proof, *, address="10.0.0.1", at=LATER):
    return use_cases.ask_status(code=code, proof=proof, address=address, at=at)


@pytest.mark.parametrize("proof", ["2345", "5678", " 56 78 "])
def test_the_last_digits_of_either_number_open_the_page(code, proof):
    assert ask(code, proof)


@pytest.mark.parametrize("proof", ["1234", "", "----", "012345", "345678", "٢٣٤٥", "12345678"])
def test_other_digits_do_not(code, proof):
    assert not ask(code, proof)


def test_an_unknown_code_is_answered_and_counted_as_a_wrong_factor(code):
    for asked in (code, NOBODYS):
        answers = [ask(asked, "0000") for _try in range(5)]

        assert answers == [False] * 5
        with pytest.raises(TooManyTries):
            ask(asked, "0000")


def test_after_five_wrong_tries_even_the_right_digits_wait_a_day(code):
    for _try in range(5):
        ask(code, "0000")

    with pytest.raises(TooManyTries):
        ask(code, "2345")
    assert ask(code, "2345", at=LATER + timedelta(hours=25))


def test_the_right_digits_forget_the_wrong_ones(code):
    for _round in range(3):
        for _try in range(4):
            ask(code, "0000")
        assert ask(code, "2345")


def test_an_address_that_tries_many_codes_waits(settings):
    settings.TRACKING_TRIES_OF_ADDRESS = 3
    for nth in range(3):
        ask(f"H99.1-240304-000{nth}", "0000")

    with pytest.raises(TooManyTries):
        ask("H99.1-240304-0009", "0000")
    assert not ask("H99.1-240304-0009", "0000", address="10.0.0.2")


def test_it_takes_as_many_questions_for_an_unknown_code(code):
    counts = []
    for asked in (code, NOBODYS):
        with CaptureQueriesContext(connection) as questions:
            ask(asked, "0000")
        counts.append(len(questions))

    assert counts[0] == counts[1] <= 9


def test_the_person_reads_that_somebody_looked_or_tried(code, citizen):
    ask(code, "0000")
    ask(code, "2345")
    deliver_pending()

    looks = make.rows_of("identity.AccessRecord", person_id=citizen.person_id, subject_code=code)

    assert {look.viewer_name for look in looks} == {"Người có mã hồ sơ"}
    assert sorted("không xem được gì" in look.purpose for look in looks) == [False, True]


class TestOneTimeCodes:
    def send(self, code, at=LATER):
        use_cases.ask_tracking_code(code=code, address="10.0.0.1", at=at)
        deliver_pending()
        found = make.rows_of("notifications.Message", subject__contains=f"tra cứu hồ sơ {code}")
        messages = found.order_by("-created_at", "-id")
        return messages[0].subject.split()[1] if messages else ""

    def test_a_sent_code_opens_once_and_for_ten_minutes(self, code):
        digits = self.send(code)

        assert not ask(code, digits, at=LATER + timedelta(minutes=11))
        assert ask(code, digits)
        assert not ask(code, digits)

    def test_asking_tells_nothing_about_a_code_that_nobody_has(self):
        assert self.send(NOBODYS) == ""

    def test_three_codes_a_day_are_sent(self, code):
        for _nth in range(3):
            self.send(code)

        with pytest.raises(TooManyTries):
            self.send(code)

    def test_the_code_of_one_dossier_opens_no_other(self, office, code):
        digits = self.send(code)

        assert not ask(make.accepted(office), digits)


def test_the_code_alone_shows_state_and_promise_only(code, office):
    said = repr(queries.glance(text=code))

    assert State.PROCESSING in said
    for secret in ("Thanh Hà", office.unit.name, make.get(code).procedure_title):
        assert secret not in said


def test_the_page_says_what_is_asked_and_what_comes_next(office, code):
    use_cases.request_supplement(
        actor=office.specialist,
        code=code,
        items=[MissingItem(key=make.paper_key(), name="Giấy ly hôn", reason="mờ của bà Hà")],
        at=LATER,
    )

    found = queries.follow(code=code)

    assert found.asked == ("Giấy ly hôn",)
    assert found.next
    assert "bà Hà" not in repr(found)


class TestWayOfTheResult:
    def test_it_is_chosen_anew_until_the_result_lies_ready(self, office, citizen):
        code = make.accepted(office, citizen)

        use_cases.choose_result_way(
            actor=citizen, code=code, way=ResultWay.POST, postal=make.POSTAL, at=LATER
        )

        assert make.get(code).result_way == ResultWay.POST
        assert make.get(code).postal_address == make.POSTAL

        use_cases.choose_result_way(actor=citizen, code=code, way=ResultWay.DESK, at=LATER)

        assert make.get(code).postal_address is None  # what nobody needs is not kept

    def test_the_post_needs_an_address_and_every_fault_is_told_at_once(self, office, citizen):
        code = make.accepted(office, citizen)
        wrong = PostalAddress(recipient="", phone="12", street="Số 5", province="Hải Phòng")

        with pytest.raises(PostalIncomplete) as refusal:
            use_cases.choose_result_way(
                actor=citizen, code=code, way=ResultWay.POST, postal=wrong, at=LATER
            )

        told = [fault.path for fault in refusal.value.faults]
        assert told == ["postal.recipient", "postal.phone", "postal.ward"]

    def test_a_dossier_is_not_sent_without_the_address_it_needs(self, office, citizen):
        with pytest.raises(SubmissionIncomplete) as refusal:
            make.submitted(office, citizen, result_way=ResultWay.POST)
        sent = make.submitted(office, citizen, result_way=ResultWay.POST, postal=make.POSTAL)

        assert {fault.path.split(".")[0] for fault in refusal.value.faults} == {"postal"}
        assert make.get(sent).postal_address == make.POSTAL

    def test_a_ready_result_comes_as_it_was_wanted(self, office, citizen):
        code = make.finished(office, citizen)

        with pytest.raises(WrongState):
            use_cases.choose_result_way(actor=citizen, code=code, way=ResultWay.POST, at=LATER)
