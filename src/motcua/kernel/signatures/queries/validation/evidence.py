"""What a judgement rests on: roots, proofs of status, lists of the revoked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext

from ...rules.certificates import is_issued_by
from ...types import TrustAnchor
from ..trust import trust_sources

WEAK = {"md2", "md5", "sha1"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known about one file at one instant.

    Attributes:
        lists: Revocation lists that the trusted authorities themselves give today.
        store: The proofs of status in the file, if it has any.
    """

    at: datetime
    anchors: tuple[TrustAnchor, ...]
    authorities: tuple[x509.Certificate, ...]
    lists: tuple[crl.CertificateList, ...]
    store: DocumentSecurityStore | None

    @classmethod
    def gather(cls, reader: PdfFileReader, *, at: datetime) -> "Evidence":
        """Collect the evidence for a file."""
        sources = trust_sources()
        anchors = tuple(each for source in sources for each in source.anchors())
        try:
            store = DocumentSecurityStore.read_dss(reader)
        except NoDSSFoundError:
            store = None
        return cls(
            at=at,
            anchors=anchors,
            authorities=tuple(
                x509.Certificate.load(each) for source in sources for each in source.authorities()
            ),
            lists=tuple(
                crl.CertificateList.load(each)
                for source in sources
                for each in source.revocation_lists()
            ),
            store=store,
        )

    @property
    def has_proofs(self) -> bool:
        """Tell whether the file carries proofs of status."""
        return self.store is not None and bool(self.store.ocsps or self.store.crls)

    def context(self, moment: datetime) -> ValidationContext:
        """Return pyHanko's context for judging a chain as of ``moment``, without the network.

        Proofs may be younger than the moment: they were fetched just after signing. A root counts
        if it was trusted at the moment: what was signed under it stays valid when its time is over.
        """
        values: dict[str, Any] = {
            "trust_roots": [
                x509.Certificate.load(each.certificate)
                for each in self.anchors
                if _in_force(each, moment)
            ],
            "other_certs": list(self.authorities),
            "moment": moment,
            "best_signature_time": moment,
            "crls": list(self.lists),
            "revocation_mode": "require",
            "retroactive_revinfo": True,
            "weak_hash_algos": WEAK,
            "time_tolerance": timedelta(minutes=1),
            "allow_fetching": False,
        }
        if self.store is not None:
            return self.store.as_validation_context(values)
        return ValidationContext(**values)

    def anchor_of(self, root: x509.Certificate) -> TrustAnchor | None:
        """Return the root under which a chain ended."""
        der = root.dump()
        return next((each for each in self.anchors if each.certificate == der), None)

    def is_forged(self, certificates: Iterable[x509.Certificate]) -> bool:
        """Tell whether a certificate names an issuer of ours that did not make it."""
        own = [
            *self.authorities,
            *(x509.Certificate.load(each.certificate) for each in self.anchors),
        ]
        return any(
            bool(issuers := [issuer for issuer in own if issuer.subject == each.issuer])
            and not any(is_issued_by(each, issuer) for issuer in issuers)
            for each in certificates
        )

    def revoked_at(self, certificate: x509.Certificate) -> datetime | None:
        """Return since when the trusted authorities call a certificate revoked."""
        for each in self.lists:
            if each.issuer != certificate.issuer:
                continue
            for entry in each["tbs_cert_list"]["revoked_certificates"] or ():
                if entry["user_certificate"].native == certificate.serial_number:
                    since: datetime = entry["revocation_date"].native
                    return since
        return None


def _in_force(anchor: TrustAnchor, at: datetime) -> bool:
    begun = anchor.valid_from is None or anchor.valid_from <= at
    return begun and (anchor.valid_to is None or at < anchor.valid_to)
