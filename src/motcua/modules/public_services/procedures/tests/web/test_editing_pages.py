import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from motcua.foundation.money import Money
from motcua.foundation.time import TimeLimit
from motcua.kernel.identity.tests.factories import give_post, make_official, make_unit
from motcua.modules.public_services.procedures import api
from motcua.modules.public_services.procedures.queries import drafts, proposals
from motcua.modules.public_services.procedures.tests.factories import (
    AT,
    KEEPER,
    PLAIN,
    TODAY,
    a_record,
    draft_of,
    import_records,
)
from motcua.modules.public_services.procedures.use_cases.editing import write_plain_text
from motcua.modules.public_services.procedures.use_cases.local import override_procedure

pytestmark = pytest.mark.django_db
CODE = "1.999001"
DECISION = {
    "decision_no": "12/QĐ-UBND",
    "decision_date": "01/03/2024",
    "effective_from": "02/03/2024",
}
PLAIN_POST = {
    "plain.needed": "Đơn\nCăn cước",
    "plain.cost": "5.000 đồng",
    "plain.time": "3 ngày làm việc",
    "plain.place": "Phường",
    "plain.steps": "Nộp\nNhận",
}
POST = {
    "name": "Cấp giấy phép nuôi mèo",
    "field": "Chăn nuôi",
    "authority": "UBND cấp xã",
    "result": "Thẻ mèo",
    "level": "ward",
    "online_level": "full",
    "applicant": ["citizen"],
    "duration.value": "3",
    "duration.unit": "working_day",
    "legal_basis": "01/2024/NĐ-CP",
    "fees.0.name": "Lệ phí",
    "fees.0.amount_vnd": "5.000",
    "fees.0.note": "mỗi con",
    "components.0.name": "Đơn đề nghị",
    "components.0.originals": "1",
    "components.0.copies": "0",
    "components.0.required": "on",
    "steps.0.name": "Thẩm định",
    "steps.0.role": "Công chức Văn hóa - Xã hội",
    "steps.0.duration_hours": "1,5",
} | PLAIN_POST


@pytest.fixture
def district():
    return make_unit("H99.50", level="DISTRICT", name="Ủy ban nhân dân quận Mèo")


@pytest.fixture
def ward(district):
    return make_unit("H99.50.1", parent_id=district, name="Ủy ban nhân dân phường Chuột")


def enter(client, unit, role):
    account = make_official()
    give_post(account, unit, role)
    client.force_login(account)
    return client


@pytest.fixture
def keeper(client, district):
    import_records(a_record())
    return enter(client, district, "CATALOGUE_ADMIN")


def text(response):
    return response.content.decode()


def test_a_draft_is_edited_blocked_mended_published_and_seen_in_every_ward(keeper, ward, client):
    address = f"/catalogue/{CODE}/"
    first = {name: said for name, said in POST.items() if name not in PLAIN_POST}
    assert keeper.post(f"{address}edit/", first).status_code == 302
    blocked = keeper.get(f"{address}publish/")
    assert "Chưa được công bố" in text(blocked)
    refused = keeper.post(f"{address}publish/", DECISION)
    assert refused.status_code == 409
    assert api.get_version(CODE, TODAY).number == 1

    keeper.post(f"{address}edit/", POST)
    published = keeper.post(f"{address}publish/", DECISION, follow=True)

    assert "Đã công bố phiên bản 2" in text(published)
    version = api.get_version(CODE, TODAY)
    assert (version.result, version.fees[0].amount) == ("Thẻ mèo", Money(5000))
    assert "Thẩm định" in {step.name for step in version.steps}
    client.logout()
    page = text(client.get(f"/procedures/{CODE}/at/H99.50.1/"))
    assert "Thẻ mèo" in page
    assert "12/QĐ-UBND ngày 01/03/2024" in page


def test_a_procedure_is_begun_by_hand_and_published_by_a_decision(keeper, client):
    new = {**POST, "code": "1.888001", "act": "save"}

    empty = keeper.post("/catalogue/new/", {"code": "x"})
    taken = keeper.post("/catalogue/new/", {**new, "code": CODE})
    begun = keeper.post("/catalogue/new/", new)
    hidden = client.get("/procedures/1.888001/")
    listed = text(keeper.get("/catalogue/"))
    edit = text(keeper.get("/catalogue/1.888001/edit/"))
    shown = text(keeper.get("/catalogue/1.888001/publish/"))
    done = keeper.post("/catalogue/1.888001/publish/", DECISION)

    assert empty.status_code == taken.status_code == 422
    assert all(f'href="#id_{name}"' in text(empty) for name in ("code", "name", "authority"))
    assert 'href="#id_code"' in text(taken)
    assert begun.status_code == 302
    assert hidden.status_code == 404
    assert "/catalogue/1.888001/edit/" in listed
    assert "Cấp giấy phép nuôi mèo" in edit
    assert "Thẻ mèo" in shown
    assert done.status_code == 302
    assert [one.number for one in api.list_versions("1.888001")] == [1]


