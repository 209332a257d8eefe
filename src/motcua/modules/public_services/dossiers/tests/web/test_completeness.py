"""The check list before sending and at reception, form 02, the second request, held papers."""

import pytest
from django.urls import reverse

from motcua.kernel.documents import api as documents
from motcua.kernel.signatures.tests import factories as signing
from motcua.modules.public_services.checklists import api as checklists
from motcua.modules.public_services.checklists.tests import factories as pages
from motcua.modules.public_services.dossiers import queries, use_cases
from motcua.modules.public_services.dossiers.models import DraftPaper
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
KEY = "papers."


def upload(content, name="don.jpg"):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - only here

    return SimpleUploadedFile(name, content)


def post(client, name, code, data=None, **more):
    return client.post(reverse(f"dossiers:{name}", args=[code]), data or {}, **more)


def test_before_sending_the_citizen_reads_what_the_system_sees(office, citizen, enter):
    draft_id = make.make_draft(office, citizen, papers=False)
    client, address = enter(citizen), f"/drafts/{draft_id}/papers/"
    key = make.paper_key()

    client.post(address, {f"papers.{key}": upload(pages.photograph(blur=8)), "add": "1"})

    said = client.get(address).content.decode()
    assert "Ảnh có vẻ bị mờ." in said
    assert "Ảnh có vẻ bị mờ." in client.get(f"/drafts/{draft_id}/check/").content.decode()


@pytest.mark.usefixtures("authority")
def test_who_signed_the_paper_is_told_to_the_citizen_and_to_the_officer(office, citizen, enter):
    key = make.paper_key()
    checklists.set_check_list(
        actor=SYSTEM,
        procedure_code=make.CAT,
        component_key=key,
        questions=["PRESENT", "OWN_SIGNATURE"],
        months=None,
        valid_from=AT.date(),
        at=AT,
    )
    draft_id = make.make_draft(office, citizen, papers=False)
    client, address = enter(citizen), f"/drafts/{draft_id}/papers/"
    signed = signing.put_signature(signing.birth_certificate(), signing.LEADER)

    client.post(address, {f"papers.{key}": upload(signed, "don.pdf"), "add": "1"})

    told = "Do Nguyễn Hữu Đường ký số, không phải người nộp."
    assert told in client.get(f"/drafts/{draft_id}/check/").content.decode()
    code = use_cases.submit(actor=citizen, draft_id=draft_id, at=AT).code
    page = enter(office.reception).get(f"/workspace/dossiers/{code}/").content.decode()
    assert told in page
    assert '<option value="OWN_SIGNATURE_OTHER" selected' in page


def test_at_reception_every_question_is_marked_and_faults_go_into_one_form(office, citizen, enter):
    code, key = make.submitted(office, citizen), make.paper_key()
    reception = enter(office.reception)
    assert 'name="pass.' in reception.get(f"/workspace/dossiers/{code}/").content.decode()

    marked = {
        f"pass.{key}": ["PRESENT", "LEGIBLE"],
        f"fault.{key}.SIGNED": "UNSIGNED",
        f"note.{key}": "Ký ở trang 2.",
        "ask": "1",
    }
    assert post(reception, "check_papers", code, marked)["Location"].endswith("/ask/")

    (line,) = queries.list_paper_lines(of=make.get(code))
    assert line.check is not None
    assert (line.check.faults, line.check.passed) == (["UNSIGNED"], ["PRESENT", "LEGIBLE"])
    page = reception.get(f"/workspace/dossiers/{code}/ask/").content.decode()
    assert "Còn thiếu chữ ký. Hãy ký và ghi rõ họ tên rồi nộp lại. Ký ở trang 2." in page
    assert post(reception, "check_papers", code, {f"fault.{key}.SIGNED": "X"}).status_code == 422


def asked(client, code, **more):
    key = make.paper_key()
    data = {"items": [key], f"reason.{key}": "Ảnh mờ", **more}
    return post(client, "ask", code, data)


