"""The page on which a stop is proposed and decided, and the forms that are given out."""

import pytest
from django.urls import reverse

from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import State, StopGround, StopPlan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
WORDS = {"ground": "ASKED", "reason": "Có đơn đề nghị dừng.", "settlement": "REFUND"}


@pytest.fixture
def code(office, citizen):
    return make.accepted(office, citizen)


def test_the_specialist_proposes_and_the_head_decides(office, code, enter):
    address = reverse("dossiers:stop", args=[code])

    enter(office.specialist).post(address, WORDS)
    page = enter(office.leader).get(address).content.decode()
    answer = enter(office.leader).post(address, WORDS)

    assert WORDS["reason"] in page
    assert office.specialist.name in page
    assert answer["Location"].endswith("?printed=05")
    assert make.get(code).state == State.STOPPED
    assert make.get(code).forms.get(form="05").data["settlement"].startswith("Hoàn trả")


def test_the_head_lets_it_go_on(office, code, enter):
    plan = StopPlan(ground=StopGround.ASKED, reason="Có đơn.")
    use_cases.propose_stop(actor=office.specialist, code=code, plan=plan, at=make.LATER)
    address = reverse("dossiers:stop", args=[code])

    empty = enter(office.leader).post(address, {"drop": "1", "answer": " "})
    enter(office.leader).post(address, {"drop": "1", "answer": "Chưa đủ căn cứ."})

    assert empty.status_code == 422
    assert make.get(code).state == State.PROCESSING


def test_a_reason_is_asked_for_at_its_field(office, code, enter):
    answer = enter(office.leader).post(
        reverse("dossiers:stop", args=[code]), {"ground": "LAW", "reason": "Có tranh chấp"}
    )

    assert answer.status_code == 422
    assert 'href="#id_legal_basis"' in answer.content.decode()


def test_whoever_works_on_it_sees_the_act_and_nobody_else(office, code, enter):
    page = reverse("dossiers:case", args=[code])

    assert reverse("dossiers:propose_stop", args=[code]) in (
        enter(office.specialist).get(page).content.decode()
    )
    assert f'"{reverse("dossiers:stop", args=[code])}"' in (
        enter(office.leader).get(page).content.decode()
    )
    assert "stop/" not in enter(office.clerk).get(page).content.decode()


def test_the_applicant_downloads_the_notice_and_reads_the_reason(office, citizen, code, enter):
    plan = StopPlan(ground=StopGround.ASKED, reason="Có đơn đề nghị dừng.")
    use_cases.stop_dossier(actor=office.leader, code=code, plan=plan, at=make.LATER)
    client = enter(citizen)

    page = client.get(reverse("dossiers:dossier", args=[code])).content.decode()
    notice = client.get(reverse("dossiers:form", args=[code, "05"]), {"number": "01/2024"})

    assert plan.reason in page
    assert "01%2F2024" in page
    assert notice.content.startswith(b"%PDF")
    assert client.get(reverse("dossiers:form", args=[code, "05"]) + "?number=9").status_code == 404


def test_forms_go_by_the_number_they_have_in_their_circular(office, citizen, code):
    sheets = {form.form: form.sheet for form in queries.forms_of(submission=make.get(code))}

    assert sheets["01"].mark == "Mẫu số 01 – TT 01/2018/TT-VPCP"


def test_the_month_in_which_the_forms_changed_has_a_register_for_each_circular(office, enter):
    client = enter(office.reception)

    page = client.get(reverse("dossiers:register"), {"month": "2025-09"}).content.decode()
    books = [
        client.get(reverse("dossiers:register_pdf"), {"month": "2025-09", "circular": circular})
        for circular in ("TT 01/2018", "TT 03/2025")
    ]

    assert "Mẫu số 06 – TT 01/2018/TT-VPCP" in page
    assert "Mẫu số 07 – TT 03/2025/TT-VPCP" in page
    assert all(book.content.startswith(b"%PDF") for book in books)
    assert books[0].content != books[1].content
