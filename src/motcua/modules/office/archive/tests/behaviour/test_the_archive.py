"""Hand-over by two, packages and damage, loans, destruction by two."""

import io
import shutil
import subprocess
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import override_settings
from django.utils import timezone

from motcua.foundation.delivery import deliver_pending
from motcua.foundation.errors import NotPermitted
from motcua.foundation.models import EventRecord
from motcua.kernel.analytics.tests.factories import measured
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures.api import Role, SignerRef, sign_document
from motcua.modules.office.archive import api, errors, queries, rules, tasks, use_cases
from motcua.modules.office.archive.models import (
    Destruction,
    File,
    Loan,
    Package,
    Record,
    Transfer,
)
from motcua.modules.office.archive.tests import factories as make
from motcua.modules.office.archive.types import FileState, LoanState, Target
from motcua.modules.office.outgoing import api as outgoing

AT = make.MORNING
LATER = make.local("2031-02-03 09:00")
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def signed(office, authority_process):
    """The bytes of a letter that a leader has signed."""
    account = office.accounts["leader"]
    person = SignerRef(role=Role.PERSON, holder_id=account.person_id, name="Đỗ Văn Chủ")
    pdf = make.arrivals.letter(office)
    with override_settings(
        LOCAL_AUTHORITY_DIR=authority_process.folder,
        SIGNING_PROVIDER="motcua.integrations.local_authority.provider.LocalAuthority",
    ):
        return sign_document(pdf=pdf, person=person, actor=make.SYSTEM, at=timezone.now()).pdf  # noqa: TID251 - certificates live in real time


def _with_signed(office, signed, **changes):
    """Archive a file in which a signed original lies; return it and the document."""
    record = make.incoming(office, content=signed)
    file_id = make.open_file(office, **changes)
    use_cases.put_in(actor=office.actor("drafter"), file_id=file_id, record_ids=[record.id], at=AT)
    make.closed_file(office, file_id=file_id)
    make.hand_over(office, file_id)
    return file_id, Record.objects.get(id=record.id)


def test_both_sides_sign_and_two_papers_are_kept(office):
    file_id = make.closed_file(office, years=None, medium="MIXED")
    head, archivist = office.actor("head"), office.actor("archivist")
    values = {"from_unit_id": office.department_id, "target": Target.CURRENT, "at": AT}

    transfer_id = use_cases.list_for_archive(actor=head, file_ids=[file_id], **values)
    with pytest.raises(errors.AlreadyListed):
        use_cases.list_for_archive(actor=head, file_ids=[file_id], **values)
    use_cases.offer_files(actor=head, transfer_id=transfer_id, at=AT)
    with pytest.raises(NotPermitted):
        use_cases.receive_files(actor=head, transfer_id=transfer_id, condition="Tốt", at=AT)
    use_cases.return_files(actor=archivist, transfer_id=transfer_id, reason="Thiếu tờ 3", at=AT)
    use_cases.offer_files(actor=archivist, transfer_id=transfer_id, at=AT)
    with pytest.raises(errors.SamePerson):
        use_cases.receive_files(actor=archivist, transfer_id=transfer_id, condition="Tốt", at=AT)
    use_cases.receive_files(
        actor=office.actor("clerk"), transfer_id=transfer_id, condition="Tốt", at=AT
    )

    file = File.objects.get(id=file_id)
    transfer: Any = Transfer.objects.get(id=transfer_id)
    assert (file.state, file.received_on) == (FileState.CURRENT, AT.date())
    assert file.historical_due_on == date(2029, 12, 31)
    for paper in (transfer.list_file_id, transfer.minutes_file_id):
        assert documents.read(paper).startswith(b"%PDF")
    due = queries.list_due(actor=archivist, target=Target.HISTORICAL, today=date(2029, 12, 15))
    assert [each.id for each in due] == [file_id]

    onward = use_cases.list_for_archive(
        actor=office.actor("archivist", LATER),
        from_unit_id=office.unit_id,
        target=Target.HISTORICAL,
        file_ids=[file_id],
        at=LATER,
    )
    use_cases.offer_files(actor=office.actor("archivist", LATER), transfer_id=onward, at=LATER)
    use_cases.receive_files(
        actor=office.actor("archivist", LATER),
        transfer_id=onward,
        condition="Tốt",
        receiver="Bà Nguyễn Thị Sử, Trung tâm Lưu trữ lịch sử thành phố",
        at=LATER,
    )
    assert File.objects.get(id=file_id).state == FileState.HISTORICAL