def test_what_was_missing_is_taken_in_at_the_counter_and_goes_on(office, citizen, enter):
    code, key = make.submitted(office, citizen), make.paper_key()
    reception = enter(office.reception)
    asked(reception, code)
    page = reverse("dossiers:add_papers", args=[code])
    assert page in reception.get(f"/workspace/dossiers/{code}/").content.decode()
    assert enter(citizen).get(page).status_code == 403
    reception = enter(office.reception)
    assert reception.post(page).status_code == 422  # neither scan nor original

    answer = reception.post(page, {"originals": [key]}, follow=True)

    assert "Giấy biên nhận giấy tờ bổ sung" in answer.content.decode()
    assert "(bản chính)" in answer.content.decode()
    assert make.get(code).state == "WAITING"
    event = make.rows_of("foundation.EventRecord", code="dossiers.supplement_answered").get()
    assert event.payload["channel"] == "DIRECT"
    assert reception.get(page).status_code == 409  # nothing is asked for any more


def test_answers_of_the_form_are_asked_for_with_the_papers(office, citizen, enter):
    code = make.submitted(office, citizen)
    reception = enter(office.reception)
    page = reception.get(f"/workspace/dossiers/{code}/ask/").content.decode()
    question = page.split('<option value="')[2].split('"')[0]

    asked(reception, code, answers=[question], answer_reasons=["Sai số nhà"])

    request = queries.open_supplement_request(submission=make.get(code))
    assert request is not None
    assert [item["key"] for item in request.items] == [make.paper_key(), ""]
    client = enter(citizen)
    form = reverse("dossiers:supplement", args=[code])
    photo = {f"papers.{make.paper_key()}": upload(pages.photograph())}
    assert "Hãy" in client.post(form, photo).content.decode()  # the answer is still open
    photo = {f"papers.{make.paper_key()}": upload(pages.photograph())}
    assert client.post(form, photo | {"answer.1": "Số 12"}).status_code == 302
    assert "Số 12" in make.get(code).supplement_requests.get().reply


def test_the_second_request_goes_to_the_head_and_then_to_the_citizen(office, citizen, enter):
    code = make.submitted(office, citizen)
    reception, head = enter(office.reception), enter(office.head)
    asked(reception, code)
    papers = [(make.paper_key(), "Đơn", make.make_file())]
    use_cases.answer_supplement(actor=citizen, code=code, papers=papers, at=AT)

    assert "govuk-error-summary" in asked(reception, code).content.decode()  # why is missing
    assert asked(reception, code, why="Mặt sau chưa thấy.").status_code == 302
    page = head.get("/workspace/second-requests/").content.decode()
    assert code in page
    assert "Mặt sau chưa thấy." in page
    proposal = queries.second_requests_of(submission=make.get(code))[0]
    decision = {"code": code, "proposal": str(proposal.id), "decision": "approve"}
    without = head.post("/workspace/second-requests/", decision | {"reason": ""})
    assert "govuk-error-summary" in without.content.decode()
    sent = head.post("/workspace/second-requests/", decision | {"reason": "Đồng ý"})
    assert sent.status_code == 302

    assert make.get(code).state == "SUPPLEMENT"
    assert "tính là trễ" in reception.get(f"/workspace/dossiers/{code}/").content.decode()
    again = head.post("/workspace/second-requests/", decision | {"reason": "Đồng ý"})
    assert again.status_code == 409
    broken = head.post("/workspace/second-requests/", decision | {"proposal": "?", "reason": "x"})
    assert broken.status_code == 409
    assert enter(office.specialist).get("/workspace/second-requests/").status_code == 403
    assert enter(citizen).get("/workspace/second-requests/").status_code == 403


