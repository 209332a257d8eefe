"""From the draft to the register, with every signature and refusal on the way."""

from datetime import timedelta

import pytest

from motcua.foundation.errors import NotPermitted
from motcua.kernel.cases import api as cases
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange.tests import factories as packets
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests import factories as signing
from motcua.modules.office.outgoing import queries, tasks, use_cases
from motcua.modules.office.outgoing.errors import (
    BackDated,
    ChangedMeanwhile,
    DocumentNotFound,
    DraftIncomplete,
    NotElectronic,
    RegisterInvalid,
    SecretRefused,
    WrongState,
)
from motcua.modules.office.outgoing.models import Copy, Document, Version
from motcua.modules.office.outgoing.tests import factories as make
from motcua.modules.office.outgoing.types import AnnexFile, CopyForm, Medium, State

AT = make.MORNING


def test_a_letter_is_drafted_checked_approved_numbered_signed_sealed_and_issued(
    office, authority, tmp_path
):
    given = documents.store(
        content=packets.pdf("Biểu"), filename="bieu.pdf", actor=people.SYSTEM, at=AT
    )
    annex = AnnexFile(
        title="Biểu số liệu", filename="bieu.pdf", file_id=str(given.id), sha256=given.sha256
    )
    document_id = make.approved(office, signer="deputy", annexes=(annex,))
    other_id = make.approved(office, signer="deputy", subject="mời họp")

    clerk = office.actor("clerk")
    number = use_cases.issue_document(actor=clerk, document_id=document_id, at=AT)
    assert number == "01/UBND-TP"
    use_cases.issue_document(actor=clerk, document_id=other_id, at=AT)
    assert tasks.sign_pending() == 2
    assert signing.confirmations() == 2, "both by the leader at once, both by the agency at once"

    document = Document.objects.get(id=document_id)
    assert document.file_id
    assert document.issued_at
    assert document.case_id
    assert document.state == State.ISSUED
    assert (document.dated, document.pages) == (AT.date(), 1)
    verdict = signatures.validate(pdf=documents.read(document.file_id), at=document.issued_at)
    assert verdict.outcome is signatures.Outcome.PASSED
    assert [(each.field, each.signer) for each in verdict.signatures] == [
        ("NguoiKy", "Lê Thị Phó"),
        ("CoQuan", "Ủy ban nhân dân quận Hồng Bàng"),
    ]
    sent = document.annexes.get()
    verdict = signatures.validate(pdf=documents.read(sent.file_id), at=signing.now())
    assert [(each.field, each.outcome) for each in verdict.signatures] == [
        ("PhuLuc", signatures.Outcome.PASSED)
    ]
    assert documents.read(sent.file_id).startswith(packets.pdf("Biểu"))
    for file_id, amount in ((document.file_id, 2), (sent.file_id, 1)):  # others judge the same
        pdf = documents.read(file_id)
        assert signing.poppler(pdf, tmp_path).count("Signature is Valid") == amount
        said = signing.hanko(pdf, tmp_path, authority)
        assert said.count("The signature is judged VALID.") == amount
    assert documents.file_info([given.id])[given.id].sha256 == given.sha256
    assert cases.get_case(case_id=document.case_id).state == cases.CaseState.CLOSED
    (found,) = queries.find_issued("ra soat thu tuc", office.actor("head"))
    assert (found.number_symbol, found.signed_on, found.signer) == (
        "01/UBND-TP",
        AT.date(),
        "Lê Thị Phó",
    )

    with pytest.raises(NotElectronic):  # the signed file itself is the original
        _copy(office, document_id, CopyForm.FULL)
    assert _copy(office, document_id, CopyForm.EXTRACT) == "01/TrS-UBND"
    tasks.certify_waiting()
    copied = documents.read(Copy.objects.get().file_id or document_id)
    verdict = signatures.validate(pdf=copied, at=signing.now())
    assert verdict.outcome is signatures.Outcome.PASSED


