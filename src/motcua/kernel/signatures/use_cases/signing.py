"""Signing and sealing.

These services speak with outside systems and may take as long as a person needs to confirm on his
telephone: call them from jobs, outside of transactions. Only what came of it is written, at the
end, in one transaction.
"""

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from asn1crypto import pem
from django.conf import settings
from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.events import publish

from ..errors import CertificateUnusable, PersonSignatureMissing
from ..events import DocumentSigned
from ..models import Certificate, SignatureRecord, ValidationReport
from ..queries.fields import first_page, place_of
from ..queries.pictures import picture_of
from ..queries.stamps import Look
from ..queries.trust import provider_path, signing_provider
from ..queries.validation import instant_after_signatures, validate
from ..rules import certificates as reading
from ..rules.placing import mark_place, seal_place, stamped
from ..types import (
    CertificateStatus,
    CopyForm,
    Level,
    Outcome,
    Place,
    Role,
    SignatureVerdict,
    SignedDocument,
    SignerRef,
    Verdict,
)
from .engine import FIELD, Hand, Plan

MARK_OF_COPY, MARK_OF_ANNEX = "BanSao", "PhuLuc"


def sign_document(
    *,
    pdf: bytes,
    person: SignerRef,
    organisation: SignerRef | None = None,
    reason: str = "",
    actor: Actor,
    sealed_by: Actor | None = None,
    at: datetime,
) -> SignedDocument:
    """Sign a paper by the authorised person and seal it by the organisation.

    Whether the person may sign in this matter is decided by the caller, from the posts and
    delegations of that day; a valid certificate alone says nothing about it.

    Args:
        organisation: None: only the person signs.
        reason: Stands in the signature, such as the number of the paper.
        sealed_by: Who lets it be sealed; None: the same as lets it be signed.

    Raises:
        AlreadySigned, CertificateUnusable, NotAPdf: It cannot be signed so.
        ProviderNotConfigured, ProviderSilent, SigningRefused: Nothing was signed.

    Publishes:
        DocumentSigned, once for each signature

    Law:
        ND 30/2020, art. 32; ND 68/2024
    """
    signed = sign_as_person(pdf=pdf, person=person, reason=reason, actor=actor, at=at)
    if organisation is None:
        return signed
    sealed = seal_as_organisation(
        pdf=signed.pdf, organisation=organisation, reason=reason, actor=sealed_by or actor, at=at
    )
    return SignedDocument(
        pdf=sealed.pdf,
        sha256=sealed.sha256,
        verdict=sealed.verdict,
        record_ids=signed.record_ids + sealed.record_ids,
    )