@pytest.fixture
def held(office, citizen):
    """Let a birth extract be asked for that was issued to the citizen; return its token."""
    component = {"originals": 1, "copies": 0, "form_code": None, "required": True, "case": None}
    name = "Bản sao giấy khai sinh"
    from motcua.modules.public_services.procedures.tests import factories as records  # noqa: PLC0415

    records.import_records(
        records.a_record(code="1.999002", components=[component | {"name": name}])
    )
    use_cases.publish_processes(actor=SYSTEM, at=AT)
    make.FORMS["1.999002"] = "yeu-cau-chung"
    token = documents.reserve_token()
    documents.register_paper(
        token=token, file_id=make.make_file(), kind="EXTRACT", number="07/2024",
        title="Trích lục khai sinh", dossier_code="", person_id=citizen.person_id,
        unit_id=office.unit.id, actor=SYSTEM, at=AT,
    )  # fmt: skip
    return token


def test_a_held_paper_is_offered_used_and_given_up_on_the_page(office, citizen, enter, held):
    draft_id = make.make_draft(office, citizen, code="1.999002", papers=False)
    client, address = enter(citizen), f"/drafts/{draft_id}/papers/"
    key = make.paper_key("1.999002")
    assert "Trích lục khai sinh" in client.get(address).content.decode()

    value = f"{key}|issued|{held}"
    assert client.post(address, {"decline": value})["Location"] == address
    assert client.post(address, {"use": value})["Location"] == address

    paper = DraftPaper.objects.get()
    assert paper.source["record"] == held
    assert client.get(f"{address}{paper.id}/").status_code == 200
    for wrong in ("", "a|b", f"{key}|issued|{'A' * 20}", "x|issued|" + held):
        assert client.post(address, {"use": wrong}).status_code in {302, 409}
    assert DraftPaper.objects.count() == 1


def test_at_the_counter_the_same_paper_is_offered(office, citizen, enter, held):
    draft_id = make.make_draft(
        office, office.reception, code="1.999002", papers=False, person_id=citizen.person_id
    )
    client, key = enter(office.reception), make.paper_key("1.999002")
    address = f"/workspace/walk-in/{draft_id}/"
    assert "Trích lục khai sinh" in client.get(address).content.decode()

    client.post(address, {f"known.{key}": f"issued|{held}"})

    assert DraftPaper.objects.get().source["record"] == held


def test_a_held_paper_is_ticked_on_the_page_of_what_is_missing(office, citizen, enter, held):
    code, key = make.submitted(office, citizen, code="1.999002"), make.paper_key("1.999002")
    reception = enter(office.reception)
    post(reception, "ask", code, {"items": [key], f"reason.{key}": "Ảnh mờ"})
    client, form = enter(citizen), reverse("dossiers:supplement", args=[code])
    value = f"{key}|issued|{held}"
    assert f'name="known" value="{value}"' in client.get(form).content.decode()

    wrong = client.post(form, {"known": f"{key}|issued|{'A' * 20}"})
    assert f'href="#id_papers.{key}"' in wrong.content.decode()
    assert make.get(code).state == "SUPPLEMENT"
    assert client.post(form, {"known": value}).status_code == 302

    assert make.get(code).papers.get(round=1).source["record"] == held
    assert make.get(code).state == "WAITING"


def test_reception_uses_a_held_paper_in_place_of_a_faulty_one(office, citizen, enter, held):
    code, key = make.submitted(office, citizen, code="1.999002"), make.paper_key("1.999002")
    reception, page = enter(office.reception), reverse("dossiers:case", args=[code])
    offer = f'name="known.{key}" value="issued|{held}"'
    assert offer not in reception.get(page).content.decode()  # nothing is wrong yet
    post(reception, "check_papers", code, {f"fault.{key}.LEGIBLE": "ILLEGIBLE"})
    assert offer in reception.get(page).content.decode()

    form = {f"fault.{key}.LEGIBLE": "ILLEGIBLE", f"known.{key}": f"issued|{held}"}
    post(reception, "check_papers", code, form)

    submission = make.get(code)
    assert [each.source.get("record") for each in submission.papers.order_by("id")] == [None, held]
    assert not submission.checks.exists()
    assert post(reception, "accept", code).status_code == 302
