"""Proof for decades: levels, renewal, and judges who are not of this house."""

import hashlib
from datetime import UTC, timedelta
from typing import Any

import pytest
from django.utils.module_loading import import_string

from motcua.kernel.documents import api as documents
from motcua.kernel.signatures import api, errors, use_cases
from motcua.kernel.signatures.models import ArchivedFile, ArchiveStamping, ValidationReport
from motcua.kernel.signatures.queries.trust import signing_provider
from motcua.kernel.signatures.queries.validation import proven_until
from motcua.kernel.signatures.tests.factories import (
    LEADER,
    SEAL,
    SYSTEM,
    hanko,
    now,
    poppler,
    put_signature,
    with_a_page_added,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LocalAuthority: Any = import_string("motcua.integrations.local_authority.provider.LocalAuthority")


class ShortClock(LocalAuthority):  # type: ignore[misc] # named by the settings, hence not imported
    """A provider whose time service has a certificate for a hundred days."""

    def timestamper(self):
        clock = super().timestamper()
        clock.url = clock.url.replace("/tsa/tsa", "/tsa/tsa-short")
        return clock


@pytest.fixture(scope="session")
def short_clock(authority_process):
    """Give the authority a second time service, which ends soon."""
    books = authority_process.books
    books._make_key("tsa-short")
    with books.open() as content:
        part = content["pki-architectures"]["motcua"]
        content["keysets"]["motcua"]["keys"]["tsa-short"] = {"path": "tsa-short.pem"}
        part["entities"]["tsa-short"] = {"country-name": "VN", "common-name": "TSA 100 ngày"}
        end = (now() + 100 * DAY).astimezone(UTC).replace(microsecond=0)
        start = part["certs"]["tsa"]["validity"]["valid-from"]
        part["certs"]["tsa-short"] = part["certs"]["tsa"] | {
            "subject": "tsa-short",
            "validity": {"valid-from": start, "valid-to": end.isoformat()},
        }
        part["services"]["time-stamping"]["tsa-short"] = {"signing-cert": "tsa-short"}


@pytest.fixture
def ending(short_clock, authority, settings, unsigned):
    """Return a stored file at level LTA whose proof ends in a hundred days."""
    provider = settings.SIGNING_PROVIDER
    settings.SIGNING_PROVIDER = f"{__name__}.ShortClock"
    content = put_signature(put_signature(unsigned, LEADER), SEAL)
    settings.SIGNING_PROVIDER = provider
    return stored(content)


def stored(content):
    return documents.store(content=content, filename="giay.pdf", actor=SYSTEM, at=now())


def keep(file):
    return api.keep_for_archive(file_id=file.id, actor=SYSTEM, at=now())


@pytest.mark.parametrize("level", ["B", "T", "LT", "LTA"])
def test_a_signature_has_the_level_that_was_asked_for(authority, unsigned, level, tmp_path):
    signed = put_signature(unsigned, LEADER, level=api.Level(level))

    (signature,) = api.validate(pdf=signed, at=now()).signatures
    assert signature.level == level
    assert signature.outcome is api.Outcome.PASSED
    assert (proven_until(signed) is not None) == (level == "LTA")
    assert poppler(signed, tmp_path).count("Signature is Valid") >= 1


def test_the_settings_choose_the_level(authority, unsigned, settings):
    settings.SIGNATURE_LEVELS = {"PERSON": "B", "ORGANISATION": "LTA"}

    signed = api.sign_as_person(pdf=unsigned, person=LEADER, actor=SYSTEM, at=now())

    assert signed.verdict.signatures[0].level is api.Level.B


def test_what_is_complete_is_kept_as_it_is(sealed):
    file = stored(sealed)

    kept = keep(file)

    assert (kept.file_id, kept.sha256) == (file.id, file.sha256)
    assert keep(file) == kept
    assert not ArchiveStamping.objects.exists()


@pytest.mark.parametrize("level", ["B", "T", "LT"])
def test_what_lacks_proof_gets_it_in_a_new_file(authority, unsigned, level, tmp_path):
    original = put_signature(unsigned, LEADER, level=api.Level(level))
    file = stored(original)

    kept = keep(file)

    proven = documents.read(kept.file_id)
    assert proven.startswith(original)
    assert documents.read(file.id) == original
    assert kept.original_sha256 == hashlib.sha256(original).hexdigest()
    assert api.validate(pdf=proven, at=now() + 3650 * DAY).outcome is api.Outcome.PASSED
    assert {each.level for each in api.validate(pdf=proven, at=now()).signatures} == {"LTA"}
    assert ValidationReport.objects.filter(document_sha256=kept.sha256).exists()
    assert poppler(proven, tmp_path).count("Signature is Valid") >= 1


def test_what_is_not_signed_or_was_changed_does_not_go_to_the_archive(sealed, unsigned):
    for content in (unsigned, with_a_page_added(sealed)):
        with pytest.raises(errors.NotForArchive):
            keep(stored(content))


def test_proof_is_carried_on_before_it_ends(ending, authority, tmp_path):
    original = documents.read(ending.id)
    kept = keep(ending)
    assert kept.proven_until < now() + 101 * DAY
    before = poppler(original, tmp_path), hanko(original, tmp_path, authority)

    assert use_cases.renew_archive(actor=SYSTEM, at=now()) == 1
    assert use_cases.renew_archive(actor=SYSTEM, at=now()) == 0

    row = ArchivedFile.objects.get()
    renewed = documents.read(row.file_id)
    assert renewed.startswith(original)
    assert documents.read(ending.id) == original
    assert row.proven_until > now() + 3650 * DAY
    stamping = ArchiveStamping.objects.get()
    assert (stamping.before_sha256, stamping.after_sha256) == (row.original_sha256, row.sha256)
    late = now() + 1000 * DAY
    assert api.validate(pdf=original, at=late).outcome is api.Outcome.INDETERMINATE
    assert api.validate(pdf=renewed, at=late).outcome is api.Outcome.PASSED
    after = poppler(renewed, tmp_path), hanko(renewed, tmp_path, authority)
    for signature, whole in (before, after):
        assert signature.count("Signature is Valid") == 2
        assert whole.count("The signature is judged VALID.") == 2
        assert "INVALID" not in whole


def test_where_nothing_would_be_gained_no_file_is_made(ending, settings):
    keep(ending)
    settings.SIGNING_PROVIDER = f"{__name__}.ShortClock"

    assert use_cases.renew_archive(actor=SYSTEM, at=now()) == 0

    assert ArchivedFile.objects.get().problem
    assert not ArchiveStamping.objects.exists()


def test_a_file_that_cannot_be_renewed_does_not_hold_up_the_others(ending, sealed, settings):
    keep(ending)
    other = stored(sealed)
    keep(other)
    ArchivedFile.objects.filter(original_file_id=other.id).update(sha256="0" * 64)
    settings.RENEW_BEFORE_DAYS = 8000

    assert use_cases.renew_archive(actor=SYSTEM, at=now()) == 1
    assert ArchivedFile.objects.get(original_file_id=other.id).problem


def test_providers_are_chosen_by_role(authority, settings):
    settings.SEALING_PROVIDER = f"{__name__}.ShortClock"

    assert isinstance(signing_provider(api.Role.ORGANISATION), ShortClock)
    assert not isinstance(signing_provider(api.Role.PERSON), ShortClock)
