"""Judging signatures (ETSI EN 319 102-1), without asking anybody whom the file names.

How: the trusted timestamp tells when a signature existed, and an archive timestamp when the
timestamp did. The signer's chain is then judged as of that instant, with the proofs of status that
lie in the file, and with what the trusted authorities themselves say today: a revocation before
that instant breaks the signature, one after it does not. Nothing is ever fetched from an address in
the file. The library's own long-term procedure was tried and left: it reads the computer's clock
for its proofs of existence, so that a file could not be judged as of another day.
"""

import hashlib
import io
import logging
from datetime import datetime

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation.errors import SignatureValidationError, ValidationInfoReadingError

from motcua.kernel.documents import api as documents

from ...errors import NotAPdf
from ...rules.verdicts import worst
from ...types import Modification, Outcome, SignatureVerdict, Verdict
from ..waiting import wait_for
from .evidence import Evidence
from .signature import instants, judge_signature, judge_timestamp
from .words import advise, explain

logger = logging.getLogger(__name__)
POLICY = "motcua-pades-1"
NOT_PARSED = (
    *documents.UNREADABLE_PDF,
    CMSExtractionError,
    CMSStructuralError,
    SignatureValidationError,
    ValidationInfoReadingError,
)


def validate(*, pdf: bytes, at: datetime) -> Verdict:
    """Return what can be said about the signatures in ``pdf`` at the instant ``at``.

    A file that claims to be signed and cannot be read to its end has FAILED; one without any
    signature is INDETERMINATE: nobody can tell whether it is genuine.

    Raises:
        NotAPdf: It is no PDF at all.

    Law:
        ND 23/2025, art. 16
    """
    if b"%PDF-" not in pdf[:1024]:
        raise NotAPdf
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        # Sources may ask the database, which is not done inside the library's loop.
        evidence = Evidence.gather(reader, at=at)
        signatures, broken_after = wait_for(_judge(pdf, reader, evidence))
    except NOT_PARSED as error:
        if b"/ByteRange" not in pdf:
            raise NotAPdf from error
        logger.info("a file that claims to be signed cannot be judged", exc_info=error)
        return _verdict(pdf, at, (), outcome=Outcome.FAILED, reason=_BROKEN())
    if not signatures:
        reason = _("The document is not signed. Nobody can tell from it alone who made it.")
        return _verdict(pdf, at, (), outcome=Outcome.INDETERMINATE, reason=reason)
    if broken_after:
        reason = _ADDED() if all(each.intact for each in signatures) else _CHANGED()
        return _verdict(pdf, at, signatures, outcome=Outcome.FAILED, reason=reason)
    outcome = worst(each.outcome for each in signatures)
    decisive = next(each for each in signatures if each.outcome is outcome)
    return _verdict(pdf, at, signatures, outcome=outcome, reason=decisive.reason)


def instant_after_signatures(pdf: bytes, *, at: datetime) -> datetime:
    """Return ``at``, or the newest instant that the file's signatures claim if that is later.

    A case that runs in another time than the timestamp authority's (a demo of last month) would
    otherwise be judged before its signatures exist.

    Raises:
        NotAPdf: It cannot be read.
    """
    try:
        found = PdfFileReader(io.BytesIO(pdf), strict=False).embedded_signatures
        return max([at, *(instant for each in found for instant in instants(each))])
    except NOT_PARSED as error:
        raise NotAPdf from error


def proven_until(pdf: bytes) -> datetime | None:
    """Return when the certificate of the last archive timestamp ends; None without one.

    Raises:
        NotAPdf: It cannot be read.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        stamps = reader.embedded_timestamp_signatures
        return stamps[-1].signer_cert.not_valid_after if stamps else None
    except NOT_PARSED as error:
        raise NotAPdf from error


def _BROKEN() -> str:  # noqa: N802 - a sentence, translated when shown
    return _(
        "The file claims to be signed, but it is damaged or was changed: it cannot be trusted."
    )


def _CHANGED() -> str:  # noqa: N802 - a sentence, translated when shown
    return _("The document was changed after it was signed.")


def _ADDED() -> str:  # noqa: N802 - a sentence, translated when shown
    return explain(Outcome.FAILED, "FORMAT_FAILURE")


def _verdict(
    pdf: bytes,
    at: datetime,
    signatures: tuple[SignatureVerdict, ...],
    *,
    outcome: Outcome,
    reason: str,
) -> Verdict:
    unsigned = outcome is Outcome.INDETERMINATE and not signatures
    return Verdict(
        outcome=outcome,
        label=_("The document has no digital signature") if unsigned else str(outcome.label),
        reason=reason,
        signatures=signatures,
        changed_after_signing=outcome is Outcome.FAILED
        and (
            not signatures
            or reason in {_CHANGED(), _ADDED()}
            or any(
                each.modification is Modification.CHANGED or not each.intact for each in signatures
            )
        ),
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        at=at,
        policy=POLICY,
        meaning=_meaning(signatures, outcome, reason),
    )


def _meaning(signatures: tuple[SignatureVerdict, ...], outcome: Outcome, reason: str) -> str:
    decisive = (each for each in signatures if each.outcome is outcome and each.reason == reason)
    unsigned = outcome is Outcome.INDETERMINATE and not signatures
    told = next(decisive, None)
    return told.meaning if told else advise(outcome, "UNSIGNED" if unsigned else "")


async def _judge(
    pdf: bytes, reader: PdfFileReader, evidence: Evidence
) -> tuple[tuple[SignatureVerdict, ...], bool]:
    stamps = [
        await judge_timestamp(each, evidence) for each in reader.embedded_timestamp_signatures
    ]
    found = [
        await judge_signature(each, evidence, stamps) for each in reader.embedded_regular_signatures
    ]
    broken = any(stamp.broken for stamp in stamps) or _hung_on(pdf, reader)
    return tuple(found), broken


def _hung_on(pdf: bytes, reader: PdfFileReader) -> bool:
    """Tell whether bytes follow the last signature that belong to no revision of the file."""
    ends = [
        int(each.byte_range[2]) + int(each.byte_range[3]) for each in reader.embedded_signatures
    ]
    tail = pdf[max(ends, default=len(pdf)) :]
    if not tail.strip():
        return False
    last = pdf.rfind(b"%%EOF")
    return (reader.last_startxref or 0) < max(ends) or bool(pdf[last + len(b"%%EOF") :].strip())
