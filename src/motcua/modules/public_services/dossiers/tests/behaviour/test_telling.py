"""The applicant is told of every change, in plain words."""

from uuid import uuid4

import pytest

from motcua.foundation import delivery
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import LATER
from motcua.modules.public_services.dossiers.types import BatchAct, MissingItem

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


def told_to(actor):
    delivery.deliver_pending()
    told = make.rows_of("notifications.Message", to_account_id=actor.account_id)
    return list(told.order_by("created_at", "id").values_list("subject", "link"))


def test_whoever_is_given_a_dossier_is_told_by_whom_and_why(office, citizen):
    code = make.accepted(office, citizen)
    other, post_id = make.make_actor(office.unit.id, "SPECIALIST", name="Ngô Thị Bích")

    use_cases.reassign_dossier(
        actor=office.head, code=code, to_post_id=post_id, reason="Nghỉ ốm", at=LATER
    )

    assert told_to(other) == [
        (f"Hồ sơ {code} được giao cho ông/bà", f"/workspace/dossiers/{code}/")
    ]
    body = make.rows_of("notifications.Message", to_account_id=other.account_id).get().body
    assert body == "Người giao: Đỗ Văn Hùng. Lý do: Nghỉ ốm"


def test_whoever_is_given_many_dossiers_at_once_is_told_once(office, citizen):
    codes = [make.accepted(office, citizen) for _each in range(3)]
    other, post_id = make.make_actor(office.unit.id, "SPECIALIST", name="Ngô Thị Bích")
    batch = uuid4()
    use_cases.open_batch(
        actor=office.head,
        batch_id=batch,
        act=BatchAct.REASSIGN,
        codes=codes,
        to_post_id=post_id,
        note="Nghỉ ốm",
        at=LATER,
    )

    for code in [*codes, *codes]:  # sent twice, as after a lost connection
        use_cases.settle_line(actor=office.head, batch_id=batch, code=code, at=LATER)

    assert told_to(other) == [("3 hồ sơ được giao cho ông/bà", "/workspace/")]
