"""Signed files, made once: each costs a second."""

import pytest

from motcua.kernel.signatures.tests.factories import LEADER, SEAL, birth_certificate, put_signature

LOCAL = "motcua.integrations.local_authority.trust.LocalTrust"
FOLDER = "motcua.integrations.anchors.folder.AnchorFolder"


@pytest.fixture(autouse=True)
def _no_list(settings):
    """Leave out the administrator's list, which wants a database; its own tests put it back."""
    settings.TRUST_SOURCES = [FOLDER, LOCAL]


@pytest.fixture(scope="session")
def unsigned():
    return birth_certificate()


@pytest.fixture(scope="session")
def signed_once(authority_process, unsigned):
    from django.test import override_settings  # noqa: PLC0415 - session-wide, so not the fixture

    with override_settings(
        LOCAL_AUTHORITY_DIR=authority_process.folder,
        TRUST_SOURCES=[LOCAL],
        SIGNING_PROVIDER="motcua.integrations.local_authority.provider.LocalAuthority",
    ):
        by_person = put_signature(unsigned, LEADER)
        sealed = put_signature(by_person, SEAL)
    return by_person, sealed


@pytest.fixture
def by_person(signed_once, authority):
    """Return a paper signed by the person, with timestamp and proofs (B-LT)."""
    return signed_once[0]


@pytest.fixture
def sealed(signed_once, authority):
    """Return a paper signed and sealed, with an archive timestamp (B-LTA)."""
    return signed_once[1]
