"""Values of signing and of validation."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

POINTS_PER_MM = 72 / 25.4


class Outcome(TextChoices):
    """What a validation found (ETSI EN 319 102-1)."""

    PASSED = "PASSED", _("The digital signature is valid")
    FAILED = "FAILED", _("The digital signature is not valid")
    INDETERMINATE = "INDETERMINATE", _("There is not enough ground to decide")


class Role(TextChoices):
    """In which capacity somebody signs."""

    PERSON = "PERSON", _("authorised person")
    ORGANISATION = "ORGANISATION", pgettext_lazy("signer", "organisation")
    OTHER = "OTHER", _("other signer")


class Level(TextChoices):
    """How much proof a signature carries with it (PAdES, ETSI EN 319 142)."""

    B = "B", _("B: signature alone")
    T = "T", _("T: with a trusted timestamp")
    LT = "LT", _("LT: with timestamp and proof of the certificates' status")
    LTA = "LTA", _("LTA: for the archive, sealed by a timestamp over everything")


class CopyForm(TextChoices):
    """How a copy was made (ND 30/2020, art. 25); the words that stand on it."""

    FULL = "SAO_Y", "SAO Y"
    OF_COPY = "SAO_LUC", "SAO LỤC"
    EXTRACT = "TRICH_SAO", "TRÍCH SAO"


class RequestState(TextChoices):
    """How far a request to a provider has come."""

    SENT = "SENT", _("sent to the signing service")
    EMBEDDED = "EMBEDDED", pgettext_lazy("request for signature", "signed")
    REFUSED = "REFUSED", pgettext_lazy("request for signature", "not signed")
    EXPIRED = "EXPIRED", _("the time to confirm ran out; nothing was signed")
    SUPERSEDED = "SUPERSEDED", _("the document was changed meanwhile; nothing was signed")


class Modification(TextChoices):
    """What was added to the file after a signature."""

    NONE = "NONE", _("nothing was added")
    LAWFUL = "LAWFUL", _("only further signatures and proofs were added")
    CHANGED = "CHANGED", _("the document was changed after signing")


class Revocation(TextChoices):
    """What is known of the certificate's status at the time of signing."""

    GOOD = "GOOD", _("not revoked")
    REVOKED = "REVOKED", pgettext_lazy("certificate", "revoked")
    UNKNOWN = "UNKNOWN", _("not known")


class AnchorKind(TextChoices):
    """Who stands at the top of a chain of certificates."""

    PUBLIC = "PUBLIC", _("national root for public signatures")
    PUBLIC_SERVICE = "PUBLIC_SERVICE", _("root for public-service signatures")
    TEST = "TEST", _("test authority of this installation, without legal value")


