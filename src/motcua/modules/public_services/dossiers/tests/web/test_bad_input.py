"""What people and programs send that they should not: a clear word or a refusal, nothing lost.

Every case is a request as it comes in, through the real pages. Django's test client raises what
would have been an answer 500, so that a case that passes has not broken anything.
"""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import use_cases
from motcua.modules.public_services.dossiers.models import (
    Draft,
    DraftPaper,
    Submission,
    SubmittedPaper,
)
from motcua.modules.public_services.dossiers.tests import bad_files
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.tests.factories import AT, SYSTEM

pytestmark = pytest.mark.django_db
NOBODY = "01890000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
def world(kept_db):
    """An office and a citizen where CAT is offered, made once for all cases."""
    office, citizen = make.make_office(), make.make_citizen()
    make.make_catalogue()
    return office, citizen


@pytest.fixture
def scene(world, enter):
    """Return an office, a citizen, and ways to act as each of them."""
    office, citizen = world
    return Scene(office, citizen, enter)


class Scene:
    def __init__(self, office, citizen, enter):
        self.office, self.citizen, self.enter = office, citizen, enter

    def as_(self, who):
        return self.enter(getattr(self.office, who) if who != "citizen" else self.citizen)

    def draft(self, **options):
        return make.make_draft(self.office, self.citizen, **options)

    def said(self, answer):
        """Return the page that was answered; it has to be one that a person can read."""
        text = answer.content.decode()
        assert "<h1" in text
        assert "Traceback" not in text
        return text


# ------------------------------------------------------------------------------- files
def add_file(scene, name, content, **settings):
    draft_id = scene.draft(papers=False)
    upload = SimpleUploadedFile("x", content)
    setattr(upload, "_name", name)  # noqa: B010 - the browser's own words: Django would clean them first
    address = f"/drafts/{draft_id}/papers/"
    answer = scene.as_("citizen").post(address, {f"papers.{make.paper_key()}": upload, "add": "1"})
    return answer, draft_id


@pytest.mark.parametrize("case", bad_files.REFUSED)
def test_a_file_is_refused_with_what_to_do(scene, case):
    name, content = bad_files.file_of(bad_files.REFUSED, case)

    answer, draft_id = add_file(scene, name, content)

    assert answer.status_code == 200
    if content:  # a browser leaves an empty file out, and so does Django's client
        assert "govuk-error-summary" in scene.said(answer)
    assert not DraftPaper.objects.filter(draft_id=draft_id).exists()


@pytest.mark.parametrize("case", bad_files.TAKEN)
def test_a_file_that_looks_bad_is_taken_and_cannot_do_harm(scene, case):
    name, content = bad_files.file_of(bad_files.TAKEN, case)

    answer, draft_id = add_file(scene, name, content)

    assert answer.status_code == 302
    paper = DraftPaper.objects.get(draft_id=draft_id)
    page = scene.as_("citizen").get(f"/drafts/{draft_id}/papers/").content.decode()
    assert "<script>alert" not in page
    served = scene.as_("citizen").get(f"/drafts/{draft_id}/papers/{paper.id}/")
    assert "sandbox" in served["Content-Security-Policy"]
    assert served["X-Content-Type-Options"] == "nosniff"
    assert paper.file_id is not None
    stored = documents.file_info([paper.file_id])[paper.file_id]
    assert "/" not in stored.filename
    assert "\u202e" not in stored.filename
    assert len(stored.filename) <= 255
    if name.endswith(".jpg"):
        assert bad_files.SCRIPT not in documents.read(paper.file_id)


def test_a_file_that_is_too_large_is_refused(scene, settings):
    settings.LARGEST_FILE_MB = 1
    answer, draft_id = add_file(scene, "don.pdf", b"%PDF-1.7" + bytes(2 * 1024 * 1024))

    assert "govuk-error-summary" in scene.said(answer)
    assert not DraftPaper.objects.filter(draft_id=draft_id).exists()


def test_more_files_than_a_draft_holds_are_refused_and_the_first_are_kept(scene, settings):
    settings.MOST_FILES_AT_ONCE = 2
    draft_id = scene.draft(papers=False)
    files = [SimpleUploadedFile(f"{n}.jpg", bad_files.jpeg()) for n in range(4)]

    answer = scene.as_("citizen").post(
        f"/drafts/{draft_id}/papers/", {f"papers.{make.paper_key()}": files}
    )

    assert "govuk-error-summary" in scene.said(answer)
    assert DraftPaper.objects.filter(draft_id=draft_id).count() == 2


