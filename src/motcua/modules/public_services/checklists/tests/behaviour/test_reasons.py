"""The catalogue of reasons and the check lists of procedures, with their days."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from motcua.foundation import actors
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import NotPermitted
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests import factories as signing
from motcua.modules.public_services.checklists import queries, use_cases
from motcua.modules.public_services.checklists.errors import (
    AlreadyRetired,
    CheckListInvalid,
    NoSuchReason,
    ReasonIncomplete,
)
from motcua.modules.public_services.checklists.models import Inspection
from motcua.modules.public_services.checklists.tests import factories as make
from motcua.modules.public_services.checklists.types import Question, Verdict

pytestmark = pytest.mark.django_db
SYSTEM = actors.system("test")
NOBODY = Actor(kind=ActorKind.OFFICIAL, name="Ai đó")
AT = datetime(2025, 3, 3, 2, tzinfo=UTC)
NEED = make.Need(key="don", name="Đơn đề nghị")


def add(**changes):
    words: dict[str, Any] = {
        "code": "FOLDED",
        "question": "LEGIBLE",
        "text": "Giấy bị gấp.",
        "advice": "Hãy trải phẳng rồi chụp lại.",
        "valid_from": date(2025, 4, 1),
    }
    return use_cases.add_reason(actor=SYSTEM, at=AT, **(words | changes))


def test_a_reason_is_offered_from_its_day_until_it_is_retired():
    made = add()

    assert made not in queries.list_reasons(on=date(2025, 3, 31))
    assert made in queries.list_reasons(on=date(2025, 4, 1))
    ended = use_cases.retire_reason(actor=SYSTEM, code="FOLDED", valid_to=date(2025, 6, 1), at=AT)
    assert ended in queries.list_reasons(on=date(2025, 5, 31))
    assert ended not in queries.list_reasons(on=date(2025, 6, 1))
    assert queries.reasons_by_code()["FOLDED"].text == "Giấy bị gấp."


def test_a_reason_that_ships_can_be_retired_and_stays_readable():
    use_cases.retire_reason(actor=SYSTEM, code="ILLEGIBLE", valid_to=date(2025, 6, 1), at=AT)

    assert "ILLEGIBLE" not in {each.code for each in queries.list_reasons(on=date(2025, 6, 1))}
    assert queries.reasons_by_code()["ILLEGIBLE"].text
    use_cases.retire_reason(actor=SYSTEM, code="ILLEGIBLE", valid_to=date(2025, 6, 1), at=AT)
    with pytest.raises(AlreadyRetired):
        use_cases.retire_reason(actor=SYSTEM, code="ILLEGIBLE", valid_to=date(2025, 7, 1), at=AT)


def test_every_fault_of_a_new_reason_is_named_at_once():
    with pytest.raises(ReasonIncomplete) as refused:
        add(code="x y", question="WHY", text=" ", advice="a" * 601)

    assert [fault.path for fault in refused.value.faults] == ["code", "question", "text", "advice"]
    with pytest.raises(ReasonIncomplete):
        add(code="MISSING")


def test_whoever_does_not_keep_the_catalogue_changes_nothing():
    for act in (
        lambda: use_cases.add_reason(
            actor=NOBODY, code="A1", question="SIGNED", text="a", advice="b",
            valid_from=AT.date(), at=AT,
        ),
        lambda: use_cases.retire_reason(actor=NOBODY, code="MISSING", valid_to=AT.date(), at=AT),
        lambda: use_cases.set_check_list(
            actor=NOBODY, procedure_code="1.999001", component_key="don", questions=["SIGNED"],
            months=None, valid_from=AT.date(), at=AT,
        ),
    ):  # fmt: skip
        with pytest.raises(NotPermitted):
            act()
    with pytest.raises(NoSuchReason):
        use_cases.retire_reason(actor=SYSTEM, code="NOTHING", valid_to=AT.date(), at=AT)


def list_of(on):
    return queries.check_lists(procedure_code="1.999001", needs=[NEED], on=on)["don"]


def test_a_procedure_sets_its_own_questions_from_a_day():
    use_cases.set_check_list(
        actor=SYSTEM,
        procedure_code="1.999001",
        component_key="don",
        questions=["SIGNED", "PRESENT"],
        months=3,
        valid_from=date(2025, 4, 1),
        at=AT,
    )

    assert not list_of(date(2025, 3, 31)).own
    after = list_of(date(2025, 4, 1))
    assert after.questions == (Question.PRESENT, Question.SIGNED)
    assert (after.months, after.own) == (3, True)


@pytest.mark.parametrize("wrong", [{"questions": []}, {"months": 0}, {"questions": ["WHY"]}])
def test_an_empty_check_list_is_refused(wrong):
    words = {"questions": ["SIGNED"], "months": None} | wrong
    with pytest.raises(CheckListInvalid):
        use_cases.set_check_list(
            actor=SYSTEM,
            procedure_code="1.999001",
            component_key="don",
            valid_from=date(2025, 4, 1),
            at=AT,
            **words,
        )


def inspect(content, name, at=AT):
    stored = documents.store(content=content, filename=name, actor=SYSTEM, at=at)
    return {each.what for each in use_cases.inspect_file(actor=SYSTEM, file_id=stored.id, at=at)}


def test_a_file_is_looked_into_once_for_each_content():
    page = make.photograph(blur=6)

    assert inspect(page, "mo.jpg") == inspect(page, "mo-lan-hai.jpg") == {"PICTURE_BLURRED"}
    assert Inspection.objects.count() == 1


def test_a_pdf_is_looked_into():
    assert inspect(make.pdf("một", None), "don.pdf") == {"PDF_BLANK_PAGES", "NOT_SIGNED_DIGITALLY"}
    assert inspect(make.pdf("một"), "don2.pdf") == {"PDF_OPENS", "NOT_SIGNED_DIGITALLY"}


@pytest.mark.usefixtures("authority")
def test_a_digital_signature_is_checked():
    pdf = signing.sign(signing.birth_certificate()).pdf
    at = signing.now()

    assert "SIGNATURE_VALID" in inspect(pdf, "da-ky.pdf", at=at)
    changed = pdf.replace(b"%\x80\x80", b"%\x81\x80", 1)
    assert "SIGNATURE_INVALID" in inspect(changed, "da-sua.pdf", at=at)


@pytest.mark.usefixtures("authority")
def test_a_paper_tells_whether_the_applicant_himself_signed_it():
    signed = signing.put_signature(signing.birth_certificate(), signing.LEADER)
    file = documents.store(content=signed, filename="to-khai.pdf", actor=SYSTEM, at=AT)
    use_cases.inspect_file(actor=SYSTEM, file_id=file.id, at=signing.now())
    plain = documents.store(content=make.pdf("một"), filename="don.pdf", actor=SYSTEM, at=AT)
    use_cases.inspect_file(actor=SYSTEM, file_id=plain.id, at=AT)
    looked = queries.inspections([file.sha256, plain.sha256])
    own = signatures.CitizenRef(name="nguyễn hữu đường", personal_number="031090001234")
    other = signatures.CitizenRef(name="Lê Văn Khác")

    def found(content, *people, asked=True):
        finding = queries.own_signature(looked[content.sha256], people=people, asked=asked)
        return (finding.what, finding.verdict) if finding else None

    assert found(file, own) == ("SIGNED_BY_NAMESAKE", Verdict.NOTE)
    assert found(file, other) == ("SIGNED_BY_ANOTHER", Verdict.BAD)
    assert found(file, other, own) == ("SIGNED_BY_NAMESAKE", Verdict.NOTE)
    assert found(file, other, asked=False) == ("SIGNED_BY_ANOTHER", Verdict.DOUBT)
    assert found(plain, own) == ("NOT_SIGNED_BY_APPLICANT", Verdict.BAD)
    assert found(plain, own, asked=False) is None