def _copy(office, document_id, form):
    return use_cases.make_copy(
        actor=office.actor("clerk"),
        document_id=document_id,
        form=form,
        extract="2. Trang thiết bị của bộ phận một cửa.",
        receivers="Phòng Nội vụ",
        at=AT,
    )


def test_words_changed_after_approval_go_back_to_the_approver(office):
    document_id = make.approved(office)

    make.write(office, document_id, who="clerk", at=AT, body="Nội dung khác")

    assert make.state_of(document_id) is State.APPROVAL
    document = Document.objects.get(id=document_id)
    assert document.holder_post_id == office.posts["leader"]
    assert document.approved_version is None
    with pytest.raises(WrongState):
        use_cases.issue_document(actor=office.actor("clerk"), document_id=document_id, at=AT)


def test_a_leader_signs_only_the_version_that_he_read(office):
    document_id = make.draft(office)
    use_cases.submit_draft(
        actor=office.actor("drafter"),
        document_id=document_id,
        signer_post_id=office.posts["leader"],
        at=AT,
    )
    for who in ("head", "clerk"):
        use_cases.check_draft(actor=office.actor(who), document_id=document_id, at=AT)

    with pytest.raises(ChangedMeanwhile):
        use_cases.approve_draft(
            actor=office.actor("leader"), document_id=document_id, version=1, at=AT
        )


def test_every_save_is_a_version_and_a_save_of_the_same_is_none(office):
    document_id = make.draft(office)

    make.write(office, document_id, at=AT)
    make.write(office, document_id, at=AT, body=f"{make.BODY} đúng hạn")

    assert Version.objects.filter(document_id=document_id).count() == 3


def test_two_who_write_at_once_do_not_overwrite_each_other(office):
    document_id = make.draft(office)
    content = queries.content_of(Document.objects.get(id=document_id))

    with pytest.raises(ChangedMeanwhile):
        use_cases.save_version(
            actor=office.actor("drafter"),
            document_id=document_id,
            content=content,
            based_on=1,
            at=AT,
        )


def test_a_returned_draft_lies_with_its_drafter_again(office):
    document_id = make.draft(office)
    use_cases.submit_draft(actor=office.actor("drafter"), document_id=document_id, at=AT)

    use_cases.return_draft(
        actor=office.actor("head"), document_id=document_id, reason="Nêu rõ thời hạn", at=AT
    )

    document = Document.objects.get(id=document_id)
    assert (document.state, document.holder_post_id) == (State.DRAFT, office.posts["drafter"])


def test_secret_documents_are_refused(office):
    document_id = make.draft(office)

    with pytest.raises(SecretRefused):
        make.write(office, document_id, at=AT, body="TỐI MẬT\nNội dung")


def test_a_draft_with_open_places_does_not_go_up(office):
    document_id = use_cases.begin_draft(
        actor=office.actor("drafter"), kind="CV", subject="mời họp", at=AT
    )

    with pytest.raises(DraftIncomplete) as refused:
        use_cases.submit_draft(actor=office.actor("drafter"), document_id=document_id, at=AT)
    assert {fault.path for fault in refused.value.faults} == {"body", "addressees"}


def test_others_neither_see_a_draft_nor_move_it(office):
    document_id = make.draft(office)

    for who in ("stranger", "clerk"):
        with pytest.raises(DocumentNotFound):
            queries.get_document(actor=office.actor(who), document_id=document_id)
    with pytest.raises(cases.NotYourStep):
        use_cases.submit_draft(actor=office.actor("head"), document_id=document_id, at=AT)


def test_only_the_clerk_gives_numbers(office):
    document_id = make.approved(office)

    with pytest.raises(NotPermitted):
        use_cases.issue_document(actor=office.actor("leader"), document_id=document_id, at=AT)


def _issue(office, at=AT, *, medium=Medium.PAPER, **values):
    document_id = make.approved(office, at=at, **values)
    use_cases.issue_document(
        actor=office.actor("clerk", at), document_id=document_id, medium=medium, at=at
    )
    return Document.objects.get(id=document_id)


