"""The door: what other modules may use."""

from .errors import (
    AlreadySigned,
    CertificateUnusable,
    NotAPdf,
    PersonSignatureMissing,
    PictureUnreadable,
    ProviderNotConfigured,
    ProviderSilent,
    SigningRefused,
)
from .events import CertificateRevoked, DocumentSigned
from .queries.papers import verdict_of_paper
from .queries.presentation import particulars, summary
from .queries.validation import validate
from .types import (
    AnchorKind,
    CopyForm,
    HeldCertificate,
    Level,
    Outcome,
    Place,
    Role,
    SignatureVerdict,
    SignedDocument,
    SignerRef,
    TrustAnchor,
    Verdict,
)
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
    "CertificateRevoked",
    "CertificateUnusable",
    "CopyForm",
    "DocumentSigned",
    "HeldCertificate",
    "Level",
    "NotAPdf",
    "Outcome",
    "PersonSignatureMissing",
    "PictureUnreadable",
    "Place",
    "ProviderNotConfigured",
    "ProviderSilent",
    "Role",
    "SignatureVerdict",
    "SignedDocument",
    "SignerRef",
    "SigningRefused",
    "TrustAnchor",
    "Verdict",
    "mark_annex",
    "mark_copy",
    "particulars",
    "revoke_certificate",
    "seal_as_organisation",
    "seal_form",
    "sign_as_person",
    "sign_document",
    "summary",
    "validate",
    "validate_stored",
    "verdict_of_paper",
]
