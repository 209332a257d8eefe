"""Signing at a service that speaks the CSC API, over HTTP."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from django.utils import timezone

from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests.factories import (
    LEADER,
    SEAL,
    SYSTEM,
    birth_certificate,
    embedded_count,
    made_count,
    now,
    person,
)

pytestmark = pytest.mark.django_db
PROVIDER = "motcua.integrations.remote_signing.provider.RemoteSigning"


@pytest.fixture(scope="module")
def unsigned():
    return birth_certificate()


@pytest.fixture(scope="module")
def service(authority_process):
    """The service with credentials of a leader and of an organisation."""
    for signer in (LEADER, SEAL):
        authority_process.books.certify(signer, now=now())
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Path(__file__).with_name("server.py")
    process = subprocess.Popen(  # noqa: S603 - our own file
        [sys.executable, str(server), str(authority_process.folder), str(port)]
    )
    url, end = f"http://127.0.0.1:{port}", time.monotonic() + 30
    while time.monotonic() < end:
        try:
            requests.get(f"{url}/counts", timeout=1)
            break
        except requests.RequestException:
            time.sleep(0.1)
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture
def remote(service, authority, settings):
    settings.SIGNING_PROVIDER = PROVIDER
    settings.CSC_URL = service
    settings.CSC_CLIENT, settings.CSC_SECRET = "motcua", "secret"
    settings.TIMESTAMP_URL = f"{authority.books.url}/motcua/tsa/tsa"
    return service


def counts(service):
    return requests.get(f"{service}/counts", timeout=5).json()


def many(papers, reason="", signer=LEADER, clock=timezone.now):
    return signatures.sign_many(
        papers=[
            signatures.ToSign(reference=name, pdf=pdf, reason=reason)
            for name, pdf in papers.items()
        ],
        signer=signer,
        actor=SYSTEM,
        at=now(),
        clock=clock,
    )


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_a_leader_signs_and_the_seal_follows(remote, settings, unsigned, version):
    settings.CSC_VERSION = version

    signed = signatures.sign_document(
        pdf=unsigned, person=LEADER, organisation=SEAL, actor=SYSTEM, at=now()
    )

    assert signed.verdict.outcome is signatures.Outcome.PASSED
    assert len(signed.verdict.signatures) == 2


def test_twenty_papers_go_with_one_confirmation(remote, settings, unsigned):
    settings.SIGNATURE_LEVELS = {"PERSON": "B"}
    before = counts(remote)["authorize"]

    done = many({f"paper {n}": unsigned for n in range(20)} | {"no paper": b"hello"})

    assert [each.state for each in done] == ["EMBEDDED"] * 20 + ["REFUSED"]
    assert counts(remote)["authorize"] == before + 1
    assert {each.document.verdict.outcome for each in done[:20]} == {"PASSED"}
    assert "PDF" in done[20].reason
    assert embedded_count() == 20


def test_when_nobody_confirms_in_time_nothing_is_signed(remote, settings, unsigned):
    settings.SIGNING_PATIENCE = 1

    (done,) = many({"a": unsigned}, reason="slow")

    assert done.state == "REFUSED"
    assert done.document is None
    assert not made_count()


def test_an_answer_after_the_time_to_confirm_is_not_used(remote, unsigned):
    (done,) = many({"a": unsigned}, clock=lambda: now().replace(year=now().year + 1))

    assert done.state == "EXPIRED"
    assert done.document is None
    assert not made_count()


def test_an_answer_after_the_document_was_edited_is_not_used(remote, unsigned):
    def edited_meanwhile():
        signatures.supersede(reference="a", actor=SYSTEM, at=now())
        return now()

    done = many({"a": unsigned, "b": unsigned}, clock=edited_meanwhile)

    assert [each.state for each in done] == ["SUPERSEDED", "EMBEDDED"]
    assert done[0].document is None
    assert made_count() == 1


def test_a_signer_who_says_no_is_told(remote, unsigned):
    (done,) = many({"a": unsigned}, reason="no")

    assert done.state == "REFUSED"
    assert "the signer said no." in done.reason


def test_the_seal_in_bulk_touches_only_what_a_person_signed(remote, unsigned):
    (signed,) = many({"a": unsigned})

    sealed, refused = many({"a": signed.document.pdf, "b": unsigned}, signer=SEAL)

    assert sealed.document.pdf.startswith(signed.document.pdf)
    assert refused.state == "REFUSED"


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("CSC_SECRET", "wrong", signatures.SigningRefused),
        ("CSC_URL", "http://127.0.0.1:9", signatures.ProviderSilent),
        ("CSC_URL", "", signatures.ProviderNotConfigured),
        ("CSC_VERSION", "v9", signatures.ProviderNotConfigured),
    ],
)
def test_what_is_missing_or_wrong_is_told(  # noqa: PLR0917 - fixtures and a table
    remote, settings, unsigned, name, value, error
):
    setattr(settings, name, value)

    with pytest.raises(error):
        many({"a": unsigned})


def test_whoever_has_no_certificate_there_is_told(remote, unsigned):
    with pytest.raises(signatures.ProviderNotConfigured, match="Trần Văn Thử"):
        many({"a": unsigned}, signer=person(99))
