"""Forms: which circular, which number, and that what was given out never changes."""

from datetime import timedelta

import pytest

from motcua.foundation.delivery import deliver_pending
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests.factories import now
from motcua.modules.public_services.dossiers import queries, tasks, use_cases
from motcua.modules.public_services.dossiers.models import IssuedForm
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import FormNumber, MissingItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]
MISSING = [MissingItem(key="", name="Ảnh thẻ", reason="")]


def forms_of(code, form):
    return list(IssuedForm.objects.filter(submission__code=code, form=form).order_by("issued_at"))


@pytest.fixture
def unsealed(settings):
    settings.SEAL_FORMS = False


def test_the_papers_of_a_dossier_follow_the_day_of_its_acceptance(office):
    old = make.accepted(office, at=make.local("2025-09-12 09:00"))
    new = make.accepted(office, at=make.local("2025-09-15 09:00"))
    later = make.local("2025-09-16 09:00")
    for code in (old, new):
        use_cases.request_supplement(actor=office.specialist, code=code, items=MISSING, at=later)

    assert forms_of(old, "01")[0].circular == forms_of(old, "02")[0].circular == "TT 01/2018"
    assert forms_of(new, "01")[0].circular == forms_of(new, "02")[0].circular == "TT 03/2025"


def test_a_paper_before_acceptance_follows_its_own_day(office):
    code = make.submitted(office, at=make.local("2025-09-12 09:00"))
    use_cases.refuse_submission(
        actor=office.reception, code=code, reason="Sai nơi nộp", at=make.local("2025-09-15 09:00")
    )

    assert forms_of(code, "03")[0].circular == "TT 03/2025"


def test_numbers_have_no_gaps_within_unit_year_and_form(office):
    other = make.make_office()
    for _dossier in range(3):
        make.accepted(office)
    make.accepted(other)
    make.accepted(office, at=make.local("2025-03-03 09:00"))

    of_unit = IssuedForm.objects.filter(form="01", submission__unit_id=office.unit.id)
    numbers = list(of_unit.order_by("issued_at", "number").values_list("number", flat=True))
    assert numbers == ["01/2024", "02/2024", "03/2024", "01/2025"]


def test_a_form_is_sealed_by_the_agency_and_kept(office, authority):
    code = make.accepted(office, at=now())

    assert tasks.keep_forms() == 1
    assert tasks.keep_forms() == 0

    (form,) = forms_of(code, "01")
    pdf = documents.read(form.file_id)
    verdict = signatures.validate(pdf=pdf, at=now())
    assert verdict.outcome == signatures.Outcome.PASSED
    assert [each.signer for each in verdict.signatures] == [office.unit.name]
    assert queries.draw_form(submission=make.get(code), form=FormNumber.RECEIPT) == pdf


def test_a_kept_form_stays_as_it_was_whatever_becomes_of_its_template(office, unsealed):
    code = make.accepted(office)
    tasks.keep_forms()
    before = queries.draw_form(submission=make.get(code), form=FormNumber.RECEIPT)

    IssuedForm.objects.update(version=9, data={})

    assert queries.draw_form(submission=make.get(code), form=FormNumber.RECEIPT) == before


def test_a_form_that_cannot_be_sealed_waits_and_says_why(office, settings):
    settings.SIGNING_PROVIDER = "motcua.integrations.nobody.Nobody"
    code = make.accepted(office, at=now())

    assert tasks.keep_forms() == 0

    (form,) = forms_of(code, "01")
    assert form.archived_at is None
    assert form.error
    assert form.retry_at > now()
    assert queries.draw_form(submission=make.get(code), form=FormNumber.RECEIPT)[:4] == b"%PDF"


def test_a_form_of_former_days_is_kept_without_a_signature_of_today(office, authority):
    code = make.accepted(office, at=now() - timedelta(days=30))

    assert tasks.keep_forms() == 1

    (form,) = forms_of(code, "01")
    assert not signatures.validate(pdf=documents.read(form.file_id), at=now()).signatures


def test_an_earlier_form_is_found_by_its_number(office, unsealed):
    code = make.accepted(office)
    for at in (make.LATER, make.LATER + timedelta(hours=2)):
        submission = make.get(code)
        IssuedForm.objects.create(
            submission=submission,
            form="02",
            circular="TT 01/2018",
            number=f"{at:%H}/2024",
            data=forms_of(code, "01")[0].data
            | {"items": [], "contact": {"name": "", "phone": ""}, "number": f"{at:%H}/2024"},
            issued_at=at,
        )

    drawn = {
        queries.draw_form(submission=make.get(code), form=FormNumber.SUPPLEMENT, number=number)
        for number in ("", *(form.number for form in forms_of(code, "02")))
    }

    assert len(drawn) == 2


def test_the_control_slip_is_numbered_and_kept_when_the_dossier_ends(office, citizen, unsealed):
    code = make.finished(office, citizen)
    assert not forms_of(code, "06")
    use_cases.return_result(
        actor=office.reception, code=code, receiver="Phạm Thị Hà", at=make.LATER
    )

    deliver_pending()
    deliver_pending()
    tasks.keep_forms()

    (slip,) = forms_of(code, "06")
    assert slip.circular == "TT 01/2018"
    assert slip.number == "01/2024"
    assert slip.file_id
    assert queries.control_slip(submission=make.get(code), at=make.LATER) == documents.read(
        slip.file_id
    )


def test_a_dossier_that_was_never_accepted_has_no_control_slip(office, citizen):
    code = make.submitted(office, citizen)
    use_cases.withdraw(actor=citizen, code=code, at=make.LATER)

    deliver_pending()

    assert not forms_of(code, "06")