def test_a_begun_procedure_is_thrown_away_and_its_code_is_free_again(keeper):
    new = {**POST, "code": "1.888001", "act": "save"}
    keeper.post("/catalogue/new/", new)

    keeper.post("/catalogue/1.888001/discard/")

    assert keeper.get("/catalogue/1.888001/edit/").status_code == 404
    assert keeper.post("/catalogue/new/", new).status_code == 302


def test_every_fault_of_the_editor_stands_at_its_field(keeper):
    wrong = POST | {
        "name": "",
        "duration.value": "0",
        "fees.0.amount_vnd": "nhiều",
        "components.3.name": "",
        "components.3.copies": "hai",
    }

    response = keeper.post(f"/catalogue/{CODE}/edit/", wrong)

    page = text(response)
    assert response.status_code == 422
    for place in ("name", "duration.value", "fees.0.amount_vnd", "components.1.name"):
        assert f'href="#id_{place}"' in page
        assert f'id="id_{place}"' in page
    assert 'value="nhiều"' in page
    assert drafts.find_draft(CODE) is None


def test_rows_are_added_and_taken_away_without_script(keeper):
    more = text(keeper.post(f"/catalogue/{CODE}/edit/", POST | {"add": "fees"}))
    less = text(keeper.post(f"/catalogue/{CODE}/edit/", POST | {"remove": "fees.0"}))

    assert 'name="fees.1.name"' in more
    assert 'name="fees.0.name"' not in less
    assert drafts.find_draft(CODE) is None


def test_a_draft_is_thrown_away(keeper):
    draft_of(result="Thẻ mèo")

    page = text(keeper.post(f"/catalogue/{CODE}/discard/", follow=True))

    assert "Đã bỏ dự thảo" in page
    assert drafts.find_draft(CODE) is None


def test_a_plain_text_is_written_beside_an_imported_version(keeper, client):
    missing = keeper.post(f"/catalogue/{CODE}/plain/", PLAIN_POST | {"plain.cost": ""})
    assert missing.status_code == 422
    keeper.post(f"/catalogue/{CODE}/plain/", PLAIN_POST)
    client.logout()

    short, full = (text(client.get(f"/procedures/{CODE}/{query}")) for query in ("", "?full"))

    assert "<li>Căn cước</li>" in short
    assert "01/2024/NĐ-CP" not in short
    assert "01/2024/NĐ-CP" in full


def test_a_procedure_is_withdrawn_by_a_decision(keeper, client):
    wrong = keeper.post(f"/catalogue/{CODE}/withdraw/", DECISION | {"replaced_by": "9.999999"})
    assert wrong.status_code == 409
    keeper.post(f"/catalogue/{CODE}/withdraw/", DECISION)
    client.logout()

    assert "không còn hiệu lực" in text(client.get(f"/procedures/{CODE}/"))


def test_a_ward_says_what_differs_on_its_page_and_in_the_overview(client, district, ward):
    import_records(a_record())
    enter(client, ward, "CLERK")
    address = f"/catalogue/{CODE}/at/H99.50.1/"

    longer = client.post(address, {"time.value": "30", "time.unit": "working_day"})
    assert longer.status_code == 422
    assert "không được dài hơn" in text(longer)
    client.post(address, {"place": "Tầng 2", "time.value": "2", "time.unit": "working_day"})

    overview = text(client.get("/catalogue/differences/"))
    assert "Tầng 2" in overview
    assert "3 ngày làm việc" in overview
    client.logout()
    here, general = (text(client.get(f"/procedures/{CODE}/{end}")) for end in ("at/H99.50.1/", ""))
    assert "Điểm riêng tại Ủy ban nhân dân phường Chuột" in here
    assert "2 ngày làm việc" in here
    assert "Điểm riêng" not in general
    assert "có điểm riêng" in general


def test_a_ward_below_neither_edits_the_catalogue_nor_another_ward(client, district, ward):
    import_records(a_record())
    make_unit("H99.50.2", parent_id=district)
    enter(client, ward, "CATALOGUE_ADMIN")

    assert client.post(f"/catalogue/{CODE}/edit/", POST).status_code == 403
    assert client.get(f"/catalogue/{CODE}/at/H99.50.2/").status_code == 403
    assert client.get(f"/catalogue/{CODE}/at/none/").status_code == 404


