"""Signing papers: the person first, the organisation second.

These services speak with outside systems and may take as long as a person needs to confirm on his
telephone: call them from jobs, outside of transactions. Only what came of it is written, at the
end, in one transaction.
"""

from datetime import datetime
from uuid import UUID

from asn1crypto import pem, x509
from django.conf import settings
from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..errors import CertificateUnusable, PersonSignatureMissing
from ..events import DocumentSigned
from ..models import Certificate, SignatureRecord, ValidationReport
from ..queries.trust import signing_provider
from ..queries.validation import instant_after_signatures, validate
from ..rules import certificates as reading
from ..types import (
    CertificateStatus,
    Outcome,
    Role,
    SignatureVerdict,
    SignedDocument,
    SignerRef,
    Verdict,
)
from .engine import FIELD, sign_field


def sign_document(
    *,
    pdf: bytes,
    person: SignerRef,
    organisation: SignerRef | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    """Sign a paper by the authorised person and seal it by the organisation.

    Whether the person may sign in this matter is decided by the caller, from the posts and
    delegations of that day; a valid certificate alone says nothing about it.

    Args:
        organisation: None: only the person signs.
        reason: Stands in the signature, such as the number of the paper.

    Raises:
        AlreadySigned, CertificateUnusable, NotAPdf: It cannot be signed so.
        ProviderNotConfigured, ProviderSilent: Nothing was signed; trying later may help.

    Publishes:
        DocumentSigned, once for each signature

    Law:
        ND 30/2020, art. 32; ND 68/2024
    """
    signed = sign_as_person(pdf=pdf, person=person, reason=reason, actor=actor, at=at)
    if organisation is None:
        return signed
    sealed = seal_as_organisation(
        pdf=signed.pdf, organisation=organisation, reason=reason, actor=actor, at=at
    )
    return SignedDocument(
        pdf=sealed.pdf,
        sha256=sealed.sha256,
        verdict=sealed.verdict,
        record_ids=signed.record_ids + sealed.record_ids,
    )


def sign_as_person(
    *, pdf: bytes, person: SignerRef, reason: str = "", actor: Actor, at: datetime
) -> SignedDocument:
    """Sign a paper by the authorised person, in the field ``NguoiKy``.

    Raises:
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        ND 30/2020, art. 32
    """
    return _sign(pdf, person, reason=reason, for_archive=False, actor=actor, at=at)


def seal_as_organisation(
    *, pdf: bytes, organisation: SignerRef, reason: str = "", actor: Actor, at: datetime
) -> SignedDocument:
    """Seal a signed paper by the organisation, in the field ``CoQuan``, for the archive.

    Raises:
        PersonSignatureMissing: No person's signature in the file has just been found valid.
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        ND 30/2020, art. 32, clause 2
    """
    before = validate(pdf=pdf, at=instant_after_signatures(pdf, at=at))
    by_person = any(each.role is Role.PERSON for each in before.signatures)
    if before.outcome is not Outcome.PASSED or not by_person:
        raise PersonSignatureMissing
    return _sign(pdf, organisation, reason=reason, for_archive=True, actor=actor, at=at)


def seal_form(
    *, pdf: bytes, organisation: SignerRef, reason: str = "", actor: Actor, at: datetime
) -> SignedDocument:
    """Seal a form by the organisation alone, where the law asks for no person's signature.

    Only for forms whose circular says so, such as the receipt of a dossier; every other paper
    bears the signature of the authorised person first, see ``seal_as_organisation``.

    Raises:
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        TT 01/2018; TT 03/2025
    """
    return _sign(pdf, organisation, reason=reason, for_archive=True, actor=actor, at=at)


def _sign(
    pdf: bytes,
    signer: SignerRef,
    *,
    reason: str,
    for_archive: bool,
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    _refuse_revoked(signer)
    out, key, certificate = sign_field(
        pdf,
        signer=signer,
        provider=signing_provider(),
        reason=reason,
        for_archive=for_archive,
        at=at,
    )
    verdict = validate(pdf=out, at=instant_after_signatures(out, at=at))
    mine = next(each for each in verdict.signatures if each.field == FIELD[signer.role])
    if verdict.outcome is not Outcome.PASSED:
        raise CertificateUnusable(signer=signer.name, reason=verdict.reason)
    record_id = _record(signer, key, certificate, verdict=verdict, mine=mine, actor=actor, at=at)
    return SignedDocument(pdf=out, sha256=verdict.sha256, verdict=verdict, record_ids=(record_id,))


def _refuse_revoked(signer: SignerRef) -> None:
    newest = (
        Certificate.objects.filter(role=signer.role, holder_id=signer.holder_id)
        .order_by("-not_before", "-id")
        .first()
    )
    if newest is not None and newest.status == CertificateStatus.REVOKED:
        raise CertificateUnusable(signer=signer.name, reason=newest.revocation_reason)


@transaction.atomic
def _record(
    signer: SignerRef,
    key: str,
    certificate: x509.Certificate,
    *,
    verdict: Verdict,
    mine: SignatureVerdict,
    actor: Actor,
    at: datetime,
) -> UUID:
    known, _created = Certificate.objects.get_or_create(
        issuer=certificate.issuer.human_friendly,
        serial=reading.serial_of(certificate),
        defaults={
            "role": signer.role,
            "holder_id": signer.holder_id,
            "holder_name": signer.name,
            "provider": settings.SIGNING_PROVIDER,
            "provider_key": key,
            "subject": certificate.subject.human_friendly,
            "not_before": certificate.not_valid_before,
            "not_after": certificate.not_valid_after,
            "pem": pem.armor("CERTIFICATE", certificate.dump()).decode(),
            "first_used_at": at,
        },
    )
    record = SignatureRecord.objects.create(
        document_sha256=verdict.sha256,
        field=mine.field,
        revision=len(verdict.signatures),
        role=signer.role,
        holder_id=signer.holder_id,
        signer_name=signer.name,
        signer_title=signer.title,
        on_behalf=signer.on_behalf,
        certificate=known,
        trust_anchor=mine.trust_anchor,
        claimed_at=mine.claimed_at or at,
        timestamp_at=mine.signed_at,
        level=mine.level,
        requested_by=actor.account_id,
    )
    ValidationReport.objects.create(
        document_sha256=verdict.sha256,
        at=verdict.at,
        policy=verdict.policy,
        outcome=verdict.outcome,
        report=verdict.to_json(),
    )
    event = DocumentSigned(
        signature_id=record.id,
        document_sha256=verdict.sha256,
        role=signer.role.value,
        holder_id=signer.holder_id,
        certificate_serial=known.serial,
    )
    publish(event, by=actor, at=at)
    return record.id