def sign_as_person(
    *,
    pdf: bytes,
    person: SignerRef,
    place: Place | None = None,
    picture: bytes | None = None,
    level: Level | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    """Sign a paper by the authorised person, in the field ``NguoiKy``.

    Args:
        place: Where the signature is seen, if the paper has no such field yet.
        picture: The hand-written signature as PNG; it becomes blue on transparent ground.
            None: what was kept for this person, else who signed when, in words.
        level: How much proof it carries; None: as the settings say.

    Raises:
        PictureUnreadable: The picture is none.
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        ND 30/2020, art. 32 and annex I
    """
    plan = Plan(
        field=FIELD[Role.PERSON],
        level=level_for(person, level),
        place=place,
        look=Look(picture=picture),
        reason=reason,
    )
    return _sign(pdf, person, plan, actor=actor, at=at)


def seal_as_organisation(
    *,
    pdf: bytes,
    organisation: SignerRef,
    place: Place | None = None,
    picture: bytes | None = None,
    level: Level | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    """Seal a signed paper by the organisation, in the field ``CoQuan``, for the archive.

    Args:
        place: Where the seal is seen, if the paper has no such field yet. None: as large as the
            real one, over the left third of the person's signature.
        picture: The seal as PNG; it becomes red on transparent ground. None: what was kept for
            this organisation, else a ring with its name.
        level: How much proof it carries; None: as the settings say.

    Raises:
        PersonSignatureMissing: No person's signature in the file has just been found valid.
        PictureUnreadable: The picture is none.
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        ND 30/2020, art. 32, clause 2, and annex I
    """
    require_person_signature(pdf, at=at)
    plan = seal_plan(
        pdf, organisation, place=place, look=Look(picture=picture), level=level, reason=reason
    )
    return _sign(pdf, organisation, plan, actor=actor, at=at)


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
    plan = seal_plan(pdf, organisation, place=None, look=Look(), level=None, reason=reason)
    return _sign(pdf, organisation, plan, actor=actor, at=at)


def mark_copy(
    *,
    pdf: bytes,
    organisation: SignerRef,
    form: CopyForm,
    place: Place | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    """Certify an electronic copy by the organisation that made it, in the field ``BanSao``.

    At the top right of the first page stand the form of the copy, the organisation and the instant,
    without a picture. The organisation may sign a copy without a person's signature in it.

    Args:
        place: None: at the top right of the first page.

    Raises:
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        ND 30/2020, art. 25, art. 32 and annex I
    """
    words = f"{form.label}; {organisation.name}; {stamped(at)}"
    return _mark(pdf, organisation, MARK_OF_COPY, words, place, reason=reason, actor=actor, at=at)


def mark_annex(
    *,
    pdf: bytes,
    main: bytes,
    number_symbol: str,
    organisation: SignerRef,
    place: Place | None = None,
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    """Sign an attachment that is a file of its own by the organisation, in the field ``PhuLuc``.

    At the top right of the first page stand number and symbol of the document and the instant,
    without a picture.

    Args:
        main: The document to which it belongs, as the authorised person signed it.
        place: None: at the top right of the first page.

    Raises:
        PersonSignatureMissing: The main document has no valid signature of a person.
        As ``sign_document``.

    Publishes:
        DocumentSigned

    Law:
        ND 30/2020, art. 32 and annex I
    """
    require_person_signature(main, at=at)
    words = f"{number_symbol}; {stamped(at)}"
    return _mark(
        pdf, organisation, MARK_OF_ANNEX, words, place, reason=number_symbol, actor=actor, at=at
    )


def _mark(
    pdf: bytes,
    organisation: SignerRef,
    field: str,
    words: str,
    place: Place | None,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
) -> SignedDocument:
    width, height = first_page(pdf)
    plan = Plan(
        field=field,
        level=level_for(organisation, None),
        place=place or mark_place(page_width=width, page_height=height),
        look=Look(words=words),
        reason=reason,
    )
    return _sign(pdf, organisation, plan, actor=actor, at=at)


def level_for(signer: SignerRef, asked: Level | None) -> Level:
    """Return the level that was asked for, or that of the settings."""
    return asked or Level(settings.SIGNATURE_LEVELS[signer.role.value])


def seal_plan(
    pdf: bytes,
    organisation: SignerRef,
    *,
    place: Place | None,
    look: Look,
    level: Level | None,
    reason: str,
) -> Plan:
    """Return how a paper is sealed: over the person's signature where nothing else is said."""
    person = None if place else place_of(pdf, FIELD[Role.PERSON])
    over = seal_place(person, diameter_mm=settings.SEAL_DIAMETER_MM) if person else None
    return Plan(
        field=FIELD[Role.ORGANISATION],
        level=level_for(organisation, level),
        place=place or over,
        look=look,
        reason=reason,
    )


def require_person_signature(pdf: bytes, *, at: datetime) -> None:
    """Refuse what no person has signed, or what has not just been found valid.

    Raises:
        PersonSignatureMissing: The organisation's key must not touch it.

    Law:
        ND 30/2020, art. 32, clause 2
    """
    before = validate(pdf=pdf, at=instant_after_signatures(pdf, at=at))
    by_person = any(each.role is Role.PERSON for each in before.signatures)
    if before.outcome is not Outcome.PASSED or not by_person:
        raise PersonSignatureMissing


def _sign(
    pdf: bytes, signer: SignerRef, plan: Plan, *, actor: Actor, at: datetime
) -> SignedDocument:
    hand = take_hand(signer)
    prepared = hand.prepare(pdf, with_picture(plan, signer, at=at), at=at)
    (value,) = hand.sign([prepared], purpose=plan.reason)
    return keep(hand.finish(prepared, value), plan.field, hand, actor=actor, at=at)


def with_picture(plan: Plan, signer: SignerRef, *, at: datetime) -> Plan:
    """Return the plan with the picture that is kept for this signer, where it names no other."""
    if plan.look.picture is not None or plan.look.words:
        return plan
    kept = picture_of(signer, at=at)
    return plan if kept is None else replace(plan, look=Look(picture=kept))


def sha256_of(content: bytes) -> str:
    """Return the name of a content."""
    return hashlib.sha256(content).hexdigest()


def take_hand(signer: SignerRef) -> Hand:
    """Return the signer's hand, unless his newest certificate is known to be revoked.

    Raises:
        CertificateUnusable, ProviderNotConfigured, ProviderSilent: As they say.
    """
    _refuse_revoked(signer)
    return Hand(signer, signing_provider(signer.role))


def keep(pdf: bytes, field: str, hand: Hand, *, actor: Actor, at: datetime) -> SignedDocument:
    """Return the signed paper once it has been found valid and written down.

    Raises:
        CertificateUnusable: Our own judgement does not accept the signature.
    """
    verdict = validate(pdf=pdf, at=instant_after_signatures(pdf, at=at))
    mine = next(each for each in verdict.signatures if each.field == field)
    if verdict.outcome is not Outcome.PASSED:
        raise CertificateUnusable(signer=hand.signer.name, reason=verdict.reason)
    record_id = _record(hand, verdict=verdict, mine=mine, actor=actor, at=at)
    return SignedDocument(pdf=pdf, sha256=verdict.sha256, verdict=verdict, record_ids=(record_id,))


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
    hand: Hand,
    *,
    verdict: Verdict,
    mine: SignatureVerdict,
    actor: Actor,
    at: datetime,
) -> UUID:
    signer, certificate = hand.signer, hand.certificate
    known, _created = Certificate.objects.get_or_create(
        issuer=certificate.issuer.human_friendly,
        serial=reading.serial_of(certificate),
        defaults={
            "role": signer.role,
            "holder_id": signer.holder_id,
            "holder_name": signer.name,
            "provider": provider_path(signer.role),
            "provider_key": hand.held.key,
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
