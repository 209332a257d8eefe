"""Whom the installation trusts, from when to when, and who may say so."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.errors import NotPermitted
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.kernel.signatures import api, errors, use_cases
from motcua.kernel.signatures.models import Certificate, Picture, TrustedRoot
from motcua.kernel.signatures.queries.certificates import told_of
from motcua.kernel.signatures.tests.factories import LEADER, SYSTEM, now, sign
from motcua.kernel.signatures.types import AnchorKind

pytestmark = pytest.mark.django_db
LIST = "motcua.kernel.signatures.queries.trust_list.TrustList"
DAY = timedelta(days=1)


@pytest.fixture
def root(authority):
    return authority.books.certificate_file("root").read_bytes()


def trust(root, valid_from, actor=SYSTEM):
    return use_cases.trust_root(
        content=root,
        kind=AnchorKind.PUBLIC_SERVICE,
        source="Công văn 12",
        valid_from=valid_from,
        actor=actor,
        at=now(),
    )


def enter(role):
    account = people.make_official()
    units.make_post(units.make_unit().id, organisation.Role(role), person_id=account.person_id)
    client = Client()
    client.force_login(get_user_model().objects.get(id=account.id))
    return client


def test_a_root_counts_for_what_was_signed_while_it_was_trusted(sealed, root, settings, tmp_path):
    settings.TRUST_SOURCES = [LIST]
    settings.LOCAL_AUTHORITY_DIR = tmp_path
    assert api.validate(pdf=sealed, at=now()).outcome is api.Outcome.INDETERMINATE
    root_id = trust(root, now() - DAY)

    trusted = api.validate(pdf=sealed, at=now())
    use_cases.end_trust(
        root_id=root_id, valid_to=now() + DAY, reason="hết hạn", actor=SYSTEM, at=now()
    )
    afterwards = api.validate(pdf=sealed, at=now() + 30 * DAY)
    TrustedRoot.objects.update(valid_from=now() - 9 * DAY, valid_to=now() - 8 * DAY)
    before = api.validate(pdf=sealed, at=now())

    assert trusted.signatures[0].anchor_kind is AnchorKind.PUBLIC_SERVICE
    assert [each.outcome.value for each in (trusted, afterwards, before)] == [
        "PASSED",
        "PASSED",
        "INDETERMINATE",
    ]


def test_what_is_no_root_or_stands_there_already_is_refused(root, authority):
    trust(root, now())
    issuing = authority.books.certificate_file("persons").read_bytes()

    with pytest.raises(errors.RootTrustedAlready):
        trust(root, now())
    for content in (b"hello", issuing):
        with pytest.raises(errors.RootUnreadable):
            trust(content, now())


def test_only_a_technical_administrator_keeps_the_list(root):
    with pytest.raises(NotPermitted):
        trust(root, now(), actor=actors.ANONYMOUS)
    assert enter("RECEPTION").get("/workspace/signatures/").status_code == 403


def test_the_administrator_trusts_ends_and_adds_a_picture(root, authority, unsigned):
    sign(unsigned, seal=None)
    client, picture = enter("TECHNICAL_ADMIN"), io.BytesIO()
    Image.new("L", (60, 30), 90).save(picture, "PNG")
    day = datetime.now(UTC)

    missing = client.post("/workspace/signatures/roots/new/", {})
    added = client.post(
        "/workspace/signatures/roots/new/",
        {
            "file": SimpleUploadedFile("goc.pem", root),
            "kind": "PUBLIC",
            "source": "Trang của NEAC",
            "valid_from": f"{day:%d/%m/%Y}",
        },
    )
    one = TrustedRoot.objects.get()
    ended = client.post(
        f"/workspace/signatures/roots/{one.id}/end/",
        {"valid_to": f"{day + 9 * DAY:%d/%m/%Y}", "reason": "Gốc mới thay thế"},
    )
    kept = client.post(
        "/workspace/signatures/pictures/new/",
        {
            "holder": f"PERSON:{LEADER.holder_id}",
            "file": SimpleUploadedFile("chu-ky.png", picture.getvalue()),
        },
    )
    page = client.get("/workspace/signatures/").content.decode()

    assert "Hãy chọn tệp chứng thư gốc." in missing.content.decode()
    assert [each.status_code for each in (added, ended, kept)] == [302] * 3
    assert Picture.objects.get().holder_id == LEADER.holder_id
    assert "Gốc mới thay thế" in page
    assert LEADER.name in page


def test_the_holder_is_told_before_his_certificate_ends(authority, unsigned):
    official = people.make_official()
    sign(unsigned, seal=None)
    Certificate.objects.update(
        holder_id=official.person_id, not_after=now() + 20 * DAY, warned_days=60
    )

    assert use_cases.warn_of_expiry(actor=SYSTEM, at=now()) == 1
    assert use_cases.warn_of_expiry(actor=SYSTEM, at=now()) == 0

    certificate = Certificate.objects.get()
    assert certificate.warned_days == 30
    name, accounts = told_of(certificate.id)
    assert name == LEADER.name
    assert accounts == frozenset({official.id})
