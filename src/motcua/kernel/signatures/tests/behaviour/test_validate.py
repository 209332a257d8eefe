"""The table of signatures that must be judged rightly."""

import io
import random
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.module_loading import import_string
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from motcua.kernel.signatures import api, errors
from motcua.kernel.signatures.queries.validation import instant_after_signatures
from motcua.kernel.signatures.tests.factories import (
    LEADER,
    now,
    person,
    put_signature,
    with_a_page_added,
)
from motcua.kernel.signatures.types import AnchorKind, Modification, Revocation

YEAR = timedelta(days=365)


def judge(pdf, at=None):
    return api.validate(pdf=pdf, at=at or now())


def sign_by(signer, pdf):
    return put_signature(pdf, signer)


LocalTrust: Any = import_string("motcua.integrations.local_authority.trust.LocalTrust")


class TrustOf(LocalTrust):  # type: ignore[misc] # named by the settings, hence not imported
    """A source of trust whose lists are as of another day."""

    lists: tuple[bytes, ...] = ()

    def revocation_lists(self):
        return self.lists


@pytest.fixture
def lists_at(authority, settings):
    """Let the authority's revocation lists be those of another instant."""

    def give(at):
        TrustOf.lists = authority.lists_at(at)
        settings.TRUST_SOURCES = [f"{__name__}.TrustOf"]

    yield give
    TrustOf.lists = ()


def test_a_paper_that_was_signed_and_sealed_is_genuine(sealed):
    verdict = judge(sealed)
    signer, seal = verdict.signatures

    assert verdict.outcome is api.Outcome.PASSED
    assert not verdict.changed_after_signing
    assert (signer.field, signer.role, signer.signer) == (
        "NguoiKy",
        api.Role.PERSON,
        "Nguyễn Hữu Đường",
    )
    assert (seal.field, seal.role) == ("CoQuan", api.Role.ORGANISATION)
    for each in verdict.signatures:
        assert each.level is api.Level.LTA
        assert each.anchor_kind is AnchorKind.TEST
        assert each.revocation is Revocation.GOOD
        assert each.modification is Modification.LAWFUL
        assert each.signed_at is not None
        assert {check.outcome for check in each.checks} == {api.Outcome.PASSED}


@pytest.mark.parametrize("years", [3, 10, 19])
def test_it_stays_genuine_for_years_without_any_network(sealed, settings, years):
    TrustOf.lists = ()
    settings.TRUST_SOURCES = [f"{__name__}.TrustOf"]

    assert judge(sealed, now() + years * YEAR).outcome is api.Outcome.PASSED


def test_when_the_timestamp_authority_itself_has_ended_it_is_no_longer_determined(sealed):
    assert judge(sealed, now() + 25 * YEAR).outcome is api.Outcome.INDETERMINATE


def test_a_signature_without_archive_timestamp_is_at_level_lt(by_person):
    (signature,) = judge(by_person).signatures

    assert signature.outcome is api.Outcome.PASSED
    assert signature.level is api.Level.LT


def test_one_byte_flipped_anywhere_is_never_genuine(sealed):
    lot = random.Random(20241125)  # noqa: S311 - the same places each time

    for _ in range(25):
        changed = bytearray(sealed)
        changed[lot.randrange(10, len(sealed))] ^= 1 << lot.randrange(8)

        assert judge(bytes(changed)).outcome is not api.Outcome.PASSED


def test_one_byte_flipped_in_the_signed_words_has_failed(sealed):
    changed = bytearray(sealed)
    changed[sealed.index(b"stream", 2000) + 40] ^= 1

    verdict = judge(bytes(changed))

    assert verdict.outcome is api.Outcome.FAILED
    assert verdict.changed_after_signing


def overwritten(pdf):
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page[pdf_name("/Contents")] = writer.add_object(
        generic.StreamObject(stream_data=b"0 0 500 500 re f")
    )
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("change", [with_a_page_added, overwritten])
def test_a_page_added_or_overwritten_after_the_seal_is_told_as_a_change(sealed, change):
    verdict = judge(change(sealed))

    assert verdict.outcome is api.Outcome.FAILED
    assert verdict.changed_after_signing


def test_bytes_hung_on_at_the_end_are_not_genuine(sealed):
    assert judge(sealed + b"%hidden\n").outcome is not api.Outcome.PASSED


def test_a_certificate_revoked_before_signing_breaks_the_signature(authority, unsigned, lists_at):
    thief = person(101)
    signed = sign_by(thief, unsigned)
    books = authority.books
    # learnt only afterwards: the key had been stolen an hour before
    label = books.certify(thief, now=now())
    books.revoke(label, at=now() - timedelta(hours=1), reason="key_compromise")
    lists_at(now() + timedelta(hours=1))

    (signature,) = judge(signed, now() + timedelta(hours=1)).signatures

    assert signature.outcome is api.Outcome.FAILED
    assert signature.sub_indication == "REVOKED"
    assert signature.revocation is Revocation.REVOKED


def test_a_certificate_revoked_after_the_timestamp_does_not(authority, unsigned, lists_at):
    retired = person(102)
    signed = sign_by(retired, unsigned)
    books = authority.books
    label = books.certify(retired, now=now())
    books.revoke(label, at=now() + timedelta(hours=1), reason="cessation_of_operation")
    lists_at(now() + timedelta(hours=3))

    (signature,) = judge(signed, now() + timedelta(hours=3)).signatures

    assert signature.outcome is api.Outcome.PASSED
    assert signature.revocation is Revocation.GOOD
    assert signature.revoked_at is not None


def test_a_revoked_certificate_signs_nothing_more(authority, unsigned):
    thief = person(103)
    books = authority.books
    books.revoke(
        books.certify(thief, now=now()), at=now() - timedelta(minutes=5), reason="key_compromise"
    )

    with pytest.raises(errors.CertificateUnusable, match="Trần Văn Thử"):
        sign_by(thief, unsigned)