# ----------------------------------------------------------------------------- answers
ANSWERS: dict[str, dict[str, Any]] = {
    "day that does not exist": {"nguoi_duoc_khai_sinh.ngay_sinh": "31/02/2024"},
    "day in the year 99999": {"nguoi_duoc_khai_sinh.ngay_sinh": "01/01/99999"},
    "day in Arabic figures": {
        "nguoi_duoc_khai_sinh.ngay_sinh": "\u0660\u0661/\u0660\u0661/\u0662\u0660\u0662\u0664"
    },
    "day that is yet to come": {"nguoi_duoc_khai_sinh.ngay_sinh": "01/01/2200"},
    "script for a name": {"nguoi_duoc_khai_sinh.ho_ten": "<script>alert(1)</script>"},
    "template for a name": {
        "nguoi_duoc_khai_sinh.ho_ten": "{{ settings.SECRET_KEY }}{% now 'Y' %}"
    },
    "name of 300 000 letters": {"nguoi_duoc_khai_sinh.ho_ten": "ă" * 300_000},
    "name of half letters": {"nguoi_duoc_khai_sinh.ho_ten": "\ufffd\u0301\u200f\u2028"},
    "number for a yes or no": {"cam_doan": "1e999"},
    "choice that is none": {"nguoi_duoc_khai_sinh.gioi_tinh": "'; drop table dossiers_draft; --"},
    "number without end": {"ban_sao.so_luong": "9" * 400},
    "list where a word belongs": {"nguoi_duoc_khai_sinh.ho_ten": ["Một", "Hai", "Ba"]},
    "word where a group belongs": {"me": "Phạm Thị Hà", "cha": "không"},
    "path that goes down without end": {".".join(["me"] * 400): "x"},
    "row four thousand million": {"cha.4294967296.ho_ten": "x", "cha.-1.ho_ten": "y"},
    "names that Python knows": {"__class__.__init__": "x", "me.__dict__": "y", "data": "z"},
}


@pytest.mark.parametrize("case", ANSWERS)
def test_an_answer_that_cannot_be_is_kept_as_typed_and_named(scene, case):
    make.make_catalogue(birth=True)
    draft_id = scene.draft(code=make.BIRTH, papers=False)
    client = scene.as_("citizen")
    typed = {
        "data": urlencode(ANSWERS[case], doseq=True),
        "content_type": "application/x-www-form-urlencoded",
    }

    for section in (0, 1, 2, 3):
        answer = client.post(f"/drafts/{draft_id}/questions/{section}/", **typed)
        assert answer.status_code in {200, 302}
        if answer.status_code == 200:
            assert "<script>alert" not in scene.said(answer)
    assert client.post(f"/drafts/{draft_id}/save/", **typed).status_code in {204, 302}
    page = client.get(f"/drafts/{draft_id}/check/")
    assert "<script>alert" not in scene.said(page)
    assert client.post(f"/drafts/{draft_id}/check/").status_code == 200
    assert not Submission.objects.exists()
    assert Draft.objects.filter(id=draft_id).exists()


PLACES: dict[str, dict[str, Any]] = {
    "unit that is no number": {"unit": "phuong-nao-do"},
    "unit that there is not": {"unit": NOBODY},
    "unit of nothing": {"unit": ""},
    "way that there is not": {"unit": "own", "result_way": "PIGEON"},
    "case that there is not": {"unit": "own", "cases": ["không có gì", "<b>"]},
}


@pytest.mark.parametrize("case", PLACES)
def test_a_choice_that_there_is_not_is_not_taken(scene, case):
    draft_id, sent = scene.draft(), dict(PLACES[case])
    if sent.get("unit") == "own":
        sent["unit"] = str(scene.office.unit.id)

    answer = scene.as_("citizen").post(f"/drafts/{draft_id}/place/", sent)

    assert answer.status_code in {200, 302}
    draft = Draft.objects.get(id=draft_id)
    assert draft.unit_id == scene.office.unit.id
    assert draft.result_way in {"ELECTRONIC", "DESK", "POST"}
    assert draft.cases == []


