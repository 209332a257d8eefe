"""Keeping signed files: proof added while it can be had, and carried on before it ends.

A timestamp proves something only as long as its authority's certificate lasts. Before it ends,
another timestamp is laid over everything. No file is ever changed: each stamping makes a new file
that begins with all bytes of the one before, and that one stays where it is.

These services ask time and status services: call them from jobs, outside of transactions.
"""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.dss import (
    DocumentSecurityStore,
    async_add_validation_info,
    collect_validation_info,
)
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import (
    CRLFetchError,
    OCSPFetchError,
    PathBuildingError,
    PathValidationError,
)

from motcua.foundation.actors import Actor
from motcua.foundation.errors import DomainError
from motcua.foundation.events import publish
from motcua.kernel.documents import api as documents

from ..errors import NotForArchive, ProviderSilent
from ..events import ArchiveRenewed, FileArchived
from ..models import ArchivedFile, ArchiveStamping, ValidationReport
from ..queries.archive import archived_info
from ..queries.trust import signing_provider
from ..queries.validation import instant_after_signatures, proven_until, validate
from ..queries.waiting import wait_for
from ..types import ArchivedInfo, Level, Outcome, Role, Verdict
from .engine import archive_stamp, gathering_context
from .signing import sha256_of

logger = logging.getLogger(__name__)
MOST_AT_ONCE = 200
SILENT = (
    CRLFetchError,
    OCSPFetchError,
    OSError,
    PathBuildingError,
    PathValidationError,
    SigningError,
    TimestampRequestError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class _Stamped:
    pdf: bytes
    verdict: Verdict
    proven_until: datetime


def keep_for_archive(*, file_id: UUID, actor: Actor, at: datetime) -> ArchivedInfo:
    """Keep a signed file for the archive, at level LTA; called again, it changes nothing.

    Where the file lacks proof of status or an archive timestamp, these are added in a new file;
    the original stays as it is.

    Raises:
        FileUnknown, FileMissing: There is no such file.
        NotForArchive: It is not signed, its signatures are not valid, or proof cannot be had.
        ProviderSilent: A time or status service does not answer; try again later.

    Publishes:
        FileArchived; ArchiveRenewed if a timestamp was added

    Law:
        ND 30/2020, art. 28 to 31
    """
    known = ArchivedFile.objects.filter(original_file_id=file_id).first()
    if known is not None:
        return archived_info(known)
    original = documents.read(file_id)
    verdict = validate(pdf=original, at=instant_after_signatures(original, at=at))
    if verdict.outcome is not Outcome.PASSED:
        raise NotForArchive(reason=verdict.reason)
    until = proven_until(original)
    complete = until is not None and all(each.level is Level.LTA for each in verdict.signatures)
    if complete and until is not None:
        stamped = _Stamped(original, verdict, until)
    else:
        stamped = _stamp(original, at=at)
    return _keep(file_id, original, stamped, actor=actor, at=at)


def renew_archive(*, actor: Actor, at: datetime, most: int = MOST_AT_ONCE) -> int:
    """Lay a new timestamp over the files whose proof ends soon.

    One file that cannot be renewed does not hold up the others; why not is kept beside it.

    Returns:
        How many were renewed.

    Publishes:
        ArchiveRenewed, once for each

    Law:
        ND 23/2025, art. 16
    """
    soon = at + timedelta(days=settings.RENEW_BEFORE_DAYS)
    due = ArchivedFile.objects.filter(proven_until__lte=soon).order_by("proven_until", "id")
    return sum(_renew(each, actor=actor, at=at) for each in due[:most])


def _renew(archived: ArchivedFile, *, actor: Actor, at: datetime) -> bool:
    try:
        before = documents.read(archived.file_id)
        if sha256_of(before) != archived.sha256:
            raise NotForArchive(reason=_("the file on the disk is not the one that was kept."))
        stamped = _stamp(before, at=at)
        if stamped.proven_until <= archived.proven_until:
            raise NotForArchive(
                reason=_("the time service's certificate lasts no longer than the present proof.")
            )
        _advance(archived, before, stamped, actor=actor, at=at)
    except (DomainError, OSError) as error:
        logger.warning("archived file %s was not renewed: %s", archived.id, error)
        ArchivedFile.objects.filter(id=archived.id).update(problem=str(error))
        return False
    return True


def _stamp(pdf: bytes, *, at: datetime) -> _Stamped:
    """Return the file with proofs and one more timestamp, found valid.

    Raises:
        NotForArchive, ProviderSilent: As they say.
    """
    provider = signing_provider(Role.ORGANISATION)
    context = gathering_context(provider)
    with _explained():
        out = wait_for(_with_proofs(pdf, context, at=at))
        out = wait_for(archive_stamp(out, provider.timestamper()))
    verdict = validate(pdf=out, at=instant_after_signatures(out, at=at))
    until = proven_until(out)
    if verdict.outcome is not Outcome.PASSED or until is None or not out.startswith(pdf):
        raise NotForArchive(reason=verdict.reason)
    return _Stamped(out, verdict, until)


async def _with_proofs(pdf: bytes, context: ValidationContext, *, at: datetime) -> bytes:
    """Return the file with the proofs of status of every signature and of the last timestamp."""
    count = len(PdfFileReader(io.BytesIO(pdf), strict=False).embedded_regular_signatures)
    for number in range(count):
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        signature = reader.embedded_regular_signatures[number]
        if signature.signer_cert.not_valid_after < at:
            continue  # its proofs are in the file, or cannot be had any more
        pdf = bytes((await async_add_validation_info(signature, context)).getvalue())
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    if not reader.embedded_timestamp_signatures:
        return pdf
    paths = await collect_validation_info(reader.embedded_timestamp_signatures[-1], context)
    writer, out = IncrementalPdfFileWriter(io.BytesIO(pdf), strict=False), io.BytesIO()
    store = DocumentSecurityStore.supply_dss_in_writer(
        writer, None, paths=paths, validation_context=context
    )
    if not store.modified:
        return pdf
    writer.write(out)
    return out.getvalue()


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except PdfError as error:
        raise NotForArchive(reason=str(error)) from error
    except SILENT as error:
        raise ProviderSilent(reason=str(error)) from error


@transaction.atomic
def _keep(
    file_id: UUID, original: bytes, stamped: _Stamped, *, actor: Actor, at: datetime
) -> ArchivedInfo:
    sha256 = sha256_of(original)
    archived, is_new = ArchivedFile.objects.get_or_create(
        original_file_id=file_id,
        defaults={
            "original_sha256": sha256,
            "file_id": file_id,
            "sha256": sha256,
            "proven_until": stamped.proven_until,
            "kept_at": at,
        },
    )
    if is_new:
        event = FileArchived(archived_id=archived.id, file_id=file_id, sha256=sha256)
        publish(event, by=actor, at=at)
        if stamped.pdf != original:
            _advance(archived, original, stamped, actor=actor, at=at)
    return archived_info(archived)


@transaction.atomic
def _advance(
    archived: ArchivedFile, before: bytes, stamped: _Stamped, *, actor: Actor, at: datetime
) -> None:
    """Write a stamping down, unless another worker has done it."""
    locked = ArchivedFile.objects.select_for_update().get(id=archived.id)
    if locked.sha256 != sha256_of(before):
        return
    name = documents.file_info([locked.original_file_id])[locked.original_file_id].filename
    file = documents.store(content=stamped.pdf, filename=name, actor=actor, at=at)
    ArchiveStamping.objects.create(
        archived=locked,
        before_sha256=locked.sha256,
        after_sha256=file.sha256,
        file_id=file.id,
        at=at,
        proven_until=stamped.proven_until,
    )
    ValidationReport.objects.create(
        document_sha256=file.sha256,
        at=stamped.verdict.at,
        policy=stamped.verdict.policy,
        outcome=stamped.verdict.outcome,
        report=stamped.verdict.to_json(),
    )
    event = ArchiveRenewed(
        archived_id=locked.id,
        file_id=file.id,
        before_sha256=locked.sha256,
        after_sha256=file.sha256,
        proven_until=stamped.proven_until,
    )
    publish(event, by=actor, at=at)
    for row in (locked, archived):
        row.file_id, row.sha256, row.problem = file.id, file.sha256, ""
        row.proven_until = stamped.proven_until
    locked.save(update_fields=["file_id", "sha256", "problem", "proven_until"])
