"""pyHanko at work: a signature into a field, in two strokes with the provider between them.

``prepare`` writes the file up to the empty place of the signature; the provider signs the digest of
the signed attributes; ``finish`` puts the signature in, with timestamp and proofs. Between the two
minutes may pass, and many papers may go to the provider together.
"""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field as filled
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import fields, signers
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.signers.pdf_signer import PdfTBSDocument, PostSignInstructions
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
from ..queries.fields import Field, fields_of
from ..queries.stamps import Look, stamp
from ..queries.trust import trust_anchors, trust_sources
from ..queries.waiting import wait_for
from ..types import Level, Place, Role, SignerRef

FIELD = {Role.PERSON: "NguoiKy", Role.ORGANISATION: "CoQuan"}
DIGEST = "sha256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one paper is to be signed.

    Attributes:
        place: Where, if the paper has no such field yet; None: unseen.
    """

    field: str
    level: Level
    place: Place | None = None
    look: Look = filled(default_factory=Look)
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A file that waits for its signature."""

    output: io.BytesIO
    placeholder: PreparedByteRangeDigest
    attributes: cms.CMSAttributes
    instructions: PostSignInstructions | None
    level: Level

    @property
    def digest(self) -> bytes:
        """Return what the provider signs: the digest of the signed attributes."""
        return hashlib.new(DIGEST, self.attributes.dump()).digest()


class Hand:
    """A signer's hand for some papers: his certificate, and status and time services.

    What the services answered is kept, so that twenty papers do not ask twenty times.
    """

    def __init__(self, signer: SignerRef, provider: SigningProvider) -> None:
        self.signer, self.provider = signer, provider
        self.held = provider.list_certificates(signer)[0]
        self.certificate = x509.Certificate.load(self.held.certificate)
        self._clock = provider.timestamper()
        self._context = gathering_context(provider)

    def prepare(self, pdf: bytes, plan: Plan, *, at: datetime) -> Prepared:
        """Return the file up to the empty place of the signature.

        Raises:
            AlreadySigned, CertificateUnusable, NotAPdf, ProviderSilent: As they say.
        """
        with _explained(self.signer):
            return wait_for(self._prepare(pdf, plan, at=at))

    def sign(self, papers: list[Prepared], *, purpose: str) -> tuple[bytes, ...]:
        """Return the provider's values for the papers, in one session.

        Raises:
            ProviderSilent, SigningRefused: Nothing was signed.
        """
        return self.provider.sign_digests(
            key=self.held.key,
            digests=[each.digest for each in papers],
            algorithm=DIGEST,
            purpose=purpose,
        )

    def finish(self, paper: Prepared, value: bytes) -> bytes:
        """Return the signed file.

        Raises:
            CertificateUnusable, ProviderSilent: As they say.
        """
        with _explained(self.signer):
            return wait_for(self._finish(paper, value))

    async def _prepare(self, pdf: bytes, plan: Plan, *, at: datetime) -> Prepared:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        place = _place(writer, plan)
        with_proofs = plan.level in {Level.LT, Level.LTA}
        metadata = signers.PdfSignatureMetadata(
            field_name=plan.field,
            md_algorithm=DIGEST,
            subfilter=fields.SigSeedSubFilter.PADES,
            name=self.signer.name,
            reason=plan.reason or None,
            embed_validation_info=with_proofs,
            validation_context=self._context if with_proofs else None,
        )
        clock = None if plan.level is Level.B else self._clock
        hand = self._external(bytes(-(-self.certificate.public_key.bit_size // 8)))
        with _style(self.signer, plan.look, place, at=at) as style:
            signer = signers.PdfSigner(metadata, hand, timestamper=clock, **style)
            placeholder, document, output = await signer.async_digest_doc_for_signing(writer)
        output.seek(0)
        attributes = await hand.signed_attrs(placeholder.document_digest, DIGEST, use_pades=True)
        return Prepared(
            output=io.BytesIO(output.read()),
            placeholder=placeholder,
            attributes=attributes,
            instructions=document.post_sign_instructions,
            level=plan.level,
        )

    async def _finish(self, paper: Prepared, value: bytes) -> bytes:
        clock = None if paper.level is Level.B else self._clock
        signature = await self._external(value).async_sign_prescribed_attributes(
            DIGEST, signed_attrs=paper.attributes, timestamper=clock
        )
        await PdfTBSDocument.async_finish_signing(
            paper.output,
            paper.placeholder,
            signature,
            post_sign_instr=paper.instructions,
            validation_context=self._context,
        )
        out = bytes(paper.output.getvalue())
        return await archive_stamp(out, self._clock) if paper.level is Level.LTA else out

    def _external(self, value: bytes) -> signers.ExternalSigner:
        others = (x509.Certificate.load(each) for each in self.held.chain)
        store = SimpleCertificateStore.from_certs([self.certificate, *others])
        return signers.ExternalSigner(
            self.certificate, store, signature_value=value, embed_roots=False
        )


async def archive_stamp(pdf: bytes, clock: Any) -> bytes:
    """Return the PDF with a timestamp over everything in it (B-LTA).

    The library's own way would add proofs after this timestamp, which nothing then covers; the
    proof of this authority's status stands in the file already, from the signature.
    """
    archive = signers.PdfTimeStamper(clock, readable_field_name=_("Archive timestamp"))
    out = await archive.async_timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), DIGEST)
    return bytes(out.getvalue())


def _place(writer: IncrementalPdfFileWriter, plan: Plan) -> Place | None:
    """Return the box of the field, made where the paper has none; None: it is not seen."""
    found: Field | None = fields_of(writer).get(plan.field)
    if found is None:
        if plan.place is not None:
            spec = fields.SigFieldSpec(
                plan.field, on_page=plan.place.page, box=_whole(plan.place.box)
            )
            fields.append_signature_field(writer, spec)
        return plan.place
    if found.signed:
        raise AlreadySigned(field=plan.field)
    return found.place


def _whole(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, bottom, right, top = (round(each) for each in box)
    return left, bottom, right, top


@contextmanager
def _style(
    signer: SignerRef, look: Look, place: Place | None, *, at: datetime
) -> Iterator[dict[str, Any]]:
    if place is None:
        yield {}
        return
    with stamp(signer, look, width=place.width, height=place.height, at=at) as style:
        yield {"stamp_style": style}


def gathering_context(provider: SigningProvider) -> ValidationContext:
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


@contextmanager
def _explained(signer: SignerRef) -> Iterator[None]:
    """Turn the library's errors into reasons of the house."""
    try:
        yield
    except (SigningError, PathValidationError, PathBuildingError) as error:
        raise _explain(error, signer) from error
    except (CRLFetchError, OCSPFetchError, TimestampRequestError, OSError) as error:
        raise ProviderSilent(reason=str(error)) from error
    except PdfError as error:
        raise NotAPdf from error


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
