"""The applicant is told of every change, in plain words."""

import pytest

from motcua.foundation import delivery
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import LATER
from motcua.modules.public_services.dossiers.types import MissingItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def messages(person_id):
    delivery.deliver_pending()
    assert not make.rows_of("foundation.Undelivered").exists()
    told = make.rows_of("notifications.Message", to_person_id=person_id)
    return list(told.order_by("created_at", "id"))


def test_every_change_is_told_once_with_a_way_back(office, citizen):
    code = make.finished(office, citizen)
    use_cases.return_result(actor=office.reception, code=code, receiver="Hà", at=LATER)

    told = messages(citizen.person_id)

    assert [message.subject for message in told] == [
        f"Đã nhận được hồ sơ {code}",
        f"Hồ sơ {code} đã được tiếp nhận",
        f"Đã có kết quả của hồ sơ {code}",
        f"Hồ sơ {code} đã hoàn tất",
    ]
    assert {message.link for message in told} == {f"/dossiers/{code}/"}
    assert messages(citizen.person_id) == told


def test_the_promise_is_told_with_acceptance(office, citizen):
    make.accepted(office, citizen)

    accepted = messages(citizen.person_id)[-1]

    assert "17:00" in accepted.body
    assert "07/03/2024" in accepted.body


def test_what_is_missing_is_told_and_so_is_the_answer(office, citizen):
    code = make.accepted(office, citizen)
    item = MissingItem(key=make.paper_key(), name="Đơn đề nghị", reason="mờ")
    use_cases.request_supplement(actor=office.specialist, code=code, items=[item], at=LATER)
    papers = [(item.key, item.name, make.make_file())]
    use_cases.answer_supplement(actor=citizen, code=code, papers=papers, at=LATER)

    subjects = [message.subject for message in messages(citizen.person_id)]

    assert len(subjects) == 4
    assert all(code in subject for subject in subjects)


def test_a_refusal_is_told_with_its_reason(office, citizen):
    code = make.submitted(office, citizen)
    use_cases.refuse_submission(
        actor=office.reception, code=code, reason="Thuộc thẩm quyền của quận.", at=LATER
    )

    assert "Thuộc thẩm quyền của quận." in messages(citizen.person_id)[-1].body


def test_a_withdrawal_is_confirmed(office, citizen):
    code = make.submitted(office, citizen)
    use_cases.withdraw(actor=citizen, code=code, at=LATER)

    assert len(messages(citizen.person_id)) == 2
