"""Judging one signature, and one timestamp over the whole file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import tsp, x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import (
    EmbeddedPdfSignature,
    async_validate_pdf_signature,
    async_validate_pdf_timestamp,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import (
    PdfSignatureStatus,
    SignatureCoverageLevel,
    TimestampSignatureStatus,
)

from motcua.kernel.documents import api as documents

from ...rules import certificates as reading
from ...rules.verdicts import Facts, answers, decide
from ...types import (
    Level,
    Modification,
    Revocation,
    SignatureVerdict,
    TrustAnchor,
)
from .evidence import Evidence
from .words import advise, checks, explain

# Public-service certificates carry either of the two.
USAGE = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
UNCHAINED = {"NO_CERTIFICATE_CHAIN_FOUND", "CERTIFICATE_CHAIN_GENERAL_FAILURE"}


@dataclass(frozen=True, slots=True)
class ArchiveStamp:
    """A timestamp over the whole file as it was then."""

    at: datetime
    revision: int
    trusted: bool
    broken: bool


async def judge_timestamp(embedded: EmbeddedPdfSignature, evidence: Evidence) -> ArchiveStamp:
    """Judge a document timestamp as of its own instant."""
    info = embedded.signed_data["encap_content_info"]["content"].parsed
    at: datetime = info["gen_time"].native
    try:
        status = await async_validate_pdf_timestamp(embedded, evidence.context(at))
    except documents.UNREADABLE_PDF:
        return ArchiveStamp(at=at, revision=embedded.signed_revision, trusted=False, broken=True)
    whole = (
        status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    )
    level = embedded.diff_result
    lawful = (
        status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        or getattr(level, "modification_level", ModificationLevel.OTHER)
        <= ModificationLevel.FORM_FILLING
    )
    still = evidence.at <= embedded.signer_cert.not_valid_after
    return ArchiveStamp(
        at=at,
        revision=embedded.signed_revision,
        trusted=status.trusted and still,
        broken=not (status.intact and status.valid and whole and lawful),
    )


async def judge_signature(
    embedded: EmbeddedPdfSignature, evidence: Evidence, stamps: Sequence[ArchiveStamp]
) -> SignatureVerdict:
    """Judge a signature as of the instant at which it is proven to have existed."""
    claimed_stamp = _claimed_stamp(embedded)
    later = [each for each in stamps if each.revision > embedded.signed_revision]
    archived = min((each.at for each in later if each.trusted and not each.broken), default=None)
    moment = claimed_stamp or archived or evidence.at
    status = await _status(embedded, evidence, moment=moment, stamp_moment=moment)
    stamped = _proven(status.timestamp_validity, evidence, archived)
    proven = stamped or archived
    if proven is None and claimed_stamp is not None:
        # The timestamp is worth nothing: judge the chain as of now.
        status = await _status(embedded, evidence, moment=evidence.at, stamp_moment=moment)
    return _verdict(embedded, status, evidence, proven=proven, archived=bool(later))


async def _status(
    embedded: EmbeddedPdfSignature, evidence: Evidence, *, moment: datetime, stamp_moment: datetime
) -> PdfSignatureStatus:
    """Return the library's findings; where later changes cannot even be read, without them."""
    for skip_diff in (False, True):
        try:
            return await async_validate_pdf_signature(
                embedded,
                signer_validation_context=evidence.context(moment),
                ts_validation_context=evidence.context(stamp_moment),
                key_usage_settings=USAGE,
                skip_diff=skip_diff,
            )
        except documents.UNREADABLE_PDF:
            if skip_diff:
                raise
    raise AssertionError  # the second round returns or raises


def _claimed_stamp(embedded: EmbeddedPdfSignature) -> datetime | None:
    """Return the instant in the signature's timestamp, before anybody has checked it."""
    token = next(extract_tst_data_iter(embedded.signer_info, signed=False), None)
    if token is None:
        return None
    info: tsp.TSTInfo = token["encap_content_info"]["content"].parsed
    at: datetime = info["gen_time"].native
    return at


def instants(embedded: EmbeddedPdfSignature) -> tuple[datetime, ...]:
    """Return every instant that a signature claims for itself."""
    if embedded.sig_object_type == "/DocTimeStamp":
        return (embedded.signed_data["encap_content_info"]["content"].parsed["gen_time"].native,)
    found = (_claimed_stamp(embedded), _claimed_at(embedded))
    return tuple(each for each in found if each is not None)


