"""What officials see, and what they do not."""

import io
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from motcua.kernel.exchange.tests import factories as packets
from motcua.modules.office.outgoing import queries, use_cases
from motcua.modules.office.outgoing.models import Document, Typed
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


# ------------------------------------------------------------------- writing
def _form(office, document_id, **changes):
    """Return the editor's form of the drafter as a new page has it, with changes."""
    document = Document.objects.get(id=document_id)
    content = queries.content_of(document)
    form = {
        "based_on": document.version,
        "page": "trang-mot",
        "kind": content.kind,
        "subject": content.subject,
        "addressees": "\n".join(content.addressees),
        "body": content.body,
        "recipients": "\n".join(content.recipients),
    }
    return form | changes


def test_what_is_typed_is_kept_and_stands_there_again_without_being_a_version(office, enter):
    document_id = make.draft(office)
    drafter = enter("drafter")

    answer = drafter.post(
        f"{ROOT}{document_id}/autosave/", _form(office, document_id, body="Đang viết dở")
    )

    assert answer.status_code == 204
    assert Document.objects.get(id=document_id).version == 2
    page = drafter.get(f"{ROOT}{document_id}/edit/").content.decode()
    assert "Đang viết dở" in page
    assert "Ông/bà đang viết tiếp phần viết dở" in page


def test_two_open_pages_are_both_kept_and_both_told(office, enter):
    document_id = make.draft(office)
    drafter, path = enter("drafter"), f"{ROOT}{document_id}/autosave/"

    statuses = [
        drafter.post(path, _form(office, document_id, page=page, body=f"Ở {page}")).status_code
        for page in ("trang-mot", "trang-hai", "trang-mot")
    ]

    assert statuses == [204, 409, 409]
    kept = Typed.objects.filter(document_id=document_id).order_by("page")
    assert [row.content["body"] for row in kept] == ["Ở trang-hai", "Ở trang-mot"]
    page = drafter.get(f"{ROOT}{document_id}/edit/").content.decode()
    assert "Ông/bà còn phần viết dở khác" in page


def test_a_page_goes_on_with_what_another_began(office, enter):
    document_id = make.draft(office)
    drafter, path = enter("drafter"), f"{ROOT}{document_id}/autosave/"
    drafter.post(path, _form(office, document_id, body="Phần một"))
    goes_on = {"page": "trang-hai", "goes_on": "trang-mot", "times": "1"}

    answer = drafter.post(path, _form(office, document_id, body="Phần hai", **goes_on))

    assert answer.status_code == 204
    assert Typed.objects.get(document_id=document_id).content["body"] == "Phần hai"


def test_a_version_saved_meanwhile_loses_nothing_of_what_was_typed(office, enter):
    document_id = make.draft(office)
    form = _form(office, document_id, body="Của tôi")
    make.write(office, document_id, at=make.MORNING, body="Của người khác")

    page = enter("drafter").post(f"{ROOT}{document_id}/edit/", form).content.decode()

    assert "Của tôi" in page
    assert "phiên bản 3" in page
    assert Typed.objects.get(document_id=document_id).content["body"] == "Của tôi"
    assert queries.content_of(Document.objects.get(id=document_id)).body == "Của người khác"


def test_a_saved_version_settles_what_was_typed_on_its_page(office, enter):
    document_id = make.draft(office)
    drafter, form = enter("drafter"), _form(office, document_id, body=f"{make.BODY} ngay")
    drafter.post(f"{ROOT}{document_id}/autosave/", form)

    drafter.post(f"{ROOT}{document_id}/edit/", form)

    assert Document.objects.get(id=document_id).version == 3
    assert not Typed.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.4 none", None),
        (b"just words", None),
        ("MẬT", "có dấu “MẬT”"),
    ],
)
def test_an_annex_is_a_pdf_without_a_mark_of_secrecy(office, enter, content, said):
    document_id = make.draft(office)
    if isinstance(content, str):
        content = _paper(office, document_id, content)
    file = SimpleUploadedFile("phu-luc.pdf", content)

    answer = enter("drafter").post(
        f"{ROOT}{document_id}/edit/", _form(office, document_id) | {"annexes": file}
    )

    assert "govuk-error-summary" in answer.content.decode()
    assert said is None or said in answer.content.decode()
    assert Document.objects.get(id=document_id).version == 2


def _paper(office, document_id, mark):
    document = Document.objects.get(id=document_id)
    content = queries.content_of(document)
    marked = replace(content, addressees=(mark, *content.addressees))
    return queries.draw(document, marked, at=make.MORNING)


def test_an_annex_belongs_to_the_version_and_can_be_taken_out(office, enter):
    document_id = make.draft(office)
    drafter, path = enter("drafter"), f"{ROOT}{document_id}/edit/"
    file = SimpleUploadedFile("bieu-mau.pdf", packets.pdf("Biểu mẫu"))
    drafter.post(path, _form(office, document_id) | {"annexes": file})
    document = Document.objects.get(id=document_id)
    (annex,) = queries.content_of(document).annexes

    assert (annex.title, annex.pages, document.version) == ("bieu-mau", 1, 3)
    assert drafter.get(f"{ROOT}{document_id}/annex/1/").status_code == 200
    assert enter("stranger").get(f"{ROOT}{document_id}/annex/1/").status_code == 404
    drafter.post(path, _form(office, document_id, drop=annex.file_id))
    assert queries.content_of(Document.objects.get(id=document_id)).annexes == ()


def test_the_register_keeps_its_filters_in_the_address(office, enter):
    document_id = _issue(office)
    unit = office.department_id
    address = f"{ROOT}register/?year=2024&unit={unit}&medium=PAPER&file=no&state=ISSUED"

    page = enter("clerk").get(address).content.decode()

    assert str(document_id) in page
    assert f'<option value="{unit}" selected' in page
    assert "register.xlsx?year=2024&amp;unit=" in page
    assert str(document_id) not in enter("clerk").get(f"{address}&medium=DIGITAL").content.decode()
