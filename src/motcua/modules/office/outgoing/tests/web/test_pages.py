"""What officials see, and what they do not."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook

from motcua.modules.office.outgoing import use_cases
from motcua.modules.office.outgoing.models import Document
from motcua.modules.office.outgoing.tests import factories as make
from motcua.modules.office.outgoing.types import Medium, State

ROOT = "/workspace/outgoing/"


@pytest.fixture
def enter(office):
    def as_(who):
        client = Client()
        client.force_login(office.accounts[who])
        return client

    return as_


def _issue(office, **values):
    document_id = make.approved(office, **values)
    use_cases.issue_document(
        actor=office.actor("clerk"), document_id=document_id, medium=Medium.PAPER, at=make.MORNING
    )
    return document_id


def test_the_register_asks_as_many_questions_for_many_lines_as_for_few(
    office, enter, django_assert_max_num_queries
):
    for n in range(4):
        _issue(office, subject=f"việc thứ {n}")
    clerk = enter("clerk")
    clerk.get(f"{ROOT}register/?year=2024")

    with django_assert_max_num_queries(24):
        page = clerk.get(f"{ROOT}register/?year=2024&q=viec thu 2")

    assert "việc thứ 2" in page.content.decode()
    assert "việc thứ 3" not in page.content.decode()


def test_the_register_in_excel_has_the_ten_columns_and_no_formulas(office, enter):
    _issue(office, subject='=HYPERLINK("http://x")', kind="QD")

    answer = enter("clerk").get(f"{ROOT}register.xlsx?year=2024")

    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["Số, ký hiệu văn bản", "Ngày tháng văn bản"]
    assert sheet.max_column == 10
    assert sheet["A3"].value == "01/QĐ-UBND"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_register_is_printed_as_pdf(office, enter):
    _issue(office)

    answer = enter("clerk").get(f"{ROOT}register.pdf?year=2024")

    assert answer.content.startswith(b"%PDF-")


def test_two_versions_show_what_was_added_and_removed(office, enter):
    document_id = make.draft(office)
    make.write(office, document_id, at=make.MORNING, body=f"{make.BODY} ngay")

    page = enter("drafter").get(f"{ROOT}{document_id}/versions/?a=2&b=3").content.decode()

    assert "ngay</ins>" in page


def test_a_leader_signs_several_at_once_and_only_what_he_read(office, enter):
    ids = [make.draft(office, subject=f"việc {n}") for n in range(2)]
    for document_id in ids:
        use_cases.submit_draft(
            actor=office.actor("drafter"),
            document_id=document_id,
            signer_post_id=office.posts["leader"],
            at=make.MORNING,
        )
        for who in ("head", "clerk"):
            use_cases.check_draft(actor=office.actor(who), document_id=document_id, at=make.MORNING)
    leader = enter("leader")

    leader.post(f"{ROOT}sign/", {"documents": [f"{ids[0]}:2", f"{ids[1]}:1"]})

    states = dict(Document.objects.values_list("id", "state"))
    assert (states[ids[0]], states[ids[1]]) == (State.APPROVED, State.APPROVAL)


@pytest.mark.parametrize("path", ["", "paper.pdf", "page/1.png", "versions/", "edit/"])
def test_nobody_opens_the_draft_of_another_unit(office, enter, path):
    document_id = make.draft(office)

    assert enter("stranger").get(f"{ROOT}{document_id}/{path}").status_code == 404