def _proven(
    stamp: TimestampSignatureStatus | None, evidence: Evidence, archived: datetime | None
) -> datetime | None:
    """Return the instant of the timestamp if it can be relied on.

    Its authority's certificate must still be in its time, unless an archive timestamp was made
    while it was.
    """
    if stamp is None or not (stamp.intact and stamp.valid and stamp.trusted):
        return None
    end = stamp.signing_cert.not_valid_after
    in_time = evidence.at <= end or (archived is not None and archived <= end)
    revoked = evidence.revoked_at(stamp.signing_cert)
    if not in_time or (revoked is not None and revoked <= stamp.timestamp):
        return None
    return stamp.timestamp


def _modification(status: PdfSignatureStatus) -> Modification:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return Modification.NONE
    whole = (
        status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    )
    level = status.modification_level
    if not whole or level is None or level > ModificationLevel.FORM_FILLING or not status.docmdp_ok:
        return Modification.CHANGED
    return Modification.NONE if level == ModificationLevel.NONE else Modification.LAWFUL


def _revocation(
    status: PdfSignatureStatus, listed: datetime | None, proven: datetime | None
) -> tuple[Revocation, datetime | None]:
    details = status.revocation_details
    since = listed or (details.revocation_date if details is not None else None)
    if since is not None and (proven is None or since <= proven):
        return Revocation.REVOKED, since
    return (Revocation.GOOD if status.trusted else Revocation.UNKNOWN), since


def _level(evidence: Evidence, *, proven: datetime | None, archived: bool) -> Level:
    if proven is None:
        return Level.B
    if not evidence.has_proofs:
        return Level.T
    return Level.LTA if archived else Level.LT


def _verdict(
    embedded: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    evidence: Evidence,
    *,
    proven: datetime | None,
    archived: bool,
) -> SignatureVerdict:
    certificate = embedded.signer_cert
    names = reading.names_of(certificate)
    revocation, revoked_at = _revocation(status, evidence.revoked_at(certificate), proven)
    anchor = _anchor(status, evidence)
    indication = status.trust_problem_indic
    facts = Facts(
        intact=status.intact,
        valid=status.valid,
        trusted=status.trusted,
        modification=_modification(status) if status.intact else Modification.CHANGED,
        revocation=revocation,
        has_time=proven is not None,
        problem=indication.standard_name
        if isinstance(indication, AdESFailure | AdESIndeterminate)
        else "",
        fit=reading.is_for_documents(certificate),
    )
    outcome, sub_indication = decide(facts)
    case = _case(sub_indication, embedded, evidence)
    return SignatureVerdict(
        field=embedded.field_name,
        outcome=outcome,
        sub_indication=sub_indication,
        reason=explain(outcome, case),
        meaning=advise(outcome, case),
        role=reading.role_of(certificate),
        signer=names.get("common_name", certificate.subject.human_friendly),
        title=names.get("title", ""),
        organisation=names.get("organization_name", ""),
        subject=certificate.subject.human_friendly,
        serial=reading.serial_of(certificate),
        issuer=reading.common_name(certificate.issuer),
        trust_anchor=anchor.name if anchor else "",
        anchor_kind=anchor.kind if anchor else None,
        signed_at=proven,
        claimed_at=_claimed_at(embedded),
        level=_level(evidence, proven=proven, archived=archived),
        intact=status.intact,
        modification=facts.modification,
        revocation=revocation,
        revoked_at=revoked_at,
        algorithm=reading.algorithm_of(certificate, status.md_algorithm),
        certificate_from=certificate.not_valid_before,
        certificate_to=certificate.not_valid_after,
        checks=checks(answers(facts)),
        personal_number=reading.personal_number_of(certificate),
    )


def _case(sub_indication: str, embedded: EmbeddedPdfSignature, evidence: Evidence) -> str:
    """Return what is told: the sub-indication, or more exactly that a chain was made up."""
    if sub_indication in UNCHAINED and evidence.is_forged(
        [embedded.signer_cert, *embedded.other_embedded_certs]
    ):
        return "WRONGLY_CHAINED"
    return sub_indication


def _anchor(status: PdfSignatureStatus, evidence: Evidence) -> TrustAnchor | None:
    path = status.validation_path
    root = getattr(path.trust_anchor.authority, "certificate", None) if path is not None else None
    return evidence.anchor_of(root) if isinstance(root, x509.Certificate) else None


def _claimed_at(embedded: EmbeddedPdfSignature) -> datetime | None:
    claimed: datetime | None = embedded.self_reported_timestamp
    return claimed if claimed is not None and claimed.tzinfo is not None else None