# -------------------------------------------------------------------------- addresses
ADDRESSES = [
    ("citizen", "/drafts/{nobody}/papers/", {404}),
    ("citizen", "/drafts/khong-phai-uuid/papers/", {404}),
    ("citizen", "/drafts/{draft}/questions/99999999999999999999/", {404}),
    ("citizen", "/drafts/{draft}/questions/-1/", {404}),
    ("citizen", "/drafts/{draft}/papers/{nobody}/", {404}),
    ("citizen", "/dossiers/{code}/forms/99/", {404}),
    ("citizen", "/dossiers/{code}/forms/..%2f..%2fetc/", {404}),
    ("citizen", "/dossiers/{code}/files/{nobody}/", {404}),
    ("citizen", "/dossiers/{code}/result/", {404}),
    ("citizen", "/dossiers/{code}'%20or%20'1'='1/", {404}),
    ("citizen", "/apply/9.999999/", {404}),
    ("citizen", "/apply/%3Cscript%3E/", {404}),
    ("citizen", "/track/?code=%3Cscript%3Ealert(1)%3C/script%3E", {200, 404}),
    ("citizen", "/track/?code=%00", {200, 404}),
    ("citizen", "/track/" + "A" * 3000 + "/", {404}),
    ("reception", "/workspace/?after=hom-qua~x&list=<b>", {200}),
    ("reception", "/workspace/reception/?after=2024-01-01T00:00:00~{nobody}", {200}),
    ("reception", "/workspace/reception/?after=99999-01-01~{nobody}", {200}),
    ("reception", "/workspace/dossiers/?q=%00", {200, 404}),
    ("reception", "/workspace/dossiers/?q=%25_%27%22%5C&state=NO_STATE", {200}),
    ("reception", "/workspace/dossiers/?q=" + "z" * 5000, {200}),
    ("reception", "/workspace/register/?month=9999-12", {200}),
    ("reception", "/workspace/register/?month=0000-00", {200}),
    ("reception", "/workspace/register/?month=2024-13&unit=x", {200}),
    ("reception", "/workspace/register/pdf/?month=9999-12", {200}),
    ("reception", "/workspace/go/?q=%ff%fe", {200}),
    ("reception", "/workspace/dossiers/{code}/preview/99999999999/", {404}),
    ("reception", "/workspace/walk-in/{nobody}/", {404}),
    ("leader", "/workspace/sign/{code}/", {200, 404}),
    ("leader", "/workspace/sign/x/", {404}),
]


@pytest.mark.parametrize(("who", "address", "allowed"), ADDRESSES)
def test_an_address_that_leads_nowhere_says_so(scene, who, address, allowed):
    draft_id, code = scene.draft(papers=False), make.submitted(scene.office, scene.citizen)
    way = address.replace("{draft}", str(draft_id)).replace("{code}", code)

    answer = scene.as_(who).get(way.replace("{nobody}", NOBODY))

    assert answer.status_code in allowed
    assert b"<script>alert" not in answer.content


STRANGE = [
    ("get", "/drafts/{draft}/papers/"),
    ("post", "/drafts/{draft}/papers/"),
    ("post", "/drafts/{draft}/check/"),
    ("post", "/drafts/{draft}/discard/"),
    ("post", "/drafts/{draft}/save/"),
    ("get", "/drafts/{draft}/papers/{draft_paper}/"),
    ("get", "/sent/{code}/"),
    ("get", "/dossiers/{code}/"),
    ("get", "/dossiers/{code}/answers/"),
    ("get", "/dossiers/{code}/files/{paper}/"),
    ("get", "/dossiers/{code}/forms/01/"),
    ("post", "/dossiers/{code}/supplement/"),
    ("post", "/dossiers/{code}/withdraw/"),
]


@pytest.mark.parametrize(("method", "address"), STRANGE)
def test_what_belongs_to_another_is_not_found(scene, method, address):
    draft_id, code = scene.draft(), make.accepted(scene.office, scene.citizen)
    places = {
        "{draft}": draft_id,
        "{code}": code,
        "{paper}": SubmittedPaper.objects.get().id,
        "{draft_paper}": DraftPaper.objects.get(draft_id=draft_id).id,
    }
    for mark, value in places.items():
        address = address.replace(mark, str(value))
    stranger = scene.enter(make.make_citizen("Người Lạ"))

    assert getattr(stranger, method)(address).status_code == 404

    assert Draft.objects.filter(id=draft_id, submission_code="").exists()
    assert make.get(code).state == "PROCESSING"


# ----------------------------------------------------------------------- once and again
def post(client, name, code, data=None):
    return client.post(reverse(f"dossiers:{name}", args=[code]), data or {})


def test_a_draft_that_is_sent_twice_is_one_dossier(scene):
    draft_id, client = scene.draft(), scene.as_("citizen")

    first, second = (client.post(f"/drafts/{draft_id}/check/") for _click in range(2))

    assert first["Location"] == second["Location"]
    assert Submission.objects.count() == 1


