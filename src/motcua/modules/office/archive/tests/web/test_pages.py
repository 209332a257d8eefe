"""What clerk, head, leader and archivist see and press, and what strangers do not."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.foundation.delivery import deliver_pending
from motcua.modules.office.archive.models import (
    File,
    Heading,
    Item,
    Loan,
    Place,
    Plan,
    Transfer,
)
from motcua.modules.office.archive.tests import factories as make
from motcua.modules.office.archive.types import FileState, LoanState, PlanState, TransferState

ROOT = "/workspace/archive/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def people(office):
    """A browser for each person."""
    found = {}
    for who, account in office.accounts.items():
        found[who] = Client()
        found[who].force_login(account)
    return found


def _post(client, path, **values):
    answer = client.post(f"{ROOT}{path}", values)
    return answer, answer.content.decode(errors="replace")


def _text(client, path):
    answer = client.get(f"{ROOT}{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_plan_is_typed_mended_sent_approved_and_a_file_opened_by_it(office, people):
    clerk, leader, head = (people[who] for who in ("clerk", "leader", "head"))
    unit = str(office.unit_id)
    assert "Chép danh mục năm trước" in _text(clerk, "plan/")
    year = _year(clerk)
    _post(clerk, "plan/act/", act="draw_up", unit=unit, year=year, empty="1")
    plan = Plan.objects.get()
    lines = "\tI. Tư pháp\n01.TP\tHộ tịch\t20 năm\tPhòng Tư pháp\n02.TH\tBáo cáo\tVĩnh viễn"
    values = {"plan": plan.id, "unit": unit}

    answer, text = _post(clerk, "plan/act/", act="save", lines="x\tHộ tịch\tlâu", **values)
    assert answer.status_code == 200
    assert "Dòng 1: hãy ghi ký hiệu" in text
    _post(clerk, "plan/act/", act="save", lines=lines, **values)
    sheet = SimpleUploadedFile("dm.xlsx", clerk.get(f"{ROOT}plan.xlsx").content)
    _post(clerk, "plan/act/", act="save", sheet=sheet, **values)
    assert [each.unit_id for each in Heading.objects.order_by("serial")] == [
        office.department_id,
        None,
    ]
    assert Heading.objects.get(serial=1).group == "Tư pháp"
    _post(clerk, "plan/act/", act="propose", **values)
    assert "Phê duyệt danh mục" in _text(leader, "plan/")
    _post(leader, "plan/act/", act="approve", **values)
    assert Plan.objects.get().state == PlanState.APPROVED
    assert clerk.get(f"{ROOT}plan.pdf").content.startswith(b"%PDF")

    heading = Heading.objects.get(serial=1)
    assert "01.TP Hộ tịch" in _text(head, "files/new/")
    answer, _page = _post(head, "files/new/", unit=office.department_id, heading=heading.id)
    assert answer.status_code == 302
    assert File.objects.get().years == 20
    _answer, text = _post(head, "files/new/", title="Khác", symbol="9.X", years="mãi mãi")
    assert "Hãy chọn thời hạn bảo quản" in text


def _year(client):
    return client.get(f"{ROOT}plan/").context["year"]


def test_a_document_is_confirmed_into_a_file_ordered_closed_and_printed(office, people):
    record = make.incoming(office, content=make.arrivals.letter(office), subject="Số hóa hộ tịch")
    file_id = make.open_file(office, title="Số hóa sổ hộ tịch")
    drafter, one = people["drafter"], f"files/{file_id}/"
    text = _text(drafter, "unfiled/")
    assert "cùng một việc" in text
    values = {"record": record.id, f"file-{record.id}": file_id}
    assert _post(drafter, "unfiled/", **values)[0].status_code == 302
    item = Item.objects.get()
    assert "Mọi văn bản đã vào hồ sơ" in _text(drafter, "unfiled/")

    assert "Số hóa hộ tịch" in _text(drafter, f"{one}?q=hoa")
    answer = drafter.get(f"{ROOT}{one}documents/{item.id}/")
    assert answer.content.startswith(b"%PDF")
    scan = SimpleUploadedFile("bb.pdf", make.arrivals.letter(office, subject="Biên bản"))
    paper = {"subject": "Biên bản", "issued_on": "01/02/2024", "sheets": "2", "file": scan}
    assert _post(drafter, f"{one}act/", act="paper", **paper)[0].status_code == 302
    _answer, text = _post(drafter, f"{one}act/", act="paper", subject="")
    assert "Hãy ghi văn bản về việc gì" in text
    _post(drafter, f"{one}act/", act="sort")
    last = Item.objects.get(record=record)
    _post(drafter, f"{one}act/", act="count", **{f"place-{last.id}": "0", f"sheets-{last.id}": "4"})
    assert File.objects.get().sheets == 4
    close = {"act": "close", "title": "Số hóa sổ hộ tịch quận", "access": "CONDITIONAL"}
    answer, text = _post(drafter, f"{one}act/", years="lâu dài", **close)
    assert answer.status_code == 200
    assert _post(drafter, f"{one}act/", years="Vĩnh viễn", **close)[0].status_code == 302
    assert File.objects.get().state == FileState.CLOSED
    for path in ("contents.pdf", "cover.pdf"):
        assert drafter.get(f"{ROOT}{one}{path}").content.startswith(b"%PDF")
    for path in (f"{one}contents.xlsx", "files.xlsx?year=2024"):
        assert drafter.get(f"{ROOT}{path}").content.startswith(b"PK")
    assert people["stranger"].get(f"{ROOT}{one}").status_code == 404
    assert people["stranger"].get(f"{ROOT}{one}documents/{item.id}/").status_code == 404
    assert drafter.get(f"{ROOT}documents/{record.id}/").status_code == 302
    assert "Số hóa sổ hộ tịch quận" in _text(people["leader"], "?q=so+hoa&state=CLOSED&year=2024")


def test_a_list_is_signed_by_two_a_loan_granted_and_a_box_chosen(office, people):
    drafter, archivist, head = (people[who] for who in ("drafter", "archivist", "head"))
    file_id = make.closed_file(office, years=10, medium="MIXED")
    assert "Chọn" in _text(drafter, "handing/")
    values = {"unit": office.department_id, "target": "CURRENT", "file": file_id}
    assert _post(drafter, "handing/", **values)[0].status_code == 302
    _answer, text = _post(drafter, "handing/", **values)
    assert "đang nằm trong một danh sách khác" in text
    transfer = Transfer.objects.get()
    one = f"handing/{transfer.id}/"
    assert drafter.get(f"{ROOT}{one}list.pdf").content.startswith(b"%PDF")
    _post(drafter, f"{one}act/", act="offer")
    _answer, text = _post(archivist, f"{one}act/", act="receive", condition="")
    assert "Hãy nêu lý do" in text
    _post(archivist, f"{one}act/", act="receive", condition="Tốt")
    transfer.refresh_from_db()
    assert transfer.state == TransferState.RECEIVED
    assert archivist.get(f"{ROOT}{one}minutes.pdf").content.startswith(b"%PDF")
    deliver_pending()

    for name, above in (("Kho A", ""), ("Giá 1", "Kho A"), ("Hộp 1", "Giá 1")):
        _post(archivist, "stores/", unit=office.unit_id, name=name, above=_place(above))
    _post(archivist, f"files/{file_id}/act/", act="box", box=_place("Hộp 1"))
    assert "Số hóa" not in _text(archivist, f"stores/?box={_place('Hộp 1')}")
    label = archivist.get(f"{ROOT}stores/{_place('Kho A')}/label.pdf")
    assert label.content.startswith(b"%PDF")
    assert "Không có danh mục" not in _text(archivist, "packages/")

    leader = people["leader"]
    assert "01.TP" in _text(leader, "loans/?q=cai+cach")
    ask = {"act": "ask", "id": file_id, "purpose": "Xem lại", "how": "paper"}
    _post(head, "loans/act/", **ask)
    _answer, text = _post(head, "loans/act/", **ask)
    assert "đã đề nghị mượn rồi" in text
    loan = Loan.objects.get()
    _answer, text = _post(archivist, "loans/act/", act="grant", id=loan.id, due_on="mai")
    assert "dd/mm/yyyy" in text
    _post(archivist, "loans/act/", act="grant", id=loan.id, due_on=f"{date(2050, 1, 1):%d/%m/%Y}")
    _post(archivist, "loans/act/", act="hand_out", id=loan.id)
    _post(archivist, "loans/act/", act="give_back", id=loan.id)
    assert Loan.objects.get().state == LoanState.RETURNED
    hold = {"act": "hold", "reason": "Vụ án"}
    _post(archivist, f"files/{file_id}/act/", **hold)
    assert "Đang giữ lại để phục vụ vụ việc" in _text(archivist, f"files/{file_id}/")
    assert head.get(f"{ROOT}stores/").status_code == 403


def _place(name):
    return Place.objects.get(name=name).id if name else ""


def test_lists_ask_a_constant_number_of_questions(office, people, django_assert_max_num_queries):
    for n in range(12):
        make.add_paper(office, make.open_file(office, code=f"{n}.TP", title=f"Việc {n}"))
        make.incoming(office, number_symbol=f"{n}/STP", subject=f"Việc số {n}")

    for path, most in (("", 25), ("unfiled/", 30)):
        with django_assert_max_num_queries(most):
            _text(people["drafter"], path)
