"""pyHanko at work: one signature into one field."""

import asyncio
import hashlib
import io
from datetime import datetime, timedelta

from asn1crypto import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import (
    CRLFetchError,
    ExpiredError,
    InsufficientRevinfoError,
    NotYetValidError,
    OCSPFetchError,
    PathBuildingError,
    PathValidationError,
    RevokedError,
)
from pyhanko_certvalidator.registry import SimpleCertificateStore

from ..errors import AlreadySigned, CertificateUnusable, NotAPdf, ProviderSilent
from ..ports import SigningProvider
from ..queries.stamps import stamp
from ..queries.trust import trust_anchors, trust_sources
from ..queries.waiting import wait_for
from ..types import HeldCertificate, Role, SignerRef

FIELD = {Role.PERSON: "NguoiKy", Role.ORGANISATION: "CoQuan"}
DIGEST = "sha256"


class ProviderSigner(signers.Signer):
    """pyHanko's signer whose key lies with a provider: only digests travel."""

    def __init__(self, provider: SigningProvider, held: HeldCertificate) -> None:
        certificate = x509.Certificate.load(held.certificate)
        store = SimpleCertificateStore.from_certs(
            [certificate, *(x509.Certificate.load(each) for each in held.chain)]
        )
        super().__init__(signing_cert=certificate, cert_registry=store, embed_roots=False)
        self._provider, self._key = provider, held.key
        self._size = -(-certificate.public_key.bit_size // 8)

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - as its base has it
    ) -> bytes:
        if dry_run:
            return bytes(self._size)
        digest = hashlib.new(digest_algorithm, data).digest()
        return await asyncio.to_thread(
            self._provider.sign_digest, key=self._key, digest=digest, algorithm=digest_algorithm
        )


def sign_field(
    pdf: bytes,
    *,
    signer: SignerRef,
    provider: SigningProvider,
    reason: str,
    for_archive: bool,
    at: datetime,
) -> tuple[bytes, str, x509.Certificate]:
    """Return the PDF with one more signature, the provider's key and its certificate.

    The signature carries a trusted timestamp and the proof of the certificates' status (B-LT);
    ``for_archive`` adds a timestamp over everything (B-LTA), so that nothing in the file is left
    uncovered.

    Raises:
        AlreadySigned, CertificateUnusable, NotAPdf, ProviderSilent: As they say.
    """
    held = provider.list_certificates(signer)[0]
    certificate = x509.Certificate.load(held.certificate)
    try:
        work = _sign(pdf, signer, provider, held, reason=reason, for_archive=for_archive, at=at)
        out = wait_for(work)
    except (SigningError, PathValidationError, PathBuildingError) as error:
        raise _explain(error, signer) from error
    except (CRLFetchError, OCSPFetchError, TimestampRequestError, OSError) as error:
        raise ProviderSilent(reason=str(error)) from error
    except PdfError as error:
        raise NotAPdf from error
    return out, held.key, certificate


async def _sign(
    pdf: bytes,
    signer: SignerRef,
    provider: SigningProvider,
    held: HeldCertificate,
    *,
    reason: str,
    for_archive: bool,
    at: datetime,
) -> bytes:
    field = FIELD[signer.role]
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    size = _free_field(writer, field)
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=DIGEST,
        subfilter=fields.SigSeedSubFilter.PADES,
        name=signer.name,
        reason=reason or None,
        embed_validation_info=True,
        validation_context=_context(provider),
    )
    hand = ProviderSigner(provider, held)
    clock = provider.timestamper()
    if size is None:
        silent = signers.PdfSigner(metadata, hand, timestamper=clock)
        out = await silent.async_sign_pdf(writer)
    else:
        with stamp(signer, width=size[0], height=size[1], at=at) as style:
            visible = signers.PdfSigner(metadata, hand, timestamper=clock, stamp_style=style)
            out = await visible.async_sign_pdf(writer)
    if for_archive:
        # The library's own way would add proofs after this timestamp, which nothing then covers;
        # the proof of this authority's status stands in the file already, from the signature.
        archive = signers.PdfTimeStamper(clock, readable_field_name=_("Archive timestamp"))
        out = await archive.async_timestamp_pdf(IncrementalPdfFileWriter(out), DIGEST)
    return bytes(out.getvalue())


def _free_field(writer: IncrementalPdfFileWriter, name: str) -> tuple[float, float] | None:
    """Return the size of the field that waits for a signature; None where there is none yet."""
    for found, value, reference in fields.enumerate_sig_fields(writer):
        if found == name:
            if value is not None:
                raise AlreadySigned(field=name)
            left, bottom, right, top = (float(each) for each in reference.get_object()["/Rect"])
            size = abs(right - left), abs(top - bottom)
            return size if all(size) else None
    return None


def _context(provider: SigningProvider) -> ValidationContext:
    """Return what pyHanko needs to gather the proof of status while signing."""
    others = [each for source in trust_sources() for each in source.authorities()]
    return ValidationContext(
        trust_roots=[x509.Certificate.load(each.certificate) for each in trust_anchors()],
        other_certs=[x509.Certificate.load(each) for each in others],
        allow_fetching=True,
        fetcher_backend=provider.fetchers(),
        revocation_mode="require",
        # The moment is that of the beginning; the proofs are made while we go on.
        retroactive_revinfo=True,
        time_tolerance=timedelta(minutes=5),
    )


def _explain(error: BaseException, signer: SignerRef) -> CertificateUnusable | ProviderSilent:
    """Return why it cannot be signed, found along the chain of causes."""
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__) is not None:
        causes.append(cause)
    for each in causes:
        if isinstance(each, InsufficientRevinfoError):
            return ProviderSilent(reason=str(each))
        if isinstance(each, RevokedError):
            return CertificateUnusable(signer=signer.name, reason=_("it was revoked."))
        if isinstance(each, ExpiredError | NotYetValidError):
            return CertificateUnusable(signer=signer.name, reason=_("it is not in its time."))
    return CertificateUnusable(signer=signer.name, reason=str(causes[-1]))
