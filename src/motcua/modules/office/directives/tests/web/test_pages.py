"""What leader, office and unit see and press; lists, exports and files keep to the same rule."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from motcua.foundation.ids import uuid7
from motcua.modules.office.directives import use_cases
from motcua.modules.office.directives.errors import SourceNotFound
from motcua.modules.office.directives.models import Task
from motcua.modules.office.directives.tests import factories as make
from motcua.modules.office.directives.types import Given, Source
from motcua.modules.office.directives.web.waiting import DEADLINES, SOURCES
from motcua.modules.office.outgoing.tests import factories as letters

issuing = vars(letters)["use_cases"]
ROOT = "/workspace/directives/"
NOTE = "Giao Phòng Tư pháp phối hợp với Văn phòng lập báo cáo hộ tịch trong 10 ngày làm việc."
pytestmark = pytest.mark.django_db


def _as(office, who):
    client = Client()
    client.force_login(office.accounts[who])
    return client


def _page(client, path, **values):
    answer = client.post(path, values) if values else client.get(path)
    return answer, answer.content.decode(errors="replace")


@pytest.fixture
def now():
    return timezone.now()


def test_a_note_is_read_mended_and_given(office):
    chief = _as(office, "chief")
    answer, _text = _page(chief, f"{ROOT}new/")
    typed = answer.context["typed"]
    form = {"key": typed.key, "source": "NOTE", "given_on": typed.given_on, "leader": typed.leader}
    answer, text = _page(chief, f"{ROOT}new/", act="read", text=NOTE, rows=0, **form)
    (row,) = answer.context["typed"].rows
    assert row.owner == str(office.department_id)
    assert (row.supports, row.due) == ("Văn phòng HĐND và UBND", "10 ngày làm việc")
    assert "Tính theo lịch làm việc" in text
    fields = {"owner_0": row.owner, "text_0": "", "due_0": "x", "product_0": row.product}
    answer, text = _page(chief, f"{ROOT}new/", act="give", text=NOTE, rows=1, **form, **fields)
    assert answer.status_code == 200
    assert {each.path for each in answer.context["faults"]} == {"text_0", "due_0"}
    assert NOTE in text
    fields |= {"text_0": row.text, "due_0": row.due, "supports_0": row.supports}
    for _twice in range(2):
        answer, _text = _page(chief, f"{ROOT}new/", act="give", rows=1, **form, **fields)
        assert answer["Location"] == f"{ROOT}register/"
    assert Task.objects.get().product == "Báo cáo hộ tịch"


def test_tasks_are_taken_from_an_issued_conclusion_and_an_issued_document_is_the_product(office):
    subject = "kết luận của Chủ tịch tại cuộc họp giao ban"
    notice = letters.approved(office.letters, kind="TB", subject=subject)
    issue = {"actor": office.actor("clerk"), "medium": "PAPER", "at": make.MORNING}
    number = issuing.issue_document(document_id=notice, **issue)
    clerk = _as(office, "clerk")
    answer, text = _page(clerk, f"{ROOT}new/")
    assert [each.id for each in answer.context["conclusions"]] == [notice]
    answer, text = _page(clerk, f"{ROOT}new/?source=OUTGOING&document={notice}")
    assert answer.context["typed"].source_id == notice
    assert number in text
    given = Given(
        source=Source.OUTGOING,
        source_id=notice,
        number_symbol=number,
        title=subject,
        given_on=make.MORNING.date(),
    )
    row = make.wanted(office, product="Công văn")
    with pytest.raises(SourceNotFound):
        make.give(office, row, given=replace(given, source_id=uuid7()))
    (task,) = make.give(office, row, given=given)
    assert not _page(clerk, f"{ROOT}new/")[0].context["conclusions"]
    answer_id = letters.approved(office.letters)
    issuing.issue_document(document_id=answer_id, **issue)
    head = _as(office, "head")
    one = f"{ROOT}{task.id}/"
    answer, _text = _page(head, f"{one}?document=thu+tuc")
    assert [each[0] for each in answer.context["products"]] == [str(answer_id)]
    use_cases.report_done(
        actor=office.actor("head"),
        task_id=task.id,
        text="Đã ban hành.",
        document_id=answer_id,
        at=make.MORNING,
    )
    task.refresh_from_db()
    assert task.document_id == answer_id


def test_a_task_is_worked_on_and_its_evidence_is_read_by_those_who_see_it(office, now):
    (task,) = make.give(office, make.wanted(office, due="30 ngày làm việc"), at=now)
    one = f"{ROOT}{task.id}/"
    head, chief, stranger = (_as(office, who) for who in ("head", "chief", "stranger"))
    proof = SimpleUploadedFile("anh.jpg", make.picture(), content_type="image/jpeg")
    _page(head, f"{one}act/", act="report", text="Nửa rồi", percent="50 %", evidence=proof)
    answer, text = _page(head, f"{one}act/", act="report", text="", percent="70")
    assert answer.status_code == 200
    assert "Hãy ghi việc đã làm" in text
    entry = task.entries.get(what="PROGRESS")
    file = f"{one}files/{entry.id}/1/"
    assert chief.get(file).status_code == 200
    for path in (one, file):
        assert stranger.get(path).status_code == 404
    _page(head, f"{one}act/", act="done", done_text="Xong")
    assert _page(chief, one)[0].context["may_check"]
    _page(chief, f"{one}act/", act="accept")
    task.refresh_from_db()
    assert task.state == "DONE"


def test_lists_and_exports_show_what_is_the_readers_and_cost_the_same_whatever_their_length(
    office, now, django_assert_max_num_queries
):
    make.give(office, *(make.wanted(office, due="30 ngày làm việc") for _n in range(12)), at=now)
    head, leader, stranger = (_as(office, who) for who in ("head", "leader", "stranger"))
    with django_assert_max_num_queries(24):
        answer, _text = _page(head, ROOT)
    assert len(answer.context["waiting"]) == 12
    with django_assert_max_num_queries(24):
        answer, _text = _page(leader, f"{ROOT}register/?standing=NOT_DUE&scope=below&q=ho+tich")
    assert len(answer.context["rows"]) == 12
    for query in ("?standing=OVERDUE", "?scope=own", "?unit=" + str(office.ward_id)):
        assert _page(leader, f"{ROOT}register/{query}")[0].context["rows"] == []
    assert _page(stranger, f"{ROOT}register/")[0].context["rows"] == []
    assert leader.get(f"{ROOT}register.xlsx").content.startswith(b"PK")
    answer, text = _page(leader, f"{ROOT}evaluation/")
    assert "Phòng Tư pháp" in text
    cells = answer.context["rows"][0]
    behind = _page(leader, cells[1]["href"])[0].context["rows"]
    assert len(behind) == cells[1]["text"] == 12
    assert leader.get(f"{ROOT}evaluation.pdf").content.startswith(b"%PDF")
    assert _page(head, f"{ROOT}evaluation/")[0].status_code == 200


def test_a_frozen_month_is_opened_printed_and_each_number_shows_its_tasks(office):
    (task,) = make.give(office, make.wanted(office, due="08/03/2024"))
    make.finish(office, task, at=make.local("2024-03-07 10:00"))
    sheet_id = use_cases.freeze_evaluation(
        actor=office.actor("chief"),
        unit_id=office.unit_id,
        year=2024,
        month=3,
        at=make.local("2024-04-03 09:00"),
    )
    head = _as(office, "head")
    one = f"{ROOT}evaluation/{sheet_id}/"
    assert _page(head, one)[0].context["may_sign"] is False
    answer, _text = _page(head, f"{one}tasks/?unit={office.department_id}&standing=ON_TIME")
    assert len(answer.context["rows"]) == 1
    assert head.get(f"{one}sheet.pdf").content.startswith(b"%PDF")
    assert _page(_as(office, "stranger"), one)[0].status_code == 404


def test_the_desk_shows_what_waits_for_each_and_does_it_in_place(office):
    at = make.MORNING
    (task,) = make.give(office, make.wanted(office, due="08/03/2024"))
    by_code = {each.code: each for each in SOURCES}
    soon, late = by_code["directives.soon"], by_code["directives.late"]
    head, chief, stranger = (office.actor(who) for who in ("head", "chief", "stranger"))
    assert [each.key for each in soon.rows(actor=head, at=at, limit=5)] == [str(task.id)]
    after = make.local("2024-03-11 08:00")
    for who in (head, chief, office.actor("leader")):
        assert late.count(actor=who, at=after, limit=5) == 1
    assert late.count(actor=stranger, at=after, limit=5) == 0
    make.report(office, task, at=at)
    results = by_code["directives.results"]
    (row,) = results.rows(actor=chief, at=at, limit=5)
    reading = results.read(actor=chief, key=row.key, at=at)
    assert reading.code == task.label
    accept = next(each for each in results.acts if each.code == "accept")
    accept.do(actor=chief, key=row.key, given={}, at=at)
    assert results.count(actor=chief, at=at, limit=5) == 0
    assert not DEADLINES.falling(actor=head, since=at, until=after, limit=5)