def test_a_proposal_goes_to_the_leader_who_approves_it(client, district):
    import_records(a_record())
    enter(client, district, "SUPERVISOR")
    faulty = client.post(f"/catalogue/{CODE}/propose/", {"after.value": "9"})
    assert faulty.status_code == 422
    given = {
        "unit": str(district),
        "after.value": "2",
        "after.unit": "working_day",
        "hours_before": "2,5",
        "trips_before": "2",
        "dossiers_a_year": "1.000",
        "reason": "Đã số hóa",
        "legal_basis": "118/2025/NĐ-CP",
        "effective_from": "02/03/2024",
    }
    assert "Đã gửi đề xuất" in text(client.post(f"/catalogue/{CODE}/propose/", given, follow=True))
    number = proposals.list_proposals()[0].number
    assert (
        client.post(f"/catalogue/proposals/{number}/", {"act": "approve", **DECISION}).status_code
        == 403
    )
    enter(client, district, "AUTHORITY_LEADER")

    page = client.post(
        f"/catalogue/proposals/{number}/", {"act": "approve", **DECISION}, follow=True
    )

    assert "Đã chấp thuận" in text(page)
    assert str(api.get_version(CODE, TODAY).time_limit) == "2 working_day"
    report = text(client.get("/catalogue/proposals/"))
    assert "33,3" in report
    lines = text(client.get("/catalogue/proposals/?format=csv"))
    assert "33.3" in lines
    assert client.get("/catalogue/proposals/?format=xlsx").content[:2] == b"PK"


def test_two_versions_are_compared_word_by_word(client):
    import_records(a_record())
    import_records(a_record(result="Giấy phép nuôi chó"), effective_from=TODAY)
    import_records(a_record(result="Thẻ chó"), effective_from=TODAY.replace(month=6))

    page = text(client.get(f"/procedures/{CODE}/compare/?from=1&to=2"))
    by_day = text(client.get(f"/procedures/{CODE}/compare/?from_day=05/01/2023&to_day=05/03/2024"))
    missed = text(client.get(f"/procedures/{CODE}/compare/?from_day=05/01/2001"))

    for one in (page, by_day):
        assert "<del>" in one
        assert "mèo" in one.partition("<del>")[2].partition("</del>")[0]
        assert "chó" in one.partition("<ins>")[2].partition("</ins>")[0]
    assert "Ngày đó chưa có phiên bản" in missed
    assert client.get("/procedures/9.999999/compare/").status_code == 404


def _quicker(ward):
    limit = TimeLimit.parse("2 working_day")
    return api.Override(code=CODE, unit_id=ward, time_limit=limit)


def test_the_posting_list_of_a_ward_says_its_own_limit_and_the_decision(client, district, ward):
    elsewhere = a_record(code="1.999002", name="Cấp quận", level="district")
    import_records(a_record(decision="7/QĐ"), elsewhere)
    override_procedure(actor=KEEPER, override=_quicker(ward), at=AT)

    page = text(client.get("/posting/?unit=H99.50.1"))

    assert f"/procedures/{CODE}/at/H99.50.1/" in page
    assert "1.999002" not in page
    assert "Trong 2 ngày làm việc" in page
    assert "7/QĐ, áp dụng từ 01/01/2023" in page
    assert "<svg" in page


def test_the_posting_list_is_tagged_pdf_for_officials(client, district):
    import_records(a_record())
    assert client.get("/posting/list.pdf").status_code == 302
    enter(client, district, "CLERK")

    response = client.get("/posting/list.pdf")

    assert response["Content-Type"] == "application/pdf"
    assert b"StructTreeRoot" in response.content


@pytest.mark.parametrize("query", ["", "?field=Ch%C4%83n+nu%C3%B4i", f"?code={CODE}", "?code=x"])
def test_the_kiosk_needs_no_sign_in(client, query, django_assert_max_num_queries):
    import_records(a_record())
    write_plain_text(actor=KEEPER, code=CODE, text=PLAIN, at=AT)
    client.get("/posting/kiosk/?x")

    with django_assert_max_num_queries(4):
        assert client.get(f"/posting/kiosk/{query}").status_code == 200


def test_faults_of_a_workbook_are_shown_with_their_cell(keeper):
    book = load_workbook(io.BytesIO(keeper.get("/catalogue/workbook.xlsx").content))
    book["fees"]["C2"] = "nhiều"
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("a.xlsx", out.getvalue())

    response = keeper.post(
        "/catalogue/import/", {"file": file, "effective_from": "01/03/2024", "act": "publish"}
    )

    page = text(response)
    assert response.status_code == 422
    assert "fees" in page
    assert "C2" in page


@pytest.mark.parametrize("end", ["compare/", "at/H99.50.1/"])
def test_public_pages_answer_strangers_from_memory(
    client, ward, end, django_assert_max_num_queries
):
    import_records(a_record())
    client.get("/procedures/")

    with django_assert_max_num_queries(4):
        assert client.get(f"/procedures/{CODE}/{end}").status_code == 200
    with django_assert_max_num_queries(1):
        assert client.get(f"/procedures/{CODE}/{end}").status_code == 200
