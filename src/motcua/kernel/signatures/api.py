"""The door: what other modules may use."""

from .errors import (
    AlreadySigned,
    CertificateUnusable,
    NotAPdf,
    PersonSignatureMissing,
    ProviderNotConfigured,
    ProviderSilent,
)
from .events import CertificateRevoked, DocumentSigned
from .queries.papers import verdict_of_paper
from .queries.presentation import particulars, summary
from .queries.validation import validate
from .types import (
    AnchorKind,
    HeldCertificate,
    Level,
    Outcome,
    Role,
    SignatureVerdict,
    SignedDocument,
    SignerRef,
    TrustAnchor,
    Verdict,
)
from .use_cases.certificates import revoke_certificate
from .use_cases.signing import seal_as_organisation, seal_form, sign_as_person, sign_document
from .use_cases.validation import validate_stored

__all__ = [
    "AlreadySigned",
    "AnchorKind",
    "CertificateRevoked",
    "CertificateUnusable",
    "DocumentSigned",
    "HeldCertificate",
    "Level",
    "NotAPdf",
    "Outcome",
    "PersonSignatureMissing",
    "ProviderNotConfigured",
    "ProviderSilent",
    "Role",
    "SignatureVerdict",
    "SignedDocument",
    "SignerRef",
    "TrustAnchor",
    "Verdict",
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
