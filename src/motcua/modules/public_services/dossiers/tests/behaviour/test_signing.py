"""The job that draws and signs what was approved."""

from datetime import timedelta

import pytest

from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests.factories import now
from motcua.modules.public_services.dossiers import tasks, use_cases
from motcua.modules.public_services.dossiers.models import Result
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.modules.public_services.dossiers.types import ResultState, ResultWay, State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_an_approved_result_is_drawn_signed_sealed_and_verified(office, citizen, authority):
    code = make.approved(office, citizen)

    assert tasks.sign_pending() == 1
    assert tasks.sign_pending() == 0

    sent = make.get(code)
    result = make.result_of(code)
    assert sent.state == State.RETURNED
    assert result.state == ResultState.SIGNED
    assert result.file
    verdict = signatures.validate(pdf=documents.read(result.file.id), at=now())
    signers = {signature.signer for signature in verdict.signatures}
    assert {office.leader.name, office.unit.name} == signers
    assert documents.get_paper(token=result.token).dossier_code == code


def test_without_a_provider_the_state_stays_and_shows_why(office, settings):
    settings.SIGNING_PROVIDER = ""
    code = make.approved(office, result_way=ResultWay.DESK)
    before = now()

    assert tasks.sign_pending() == 0

    result = Result.objects.get()
    assert make.get(code).state == State.SIGNING
    assert result.state == ResultState.PREPARED
    assert result.attempts == 1
    assert result.error
    assert result.retry_at
    assert result.retry_at > before + timedelta(seconds=4)
    assert tasks.sign_pending() == 0  # not yet again
    assert Result.objects.get().attempts == 1


def test_one_that_fails_does_not_hold_up_the_others(office, authority):
    broken, sound = make.approved(office), make.approved(office)
    Result.objects.filter(dossier__submission__code=broken).update(
        template="modules/public_services/dossiers/data/papers/no-such.typ"
    )

    assert tasks.sign_pending() == 1

    assert make.get(sound).state == State.RETURNED
    assert make.get(broken).state == State.SIGNING
    assert make.result_of(broken).attempts >= 1


def test_a_late_failure_of_what_another_worker_signed_changes_nothing(office):
    code = make.approved(office)
    make.sign(code)

    use_cases.note_signing_failure(
        actor=make.SYSTEM, submission_id=make.get(code).id, error="x", at=make.LATER
    )

    assert make.result_of(code).error == ""