class CertificateStatus(TextChoices):
    """What the registry knows of a certificate."""

    VALID = "VALID", pgettext_lazy("certificate", "valid")
    REVOKED = "REVOKED", pgettext_lazy("certificate", "revoked")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerRef:
    """Who signs: an official in his post, or an organisation.

    Attributes:
        role: ``PERSON`` or ``ORGANISATION``.
        holder_id: The person's or the unit's id: the key of the certificate.
        name: The person's full name, or the organisation's.
        title: The person's position; empty for an organisation.
        organisation: The authority on whose paper it stands.
        on_behalf: ``TM.``, ``KT.``, ``TL.``, ``TUQ.`` or empty.
    """

    role: Role
    holder_id: UUID
    name: str
    title: str = ""
    organisation: str = ""
    on_behalf: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A box on a page, in points from the lower left corner.

    Attributes:
        page: 0 is the first, -1 the last.
    """

    page: int
    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def in_mm(  # the five measures of a box
        cls,
        *,
        page: int,
        left: float,
        top: float,
        width: float,
        height: float,
        page_height: float = 297,
    ) -> "Place":
        """Return the box whose upper left corner stands so many millimetres from the paper's."""
        bottom = page_height - top - height
        return cls(
            page=page,
            left=left * POINTS_PER_MM,
            bottom=bottom * POINTS_PER_MM,
            width=width * POINTS_PER_MM,
            height=height * POINTS_PER_MM,
        )

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Return left, bottom, right, top."""
        return self.left, self.bottom, self.left + self.width, self.bottom + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class ToSign:
    """One paper among those that are signed together.

    Attributes:
        reference: What the caller calls it; ``supersede`` takes the same words.
        picture: The hand-written signature or the seal as PNG; it becomes blue or red.
        reason: Stands in the signature, such as the number of the paper.
    """

    reference: str
    pdf: bytes
    place: Place | None = None
    picture: bytes | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCertificate:
    """A certificate that a provider can sign with; ``key`` is the provider's own name for it."""

    key: str
    certificate: bytes
    chain: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAnchor:
    """A root certificate (DER) that the installation trusts, and since when."""

    name: str
    kind: AnchorKind
    certificate: bytes
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of what a recipient must check, with its answer."""

    question: str
    answer: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureVerdict:
    """What was found about one signature.

    Attributes:
        field: The name of the field in the PDF.
        signed_at: The instant of the trusted timestamp; None without one.
        claimed_at: The instant that the signer's computer wrote.
        sub_indication: The reason in the words of EN 319 102-1, or empty.
        reason: The reason in plain words.
        meaning: What it means for whoever received the file, and what he can do.
    """

    field: str
    outcome: Outcome
    sub_indication: str
    reason: str
    role: Role
    signer: str
    title: str
    organisation: str
    subject: str
    serial: str
    issuer: str
    trust_anchor: str
    anchor_kind: AnchorKind | None
    signed_at: datetime | None
    claimed_at: datetime | None
    level: Level
    intact: bool
    modification: Modification
    revocation: Revocation
    revoked_at: datetime | None
    algorithm: str
    certificate_from: datetime
    certificate_to: datetime
    checks: tuple[Check, ...] = ()
    meaning: str = ""
    personal_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was found about a whole file; its outcome is that of the weakest signature."""

    outcome: Outcome
    label: str
    reason: str
    signatures: tuple[SignatureVerdict, ...]
    changed_after_signing: bool
    sha256: str
    size: int
    at: datetime
    policy: str
    meaning: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the verdict as JSON values."""
        return _json(self)  # type: ignore[no-any-return] # a dataclass becomes a dict


def _json(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {name: _json(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, tuple):
        return [_json(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, TextChoices) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedDocument:
    """A file with its signatures, and the verdict on them just after signing."""

    pdf: bytes
    sha256: str
    verdict: Verdict
    record_ids: tuple[UUID, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningOutcome:
    """What became of one paper of a bulk.

    Attributes:
        document: The signed paper; None where it was not signed.
        reason: Why not, in plain words; empty where it was.
    """

    reference: str
    state: RequestState
    document: SignedDocument | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedInfo:
    """A file kept for the archive.

    Attributes:
        file_id: The newest file: the original's bytes with further proof behind them.
        proven_until: When the certificate of the last timestamp ends.
        problem: Why it could not be renewed, or empty.
    """

    original_file_id: UUID
    original_sha256: str
    file_id: UUID
    sha256: str
    proven_until: datetime
    kept_at: datetime
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenRef:
    """Whose signature is expected on a form; ``personal_number`` may be empty."""

    name: str
    personal_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerFacts:
    """What is kept of a signature to tell later whose it is."""

    name: str
    outcome: Outcome
    personal_number: str = ""
    reason: str = ""


class CitizenFinding(TextChoices):
    """How a citizen's signature on a form stands."""

    VALID = "VALID", _("The form bears the applicant's valid digital signature.")
    VALID_BY_NAME = (
        "VALID_BY_NAME",
        _(
            "The form is validly signed by somebody of the applicant's name; "
            "the certificate does not show a personal number to compare."
        ),
    )
    UNSIGNED = "UNSIGNED", _("The form is not signed digitally.")
    OTHER_PERSON = "OTHER_PERSON", _("The form is signed by somebody else than the applicant.")
    INVALID = "INVALID", _("The digital signature on the form is not valid.")
    UNSURE = "UNSURE", _("It cannot be established whether the signature on the form is valid.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenSignature:
    """What was found about a citizen's signature on a form.

    Attributes:
        accepted: The form counts as signed by the applicant.
        reason: In plain words, with what to do where it is not accepted.
        signer: As the certificate names him; empty if nobody signed.
    """

    finding: CitizenFinding
    accepted: bool
    reason: str
    signer: str
