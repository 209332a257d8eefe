"""Signing with keys that lie on a token, here SoftHSM's."""

import os
import shutil
import subprocess
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives import serialization
from django.test import override_settings
from pkcs11.util.rsa import decode_rsa_private_key

from motcua.kernel.signatures import api as signatures
from motcua.kernel.signatures.tests.factories import (
    LEADER,
    SEAL,
    SYSTEM,
    birth_certificate,
    now,
    person,
)

pytestmark = pytest.mark.django_db
PROVIDER = "motcua.integrations.pkcs11_token.provider.Token"
LABEL, PIN = "motcua", "1234"
LIBRARIES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so")


def put(session, books, signer, number):
    """Lay the authority's key and certificate of a signer on the token."""
    label = books.certify(signer, now=now())
    der = books.private_key(label).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )
    attributes = decode_rsa_private_key(der)
    attributes |= {
        pkcs11.Attribute.ID: bytes([number]),
        pkcs11.Attribute.LABEL: f"khoa-{number}",
        pkcs11.Attribute.TOKEN: True,
        pkcs11.Attribute.PRIVATE: True,
        pkcs11.Attribute.SENSITIVE: True,
        pkcs11.Attribute.SIGN: True,
    }
    session.create_object(attributes)
    session.create_object(
        {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            pkcs11.Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            pkcs11.Attribute.SUBJECT: b"",
            pkcs11.Attribute.ID: bytes([number]),
            pkcs11.Attribute.LABEL: f"khoa-{number}",
            pkcs11.Attribute.VALUE: books.certificate(label),
            pkcs11.Attribute.TOKEN: True,
        }
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """SoftHSM with an empty store of its own."""
    folder = tmp_path_factory.mktemp("token")
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    tool = str(shutil.which("softhsm2-util"))
    command = [tool, "--init-token", "--free", "--label", LABEL, "--pin", PIN]
    subprocess.run([*command, "--so-pin", "5678"], check=True, capture_output=True)  # noqa: S603 - a test tool
    yield next(path for path in LIBRARIES if Path(path).exists())
    del os.environ["SOFTHSM2_CONF"]


@pytest.fixture(scope="module")
def filled(library, authority_process):
    books = authority_process.books
    token = pkcs11.lib(library).get_token(token_label=LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        for number, signer in enumerate((LEADER, SEAL, person(7), person(8)), start=1):
            put(session, books, signer, number)
    return library


@pytest.fixture
def token(filled, authority):
    with override_settings(
        SIGNING_PROVIDER=PROVIDER,
        TOKEN_LIBRARY=filled,
        TOKEN_LABEL=LABEL,
        TOKEN_PIN=PIN,
        TIMESTAMP_URL=f"{authority.books.url}/motcua/tsa/tsa",
    ):
        yield


def test_person_and_organisation_sign_with_keys_of_the_token(token):
    unsigned = birth_certificate()

    signed = signatures.sign_document(
        pdf=unsigned, person=LEADER, organisation=SEAL, actor=SYSTEM, at=now()
    )

    assert signed.verdict.outcome is signatures.Outcome.PASSED
    assert [each.level for each in signed.verdict.signatures] == [signatures.Level.LTA] * 2
    assert signed.pdf.startswith(unsigned)


def test_two_of_one_name_are_told_apart_only_by_the_operators_table(token, settings, tmp_path):
    with pytest.raises(signatures.ProviderNotConfigured, match="2 certificates"):
        signatures.sign_as_person(pdf=birth_certificate(), person=person(8), actor=SYSTEM, at=now())
    (tmp_path / "keys.json").write_text(f'{{"{person(8).holder_id}": "khoa-4"}}')
    settings.SIGNING_KEYS = str(tmp_path / "keys.json")

    signed = signatures.sign_as_person(
        pdf=birth_certificate(), person=person(8), actor=SYSTEM, at=now()
    )

    assert signed.verdict.outcome is signatures.Outcome.PASSED


@pytest.mark.parametrize(
    ("name", "value", "error"),
    [
        ("TOKEN_PIN", "0000", signatures.ProviderSilent),
        ("TOKEN_LABEL", "another", signatures.ProviderSilent),
        ("TOKEN_PIN", "", signatures.ProviderNotConfigured),
        ("TIMESTAMP_URL", "", signatures.ProviderNotConfigured),
    ],
)
def test_what_is_missing_or_wrong_is_told(token, settings, name, value, error):
    setattr(settings, name, value)

    with pytest.raises(error):
        signatures.sign_as_person(pdf=birth_certificate(), person=LEADER, actor=SYSTEM, at=now())
