"""Whom the installation trusts, from a day to a day; and the pictures of signatures."""

import hashlib
from datetime import datetime
from uuid import UUID

from asn1crypto import pem, x509
from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish
from motcua.kernel.documents import api as documents

from .. import permissions
from ..errors import PeriodWrong, PictureUnreadable, RootTrustedAlready, RootUnknown, RootUnreadable
from ..events import PictureKept, RootTrusted, RootTrustEnded
from ..models import Picture, TrustedRoot
from ..queries.stamps import BLUE, in_ink
from ..rules.certificates import common_name
from ..types import AnchorKind, Role


@transaction.atomic
def trust_root(
    *,
    content: bytes,
    kind: AnchorKind,
    source: str,
    valid_from: datetime,
    actor: Actor,
    at: datetime,
) -> UUID:
    """Trust a root certificate from an instant on.

    Args:
        content: The certificate as PEM or DER.
        source: Where it was got and by whose decision, in words.

    Raises:
        NotPermitted: The actor does not keep the list.
        RootUnreadable: It is no certificate of an authority that signed itself.
        RootTrustedAlready: It is on the list and its trust has no end.

    Publishes:
        RootTrusted

    Law:
        ND 23/2025, art. 16; ND 68/2024
    """
    permissions.KEEP_TRUST.require(actor)
    certificate = _root(content)
    der = certificate.dump()
    sha256 = hashlib.sha256(der).hexdigest()
    if TrustedRoot.objects.filter(sha256=sha256, valid_to__isnull=True).exists():
        raise RootTrustedAlready
    root = TrustedRoot.objects.create(
        kind=kind,
        name=common_name(certificate.subject),
        certificate=der,
        sha256=sha256,
        valid_from=valid_from,
        source=source,
        added_at=at,
        added_by=actor.account_id,
    )
    event = RootTrusted(root_id=root.id, sha256=sha256, kind=kind.value, valid_from=valid_from)
    publish(event, by=actor, at=at)
    return root.id


@transaction.atomic
def end_trust(
    *, root_id: UUID, valid_to: datetime, reason: str, actor: Actor, at: datetime
) -> None:
    """End the trust in a root: signatures are no longer accepted when they are checked after it.

    Raises:
        NotPermitted: The actor does not keep the list.
        RootUnknown: It is not on the list, or ended already.
        PeriodWrong: The end is not after the beginning.

    Publishes:
        RootTrustEnded

    Law:
        ND 23/2025, art. 16
    """
    permissions.KEEP_TRUST.require(actor)
    root = TrustedRoot.objects.select_for_update().filter(id=root_id, valid_to__isnull=True).first()
    if root is None:
        raise RootUnknown
    if valid_to <= root.valid_from:
        raise PeriodWrong
    root.valid_to, root.end_reason = valid_to, reason
    root.save(update_fields=["valid_to", "end_reason"])
    event = RootTrustEnded(root_id=root.id, sha256=root.sha256, valid_to=valid_to, reason=reason)
    publish(event, by=actor, at=at)


@transaction.atomic
def keep_picture(
    *, role: Role, holder_id: UUID, holder_name: str, content: bytes, actor: Actor, at: datetime
) -> UUID:
    """Keep the picture of a hand-written signature or a seal; an earlier one stays in history.

    Raises:
        NotPermitted: The actor does not keep such things.
        PictureUnreadable: It is no picture.

    Publishes:
        PictureKept

    Law:
        ND 30/2020, Annex I
    """
    permissions.KEEP_TRUST.require(actor)
    in_ink(content, BLUE)
    try:
        file = documents.store(content=content, filename=f"{role.value}.png", actor=actor, at=at)
    except documents.FileRefused as error:
        raise PictureUnreadable from error
    picture = Picture.objects.create(
        role=role,
        holder_id=holder_id,
        holder_name=holder_name,
        file_id=file.id,
        valid_from=at,
        added_by=actor.account_id,
    )
    publish(
        PictureKept(picture_id=picture.id, holder_id=holder_id, role=role.value), by=actor, at=at
    )
    return picture.id


def _root(content: bytes) -> x509.Certificate:
    try:
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        certificate = x509.Certificate.load(der, strict=True)
        certificate.native  # noqa: B018 - reads it to the end
    except (ValueError, TypeError) as error:
        raise RootUnreadable from error
    if not certificate.ca or certificate.self_signed == "no":
        raise RootUnreadable
    return certificate
