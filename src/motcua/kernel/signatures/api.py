"""The door: what other modules may use."""

from .errors import (
    AlreadySigned,
    CertificateUnusable,
    NotAPdf,
    NotForArchive,
    PersonSignatureMissing,
    PictureUnreadable,
    ProviderNotConfigured,
    ProviderSilent,
    SigningRefused,
    TooManyToSign,
)
from .events import ArchiveRenewed, CertificateRevoked, DocumentSigned, FileArchived
from .queries.archive import archived_files
from .queries.citizens import (
    check_citizen_signature,
    judge_citizen,
    judge_signers,
    signers_of,
)
from .queries.papers import verdict_of_paper
from .queries.presentation import particulars, summary
from .queries.validation import validate
from .rules.certificates import is_certificate_of
from .types import (
    AnchorKind,
    ArchivedInfo,
    CitizenFinding,
    CitizenRef,
    CitizenSignature,
    CopyForm,
    HeldCertificate,
    Level,
    Outcome,
    Place,
    RequestState,
    Role,
    SignatureVerdict,
    SignedDocument,
    SignerFacts,
    SignerRef,
    SigningOutcome,
    ToSign,
    TrustAnchor,
    Verdict,
)
from .use_cases.archive import keep_for_archive
from .use_cases.bulk import sign_many, supersede
from .use_cases.certificates import revoke_certificate
from .use_cases.signing import (
    mark_annex,
    mark_copy,
    seal_as_organisation,
    seal_form,
    sign_as_person,
    sign_document,
)
from .use_cases.validation import validate_stored

__all__ = [
    "AlreadySigned",
    "AnchorKind",
    "ArchiveRenewed",
    "ArchivedInfo",
    "CertificateRevoked",
    "CertificateUnusable",
    "CitizenFinding",
    "CitizenRef",
    "CitizenSignature",
    "CopyForm",
    "DocumentSigned",
    "FileArchived",
    "HeldCertificate",
    "Level",
    "NotAPdf",
    "NotForArchive",
    "Outcome",
    "PersonSignatureMissing",
    "PictureUnreadable",
    "Place",
    "ProviderNotConfigured",
    "ProviderSilent",
    "RequestState",
    "Role",
    "SignatureVerdict",
    "SignedDocument",
    "SignerFacts",
    "SignerRef",
    "SigningOutcome",
    "SigningRefused",
    "ToSign",
    "TooManyToSign",
    "TrustAnchor",
    "Verdict",
    "archived_files",
    "check_citizen_signature",
    "is_certificate_of",
    "judge_citizen",
    "judge_signers",
    "keep_for_archive",
    "mark_annex",
    "mark_copy",
    "particulars",
    "revoke_certificate",
    "seal_as_organisation",
    "seal_form",
    "sign_as_person",
    "sign_document",
    "sign_many",
    "signers_of",
    "summary",
    "supersede",
    "validate",
    "validate_stored",
    "verdict_of_paper",
]
