import pypdf
import pytest

from motcua.foundation.models import EventRecord
from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api, errors
from motcua.kernel.signatures.models import Certificate, SignatureRecord, ValidationReport
from motcua.kernel.signatures.tests.factories import LEADER, SEAL, SYSTEM, now, person, sign

pytestmark = pytest.mark.django_db


def test_the_person_signs_and_the_organisation_seals(authority, unsigned):
    signed = sign(unsigned)

    assert signed.verdict.outcome is api.Outcome.PASSED
    assert [each.field for each in signed.verdict.signatures] == ["NguoiKy", "CoQuan"]
    assert signed.pdf.startswith(unsigned)
    records = SignatureRecord.objects.order_by("id")
    assert [record.level for record in records] == ["LT", "LTA"]
    assert tuple(record.id for record in records) == signed.record_ids
    assert records[1].document_sha256 == signed.sha256
    assert Certificate.objects.count() == 2
    assert ValidationReport.objects.filter(outcome="PASSED").count() == 2
    assert EventRecord.objects.filter(code="signatures.document_signed").count() == 2


def test_a_second_paper_uses_the_same_certificates(authority, unsigned):
    sign(unsigned, seal=None)
    sign(unsigned, seal=None)

    assert Certificate.objects.count() == 1


def test_the_organisation_does_not_sign_before_the_person(authority, unsigned):
    with pytest.raises(errors.PersonSignatureMissing):
        api.seal_as_organisation(pdf=unsigned, organisation=SEAL, actor=SYSTEM, at=now())


def test_nor_what_was_changed_after_the_person_signed(by_person):
    changed = bytearray(by_person)
    changed[3000] ^= 1

    with pytest.raises((errors.PersonSignatureMissing, errors.NotAPdf)):
        api.seal_as_organisation(pdf=bytes(changed), organisation=SEAL, actor=SYSTEM, at=now())


def test_one_field_is_signed_once(by_person):
    with pytest.raises(errors.AlreadySigned):
        api.sign_as_person(pdf=by_person, person=LEADER, actor=SYSTEM, at=now())


def test_a_file_without_prepared_fields_is_signed_too(authority):
    import io  # noqa: PLC0415 - only here

    writer, out = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)

    assert sign(out.getvalue()).verdict.outcome is api.Outcome.PASSED


def test_a_signed_file_is_stored_as_it_is_and_validated_again_later(sealed):
    file = documents.store(content=sealed, filename="giay.pdf", actor=SYSTEM, at=now())

    first = api.validate_stored(file_id=file.id, at=now())
    api.validate_stored(file_id=file.id, at=now())

    assert first.outcome is api.Outcome.PASSED
    assert documents.read(file.id) == sealed
    assert ValidationReport.objects.filter(document_sha256=file.sha256).count() == 2


def test_a_revoked_certificate_is_not_used_again(authority, unsigned):
    official = person(201, "Lê Thị Nghỉ")
    sign(unsigned, official, None)
    certificate = Certificate.objects.get(holder_id=official.holder_id)

    for _ in range(2):
        api.revoke_certificate(
            certificate_id=certificate.id, reason="thôi giữ chức vụ", actor=SYSTEM, at=now()
        )

    with pytest.raises(errors.CertificateUnusable, match="thôi giữ chức vụ"):
        sign(unsigned, official, None)
    assert EventRecord.objects.filter(code="signatures.certificate_revoked").count() == 1


def test_without_a_provider_it_is_said_what_to_set(unsigned, settings):
    settings.SIGNING_PROVIDER = ""

    with pytest.raises(errors.ProviderNotConfigured, match="MOTCUA_SIGNING"):
        sign(unsigned)


def test_when_the_authority_is_silent_nothing_is_signed(authority_process, authority, unsigned):
    authority_process.stop()
    try:
        with pytest.raises(errors.ProviderSilent):
            sign(unsigned)
    finally:
        authority_process.start()
        authority_process.wait()
    assert not SignatureRecord.objects.exists()