def test_what_is_not_due_stays_with_its_unit(office):
    short = make.closed_file(office, years=2)
    still_open = make.open_file(office, code="02.TP")
    values = {"from_unit_id": office.department_id, "target": Target.CURRENT, "at": AT}

    for file_id in (short, still_open):
        with pytest.raises(errors.NotDue):
            use_cases.list_for_archive(actor=office.actor("head"), file_ids=[file_id], **values)
    with pytest.raises(errors.ListEmpty):
        use_cases.list_for_archive(actor=office.actor("head"), file_ids=[], **values)


def test_a_signed_original_is_the_same_bytes_before_and_after_archiving(office, signed, tmp_path):
    before = documents.find_files_by_content(signed)
    file_id, record = _with_signed(office, signed)
    package = Package.objects.get(file_id=file_id)

    with zipfile.ZipFile(io.BytesIO(queries.zipped(package))) as bag:
        (name,) = [each for each in bag.namelist() if each.endswith(".pdf")]
        archived = bag.read(name)
        manifest = next(each for each in bag.namelist() if each.endswith("/manifest-sha256.txt"))
        hashes = rules.read_manifest(bag.read(manifest).decode())
        facts = next(each for each in bag.namelist() if each.endswith("ho-so.xml"))
        assert record.sha256 in bag.read(facts).decode()

    assert not before
    assert documents.read(record.stored_file_id) == archived == signed
    assert record.sha256 in hashes.values()
    if pdfsig := shutil.which("pdfsig"):
        (tmp_path / "a.pdf").write_bytes(archived)
        said = subprocess.run(  # noqa: S603 - a fixed program on our own file
            [pdfsig, "-nocert", str(tmp_path / "a.pdf")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Signature is Valid" in said.stdout


def test_a_broken_byte_is_found_named_told_to_the_archivist_and_mended(office, signed):
    file_id, record = _with_signed(office, signed)
    package = Package.objects.get(file_id=file_id)
    damaged = next(each for each in package.files.all() if each.path.endswith(".pdf"))
    path = queries.package_path(package.folder) / damaged.path
    path.chmod(0o640)
    with path.open("r+b") as stream:
        stream.seek(100)
        byte = stream.read(1)
        stream.seek(100)
        stream.write(bytes([byte[0] ^ 1]))
    Package.objects.update(checked_at=F("checked_at") - timedelta(days=9000))

    tasks.check_fixity()
    use_cases.check_package(actor=make.SYSTEM, package_id=package.id, at=AT)
    deliver_pending()

    told = EventRecord.objects.filter(code="archive.fixity_broken")
    assert [each.payload["path"] for each in told] == [damaged.path]
    message = make.rows_of("notifications.Message", key__startswith="archive.broken").get()
    assert damaged.path in message.body
    assert message.to_account_id == office.accounts["archivist"].id
    assert not Package.objects.get(id=package.id).is_sound
    archivist = office.actor("archivist")
    mended = use_cases.mend_package(actor=archivist, package_id=package.id, at=AT)
    assert not mended.broken
    assert path.read_bytes() == documents.read(record.stored_file_id) == signed

    (queries.package_path(package.folder) / "bag-info.txt").unlink()
    with pytest.raises(errors.PackageBroken):
        use_cases.mend_package(actor=archivist, package_id=package.id, at=AT)


def test_paper_is_lent_to_one_reminded_and_comes_back(office):
    file_id = make.archived_file(office, medium="PAPER")
    archivist, head = office.actor("archivist"), office.actor("head")
    ask: Any = {"file_id": file_id, "purpose": "Trả lời đơn", "on_paper": True, "at": AT}

    loan_id = use_cases.ask_for_file(actor=head, **ask)
    with pytest.raises(errors.LoanRefused):
        use_cases.ask_for_file(actor=head, **ask)
    with pytest.raises(errors.FileNotFound):
        use_cases.ask_for_file(actor=office.actor("stranger"), **ask)
    other = use_cases.ask_for_file(actor=office.actor("drafter"), **ask)
    due_on = AT.date() + timedelta(days=3)
    use_cases.grant_loan(actor=archivist, loan_id=loan_id, due_on=due_on, at=AT)
    with pytest.raises(errors.LoanRefused):
        use_cases.grant_loan(actor=archivist, loan_id=other, due_on=due_on, at=AT)
    use_cases.hand_out(actor=archivist, loan_id=loan_id, at=AT)
    tasks.remind_borrowers()
    tasks.remind_borrowers()
    with pytest.raises(errors.NoReasonGiven):
        use_cases.give_back(actor=archivist, loan_id=loan_id, complete=False, at=AT)
    use_cases.give_back(actor=archivist, loan_id=loan_id, complete=False, note="Thiếu tờ 2", at=AT)
    use_cases.refuse_loan(actor=archivist, loan_id=other, reason="Đang chỉnh lý", at=AT)
    deliver_pending()

    assert make.rows_of("notifications.Message", key__startswith="archive.past_due").count() == 1
    assert make.rows_of("notifications.Message", key__startswith="archive.decided").count() == 2
    assert Loan.objects.get(id=loan_id).state == LoanState.RETURNED


def test_an_electronic_file_is_shown_for_a_time(office, signed):
    file_id, _record = _with_signed(office, signed)
    clerk, outsider = office.actor("archivist"), office.actor("leader")
    reader = office.accounts["leader"]
    assert outsider.account_id == reader.id
    loan_id = use_cases.ask_for_file(
        actor=outsider, file_id=file_id, purpose="Xem lại", on_paper=False, at=AT
    )

    use_cases.grant_loan(actor=clerk, loan_id=loan_id, due_on=AT.date() + timedelta(days=1), at=AT)

    assert queries.lent_files(actor=outsider, at=AT + timedelta(days=1)) == {file_id}
    assert not queries.lent_files(actor=outsider, at=AT + timedelta(days=2))
    tasks.end_views()
    assert Loan.objects.get(id=loan_id).state == LoanState.RETURNED


def _propose(office, file_id, *, at=LATER):
    return use_cases.propose_destruction(
        actor=office.actor("archivist", at),
        unit_id=office.unit_id,
        file_ids=[file_id],
        reason="Hết thời hạn bảo quản",
        at=at,
    )


def test_destruction_takes_a_decision_and_two_people_and_leaves_a_record(office, signed):
    file_id, record = _with_signed(office, signed, years=5)
    package = Package.objects.get(file_id=file_id)
    archivist, clerk, leader = (
        office.actor(who, LATER) for who in ("archivist", "clerk", "leader")
    )
    with pytest.raises(errors.MayNotBeDestroyed):
        _propose(office, file_id, at=make.local("2029-12-31 23:00"))

    found = _propose(office, file_id, at=make.local("2030-01-01 08:00"))
    values = {"destruction_id": found, "at": LATER}
    with pytest.raises(errors.WrongState):
        use_cases.begin_destruction(actor=archivist, **values)
    with pytest.raises(NotPermitted):
        use_cases.decide_destruction(actor=clerk, granted=True, decision="QĐ 5", **values)
    use_cases.decide_destruction(
        actor=leader, granted=True, decision="Quyết định số 5/QĐ-UBND", council="3 người", **values
    )
    use_cases.begin_destruction(actor=archivist, **values)
    with pytest.raises(errors.SamePerson):
        use_cases.carry_out_destruction(actor=archivist, **values)
    number = use_cases.carry_out_destruction(actor=clerk, **values)
    deliver_pending()

    done: Any = Destruction.objects.get(id=found)
    assert (number, done.number, done.year) == (1, 1, 2031)
    assert documents.read(done.minutes_file_id).startswith(b"%PDF")
    line = done.lines.get()
    assert line.facts["documents"][0]["sha256"] == record.sha256
    assert (line.erased, line.kept) == (1, [])
    with pytest.raises(documents.FileErased):
        documents.read(record.stored_file_id)
    assert not queries.package_path(package.folder).exists()
    assert not documents.find_files_by_content(signed)
    assert File.objects.get(id=file_id).state == FileState.DESTROYED
    assert api.items_of([file_id])[file_id][0].stored_file_id is None
    assert not api.requestable([record.document_id])
    file = File.objects.get(id=file_id)
    with pytest.raises(errors.DocumentDestroyed, match="1/2031"):
        queries.item_of(file, file.items.get().id)


def test_the_words_of_a_destroyed_document_go_with_it_its_line_stays(office):
    answer_id = make.letters.approved(office, at=AT)
    outgoing.forget_words(actor=make.SYSTEM, document_ids=[answer_id], at=AT)

    versions = list(make.rows_of("outgoing.Version", document_id=answer_id))
    (line,) = make.rows_of("outgoing.Document", id=answer_id)
    assert versions
    assert all(set(each.content) == {"kind", "subject"} for each in versions)
    assert "rà soát" in line.subject


def test_a_loan_or_a_hold_that_comes_between_keeps_the_file(office):
    file_id = make.archived_file(office, years=5, medium="PAPER")
    archivist = office.actor("archivist", LATER)
    found = _propose(office, file_id)
    decide = {"actor": office.actor("leader", LATER), "destruction_id": found, "at": LATER}

    hold = {"actor": archivist, "file_id": file_id, "reason": "Vụ án", "at": LATER}
    use_cases.set_hold(held=True, **hold)
    with pytest.raises(errors.MayNotBeDestroyed):
        use_cases.decide_destruction(granted=True, decision="QĐ 5", **decide)
    use_cases.set_hold(held=False, **hold)
    use_cases.decide_destruction(granted=True, decision="QĐ 5", **decide)
    loan_id = use_cases.ask_for_file(
        actor=office.actor("head", LATER), file_id=file_id, purpose="Xem", on_paper=True, at=LATER
    )
    use_cases.grant_loan(actor=archivist, loan_id=loan_id, due_on=LATER.date(), at=LATER)
    with pytest.raises(errors.MayNotBeDestroyed):
        use_cases.begin_destruction(actor=archivist, destruction_id=found, at=LATER)
    assert file_id not in {
        each.id for each in queries.list_run_out(actor=archivist, today=LATER.date())
    }


def test_a_document_that_lies_in_another_file_too_stays_there(office, signed):
    file_id, record = _with_signed(office, signed, years=5)
    other = make.open_file(office, code="07.TP", at=LATER)
    use_cases.put_in(
        actor=office.actor("drafter", LATER), file_id=other, record_ids=[record.id], at=LATER
    )
    found = _propose(office, file_id)
    values = {"destruction_id": found, "at": LATER}
    leader = office.actor("leader", LATER)
    use_cases.decide_destruction(actor=leader, granted=True, decision="QĐ 5", **values)
    use_cases.begin_destruction(actor=office.actor("clerk", LATER), **values)

    use_cases.carry_out_destruction(actor=office.actor("archivist", LATER), **values)
    deliver_pending()

    assert documents.read(record.stored_file_id) == signed
    assert Destruction.objects.get(id=found).lines.get().kept == [str(record.id)]


def test_boxes_stand_on_shelves_in_stores_and_have_labels(office):
    file_id = make.archived_file(office, medium="PAPER")
    archivist = office.actor("archivist")
    place = {"actor": archivist, "unit_id": office.unit_id, "at": AT}

    store = use_cases.add_place(name="Kho A", **place)
    shelf = use_cases.add_place(name="Giá 1", above_id=store, **place)
    box = use_cases.add_place(name="Hộp 12", above_id=shelf, **place)
    with pytest.raises(errors.PlaceTaken):
        use_cases.add_place(name="Hộp 12", above_id=shelf, **place)
    use_cases.put_into_box(actor=archivist, file_ids=[file_id], box_id=box, at=AT)

    found = queries.get_place(actor=archivist, place_id=box)
    assert queries.path_of(found) == "Kho A, Giá 1, Hộp 12"
    assert queries.box_labels([found], at=AT).startswith(b"%PDF")
    with pytest.raises(errors.PlaceTaken):
        use_cases.remove_place(actor=archivist, place_id=box, at=AT)
    with pytest.raises(NotPermitted):
        use_cases.add_place(**{**place, "actor": office.actor("head")}, name="Kho B")


def test_figures_open_down_to_the_documents_in_and_out_of_files(office, signed):
    _with_signed(office, signed)
    make.incoming(office, subject="Chưa lập hồ sơ", number_symbol="9/SNV")
    period = {"start": AT - timedelta(days=1), "end": AT + timedelta(days=1)}

    rows = queries.list_filed(
        actor=office.actor("leader"), unit_id=office.unit_id, after="", limit=10, **period
    )
    first = queries.place_of_record(rows[0][0])
    rest = queries.list_filed(
        actor=office.actor("leader"), unit_id=office.unit_id, after=first, limit=10, **period
    )

    day = AT.date()
    assert measured("documents-in-a-file", office.unit_id, day, day) == (1, 2)
    assert [counted for _record, counted in rows] == [True, False]
    assert rest == rows[1:]
    due = {"start": make.local("2025-12-01 00:00"), "end": make.local("2026-01-01 00:00")}
    december = (date(2025, 12, 1), date(2025, 12, 31))
    assert measured("files-handed-over", office.unit_id, *december) == (1, 1)
    handed = queries.list_handed_over(
        actor=office.actor("leader"), unit_id=office.unit_id, after="", limit=5, **due
    )
    assert [counted for _file, counted in handed] == [True]