def test_one_common_series_numbers_all_kinds_and_begins_anew_each_year(office):
    numbers = [_issue(office, kind=kind).number_symbol for kind in ("CV", "QD", "KH")]
    next_year = _issue(office, at=make.local("2025-01-02 08:00"), kind="QD")

    assert numbers == ["01/UBND-TP", "02/QĐ-UBND", "03/KH-UBND"]
    assert (next_year.number_symbol, next_year.year) == ("01/QĐ-UBND", 2025)


def test_a_register_of_its_own_numbers_the_kinds_that_it_names(office):
    clerk = office.actor("clerk")
    since = make.local("2024-01-01 00:00").date()
    for title, kinds in (("Sổ quyết định", ["QD"]), ("Sổ chung", [])):
        use_cases.open_register(
            actor=clerk, unit_id=office.unit_id, title=title, kinds=kinds, valid_from=since, at=AT
        )

    numbers = [_issue(office, kind=kind).number_symbol for kind in ("QD", "CV", "QD", "KH")]

    assert numbers == ["01/QĐ-UBND", "01/UBND-TP", "02/QĐ-UBND", "02/KH-UBND"]


def test_within_a_year_that_has_numbers_no_register_begins(office):
    _issue(office)

    with pytest.raises(RegisterInvalid):
        use_cases.open_register(
            actor=office.actor("clerk"),
            unit_id=office.unit_id,
            title="Sổ quyết định",
            kinds=["QD"],
            valid_from=make.local("2024-06-01 00:00").date(),
            at=AT,
        )


def test_no_number_is_dated_before_the_number_before_it(office):
    _issue(office)

    with pytest.raises(BackDated):
        _issue(office, at=AT - timedelta(days=1))
    assert _issue(office).number == 2


def test_a_cancelled_number_stays_in_the_register_and_is_never_given_again(office):
    first = _issue(office, medium=Medium.DIGITAL)
    use_cases.cancel_number(
        actor=office.actor("clerk"), document_id=first.id, reason="Ký nhầm người", at=AT
    )
    second = _issue(office)

    lines = queries.register_lines([Document.objects.get(id=first.id)])
    assert (lines[0][0], lines[0][9]) == ("01/UBND-TP", "Hủy: Ký nhầm người")
    assert second.number == 2
    assert tasks.sign_pending() == 0


def test_a_paper_original_is_an_exception_until_its_scan_is_there(office):
    document = _issue(office)
    year = AT.year
    assert [each.id for each in queries.exceptions(actor=office.actor("clerk"), year=year)] == [
        document.id
    ]
    (month,) = queries.by_unit_and_month(actor=office.actor("leader"), year=year)
    assert (month.issued, month.digital, month.with_file) == (1, 0, 0)

    use_cases.add_scan(
        actor=office.actor("clerk"), document_id=document.id, file_id=document.id, pages=1, at=AT
    )

    assert not queries.exceptions(actor=office.actor("clerk"), year=year)


def test_a_replaced_document_says_by_what_once_the_other_is_out(office):
    first = _issue(office)

    second = _issue(office, replaces=first.id)

    first.refresh_from_db()
    assert (first.state, first.end_reason) == (State.REPLACED, second.number_symbol)


def test_a_recalled_document_is_frozen_and_its_receivers_hear_of_it(office):
    document = _issue(office)

    use_cases.recall_document(
        actor=office.actor("leader"), document_id=document.id, reason="Sai nội dung", at=AT
    )

    document.refresh_from_db()
    assert (document.state, document.end_reason) == (State.RECALLED, "Sai nội dung")
    with pytest.raises(WrongState):
        use_cases.recall_document(
            actor=office.actor("leader"), document_id=document.id, reason="Nữa", at=AT
        )


def test_a_unit_of_the_house_that_receives_a_document_sees_it(office):
    document = _issue(office, recipients=("Ủy ban nhân dân phường Hùng Vương",))

    found = queries.get_document(actor=office.actor("stranger"), document_id=document.id)

    assert found.number_symbol == "01/UBND-TP"