def test_without_a_signature_nobody_can_tell(authority, unsigned):
    verdict = judge(unsigned)

    assert verdict.outcome is api.Outcome.INDETERMINATE
    assert verdict.signatures == ()


def test_an_authority_that_nobody_knows_is_not_determined(sealed, settings, tmp_path):
    settings.LOCAL_AUTHORITY_DIR = tmp_path

    verdict = judge(sealed)

    assert verdict.outcome is api.Outcome.INDETERMINATE
    assert {each.sub_indication for each in verdict.signatures} == {"NO_CERTIFICATE_CHAIN_FOUND"}
    assert {each.intact for each in verdict.signatures} == {True}


def test_another_authority_of_the_same_name_is_not_trusted(sealed, settings, tmp_path, authority):
    type(authority.books)(tmp_path).found(port=1, now=now())
    settings.LOCAL_AUTHORITY_DIR = tmp_path

    assert judge(sealed).outcome is api.Outcome.INDETERMINATE


def test_a_root_in_the_operators_folder_is_trusted_under_its_own_kind(
    sealed, settings, tmp_path, authority
):
    root = authority.books.certificate_file("root").read_bytes()
    (tmp_path / "trust/public_service").mkdir(parents=True)
    Path(tmp_path / "trust/public_service/goc.pem").write_bytes(root)
    settings.TRUST_DIR = tmp_path / "trust"
    settings.LOCAL_AUTHORITY_DIR = tmp_path

    verdict = judge(sealed)

    assert verdict.outcome is api.Outcome.PASSED
    assert {each.anchor_kind for each in verdict.signatures} == {AnchorKind.PUBLIC_SERVICE}


def test_a_signature_before_the_judging_instant_is_judged_after_it(by_person):
    early = now() - YEAR

    assert instant_after_signatures(by_person, at=early) > early
    assert instant_after_signatures(by_person, at=now() + YEAR) > now()


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\nhalf"])
def test_what_is_no_pdf_is_told(authority, content):
    with pytest.raises(errors.NotAPdf):
        judge(content)


def test_a_signed_file_cut_in_half_has_failed(sealed):
    assert judge(sealed[: len(sealed) * 3 // 4]).outcome is not api.Outcome.PASSED


def test_the_same_is_seen_by_another_programme(sealed, tmp_path):
    (tmp_path / "a.pdf").write_bytes(sealed)
    told = subprocess.run(  # noqa: S603 - our own file
        [str(shutil.which("pdfsig")), "-nocert", str(tmp_path / "a.pdf")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.stdout.count("Signature is Valid") == 2
    assert LEADER.name in told.stdout


def made_for(authority, number, **certificate):
    """Return a signer whose certificate differs from what the authority gives."""
    signer, books = person(number), authority.books
    label = books.certify(signer, now=now())
    with books.open() as content:
        content["pki-architectures"]["motcua"]["certs"][label] |= certificate
    return signer


def test_a_certificate_of_a_web_server_does_not_sign_documents(authority, unsigned):
    purpose = [{"id": "extended_key_usage", "value": ["server_auth"]}]

    signed = sign_by(made_for(authority, 111, extensions=purpose), unsigned)

    (signature,) = judge(signed).signatures
    assert signature.outcome is api.Outcome.INDETERMINATE
    assert signature.sub_indication == "CHAIN_CONSTRAINTS_FAILURE"


def test_each_case_is_told_apart_in_words(  # noqa: PLR0917 - fixtures
    authority, unsigned, sealed, lists_at, settings, tmp_path
):
    changed = bytearray(sealed)
    changed[sealed.index(b"stream", 2000) + 40] ^= 1
    thief, retired = person(121), person(122)
    stolen, left = sign_by(thief, unsigned), sign_by(retired, unsigned)
    bare = put_signature(unsigned, person(123), level=api.Level.B)
    foreign = sign_by(
        made_for(
            authority, 124, extensions=[{"id": "extended_key_usage", "value": ["server_auth"]}]
        ),
        unsigned,
    )
    books = authority.books
    for signer, hours in ((thief, -1), (retired, 1)):
        label = books.certify(signer, now=now())
        books.revoke(label, at=now() + timedelta(hours=hours), reason="key_compromise")
    later = now() + timedelta(hours=3)
    lists_at(later)

    told = {
        "genuine": judge(sealed),
        "tampered": judge(bytes(changed)),
        "page added": judge(with_a_page_added(sealed)),
        "revoked before": judge(stolen, later),
        "expired without timestamp": judge(bare, now() + 6 * YEAR),
        "wrong purpose": judge(foreign),
        "no signature": judge(unsigned),
    }
    assert judge(left, later).outcome is api.Outcome.PASSED  # revoked after the timestamp
    type(books)(tmp_path / "same names").found(port=1, now=now())
    settings.LOCAL_AUTHORITY_DIR = tmp_path / "same names"
    told["wrongly chained"] = judge(sealed)
    settings.LOCAL_AUTHORITY_DIR = tmp_path / "nobody"
    told["unknown issuer"] = judge(sealed)

    assert len({each.reason for each in told.values()}) == len(told)
    assert all(each.meaning for each in told.values())
    assert {name: each.outcome.value for name, each in told.items()} == {
        "genuine": "PASSED",
        "tampered": "FAILED",
        "page added": "FAILED",
        "revoked before": "FAILED",
        "expired without timestamp": "INDETERMINATE",
        "wrong purpose": "INDETERMINATE",
        "no signature": "INDETERMINATE",
        "wrongly chained": "INDETERMINATE",
        "unknown issuer": "INDETERMINATE",
    }