def test_a_draft_that_was_sent_in_another_window_leads_to_the_dossier(scene):
    draft_id, client = scene.draft(), scene.as_("citizen")
    client.post(f"/drafts/{draft_id}/check/")
    file = SimpleUploadedFile("a.jpg", bad_files.jpeg())

    for address in ("papers/", "place/", "questions/0/", "check/", "discard/"):
        data = {f"papers.{make.paper_key()}": file}
        answer = client.post(f"/drafts/{draft_id}/{address}", data)
        assert answer.status_code in {302, 409}
    assert client.post(f"/drafts/{draft_id}/save/", {"noi_dung": "x"}).status_code == 409
    assert SubmittedPaper.objects.count() == 1


AGAIN = {
    "accept an accepted one": ("accepted", "reception", "accept", {}),
    "refuse an accepted one": ("accepted", "reception", "refuse", {"reason": "Muộn."}),
    "check an accepted one": ("accepted", "reception", "check_papers", {"seen.x": "on"}),
    "sign a signed one": ("approved", "leader", "sign", {}),
    "send back a signed one": ("approved", "leader", "send_back", {"reason": "Muộn."}),
    "hand out what is not ready": ("accepted", "reception", "hand_out", {"receiver": "Hà"}),
    "draft while it is signed": ("approved", "specialist", "draft", make.LETTER),
    "withdraw what is decided": ("approved", "reception", "withdraw_for", {"reason": "Thôi."}),
    "ask for supplements after the decision": (
        "approved", "specialist", "ask", {"other": "Ảnh thẻ"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", AGAIN)
def test_an_act_that_comes_too_late_is_refused_and_changes_nothing(scene, case):
    stage, who, act, data = AGAIN[case]
    code = getattr(make, stage)(scene.office, scene.citizen)
    before = make.get(code).state

    answer = post(scene.as_(who), act, code, data)

    assert answer.status_code in {302, 403, 409, 422}
    assert make.get(code).state == before
    assert make.get(code).forms.exclude(form="01").count() == 0


EMPTY = {
    "refuse without a reason": ("submitted", "reception", "refuse", {"reason": "   "}),
    "ask for nothing": ("submitted", "reception", "ask", {}),
    "ask for a paper that there is not": ("submitted", "reception", "ask", {"items": ["x"]}),
    "hand out to nobody": ("finished", "reception", "hand_out", {"receiver": " "}),
    "hand over to nobody": ("accepted", "specialist", "hand_over", {"post": ""}),
    "hand over to what is no post": ("accepted", "specialist", "hand_over", {"post": NOBODY}),
    "hand over to no number": ("accepted", "specialist", "hand_over", {"post": "x" * 500}),
    "send back without a reason": ("at_signature", "leader", "send_back", {"reason": ""}),
    "submit an empty result": ("accepted", "specialist", "draft", {"submit": "1", "words": ""}),
}


@pytest.mark.parametrize("case", EMPTY)
def test_an_act_without_what_it_needs_says_what_is_missing(scene, case):
    stage, who, act, data = EMPTY[case]
    code = getattr(make, stage)(scene.office, scene.citizen)
    before = make.get(code).state

    answer = post(scene.as_(who), act, code, data)

    assert answer.status_code in {200, 422}
    said = scene.said(answer)
    assert "govuk-error" in said or "mc-alert" in said
    assert make.get(code).state == before


def test_an_answer_to_a_supplement_counts_once(scene):
    code = make.submitted(scene.office, scene.citizen)
    key = make.paper_key()
    post(scene.as_("reception"), "ask", code, {"items": [key], f"reason.{key}": "Ảnh mờ"})
    client = scene.as_("citizen")

    def answer():
        file = SimpleUploadedFile("a.jpg", bad_files.jpeg())
        strange = SimpleUploadedFile("b.jpg", bad_files.jpeg())
        return post(client, "supplement", code, {f"papers.{key}": file, "papers.x": strange})

    assert answer().status_code == 302
    assert answer().status_code == 409
    assert make.get(code).papers.count() == 2


COUNTER = {
    "number with letters": {"personal_number": "03119500abcd"},
    "number in Arabic figures": {"personal_number": "\u0660\u0663\u0661" * 4},
    "number of another length": {"personal_number": "1" * 500},
    "procedure that there is not": {"procedure": "Xin một con mèo"},
    "name without end": {"full_name": "ă" * 100_000},
}


@pytest.mark.parametrize("case", COUNTER)
def test_at_the_counter_what_cannot_be_is_named(scene, case):
    sent = {"procedure": make.CAT, "personal_number": "031095001234", "full_name": ""}

    answer = scene.as_("reception").post("/workspace/walk-in/", sent | COUNTER[case])

    assert answer.status_code in {200, 302, 422}
    if answer.status_code == 200:
        assert "govuk-error-summary" in scene.said(answer)


@pytest.mark.parametrize("born", ["31/02/1990", "00/00/0000", "1/1/99999", "hôm qua", "-1/-1/-1"])
def test_an_impossible_birthday_at_the_counter_stops_nothing(scene, born):
    sent = {
        "procedure": make.CAT,
        "personal_number": "031095001234",
        "full_name": "Nguyễn Văn An",
        "birth_date": born,
    }

    answer = scene.as_("reception").post("/workspace/walk-in/", sent)

    assert answer.status_code in {200, 302, 422}


# ------------------------------------------------------------------------ broken requests
BODIES = {
    "JSON where a form belongs": ("application/json", b'{"unit": {"$gt": ""}}'),
    "form without a boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "form that breaks off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="papers.a"; filename="a.jpg"\r\n\r\n\xff\xd8',
    ),
    "letters of no alphabet": ("application/x-www-form-urlencoded", b"noi_dung=%ff%fe%ed%a0%80"),
    "five thousand fields": (
        "application/x-www-form-urlencoded",
        b"&".join(b"f%d=1" % n for n in range(5000)),
    ),
    "nothing at all": ("application/x-www-form-urlencoded", b""),
}


@pytest.mark.parametrize("case", BODIES)
def test_a_body_that_is_no_form_is_refused_or_ignored(scene, case):
    kind, body = BODIES[case]
    draft_id = scene.draft(papers=False)

    for page in ("place", "papers", "questions/0"):
        answer = scene.as_("citizen").post(f"/drafts/{draft_id}/{page}/", body, content_type=kind)
        assert answer.status_code in {200, 302, 400}
    assert not DraftPaper.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head", "trace"])
def test_a_method_that_a_page_does_not_know_changes_nothing(scene, method):
    code = make.submitted(scene.office, scene.citizen)
    client = scene.as_("reception")

    for name in ("case", "accept", "ask", "take", "check_papers", "withdraw_for"):
        getattr(client, method)(reverse(f"dossiers:{name}", args=[code]))

    assert make.get(code).state == "WAITING"
    assert not make.rows_of("cases.Case").exists()


# ------------------------------------------------------------------- the world moves on
def test_a_delegation_that_ends_between_opening_and_signing_blocks_the_signature(scene):
    code = make.at_signature(scene.office, scene.citizen)
    deputy = make.make_actor(scene.office.unit.id, "CLERK", name="Phó Chủ Tịch")[0]
    now = identity_now()
    lent = organisation.delegate(
        actor=SYSTEM, post_id=scene.office.posts["AUTHORITY_LEADER"],
        to_person_id=deputy.person_id or UUID(NOBODY), scope="Ký kết quả", decision_no="12/QĐ-UBND",
        valid_from=now - timedelta(days=1), valid_to=now + timedelta(days=1), at=now,
    )  # fmt: skip
    client = scene.enter(deputy)
    assert client.get(f"/workspace/sign/{code}/").status_code == 200

    organisation.end_delegation(actor=SYSTEM, delegation_id=lent.id, at=now)
    identity.forget_rights()

    assert post(client, "sign", code).status_code in {403, 404, 409}
    assert make.get(code).state == "PROCESSING"
    assert make.result_of(code).state == ""


def identity_now():
    from django.utils import timezone  # noqa: PLC0415 - the edge of this test

    return timezone.now()


def test_a_process_published_in_the_middle_of_a_step_leaves_a_running_dossier_as_it_is(scene):
    from motcua.modules.public_services.procedures.tests import factories as records  # noqa: PLC0415

    code = make.at_signature(scene.office, scene.citizen)
    before = make.get(code).dossier.case.process_version_id
    record = records.a_record(duration={"value": 9, "unit": "working_day"})
    record["steps"] = [record["steps"][0], *record["steps"]]
    records.import_records(record, effective_from=AT.date())
    use_cases.publish_processes(actor=SYSTEM, at=AT)

    assert post(scene.as_("leader"), "sign", code).status_code == 302

    assert make.get(code).state == "SIGNING"
    assert make.get(code).dossier.case.process_version_id == before


def test_a_paper_that_is_taken_away_twice_is_gone_once(scene):
    draft_id, client = scene.draft(), scene.as_("citizen")
    paper = DraftPaper.objects.get(draft_id=draft_id)

    for value in (paper.id, paper.id, uuid4(), "x", "' or 1=1"):
        answer = client.post(f"/drafts/{draft_id}/papers/", {"remove": str(value)})
        assert answer.status_code == 302
    assert not DraftPaper.objects.exists()
