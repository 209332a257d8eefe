"""Citizens' own signatures on the forms that ask for them."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.kernel.documents import api as documents

from ..errors import NotAPdf
from ..rules.certificates import plain
from ..types import (
    CitizenFinding,
    CitizenRef,
    CitizenSignature,
    Outcome,
    SignatureVerdict,
    Verdict,
)
from .validation import validate


def check_citizen_signature(*, file_id: UUID, person: CitizenRef, at: datetime) -> CitizenSignature:
    """Tell whether a form bears the valid signature of the person who applies.

    The personal number in the certificate decides where there is one, otherwise the name. Any
    number of others may have signed, too; one valid signature of the applicant is enough, but
    nothing in the file may be broken.

    Raises:
        FileUnknown, FileMissing: There is no such file.

    Law:
        ND 45/2020; ND 23/2025, art. 16
    """
    if file_id not in documents.file_info([file_id]):
        raise documents.FileUnknown
    try:
        verdict = validate(pdf=documents.read(file_id), at=at)
    except NotAPdf:
        return _found(CitizenFinding.UNSIGNED)
    return judge_citizen(verdict, person)


def judge_citizen(verdict: Verdict, person: CitizenRef) -> CitizenSignature:
    """Return what a verdict says about the applicant's signature."""
    if verdict.outcome is Outcome.FAILED:
        return _found(CitizenFinding.INVALID, verdict.signatures, verdict.reason)
    if not verdict.signatures:
        return _found(CitizenFinding.UNSIGNED)
    own = [each for each in verdict.signatures if is_signature_of(each, person)]
    if not own:
        return _found(CitizenFinding.OTHER_PERSON, verdict.signatures)
    valid = [each for each in own if each.outcome is Outcome.PASSED]
    if not valid:
        return _found(CitizenFinding.UNSURE, tuple(own), own[0].reason)
    by_number = any(each.personal_number and person.personal_number for each in valid)
    kind = CitizenFinding.VALID if by_number else CitizenFinding.VALID_BY_NAME
    return _found(kind, tuple(valid))


def is_signature_of(signature: SignatureVerdict, person: CitizenRef) -> bool:
    """Tell whether the certificate names the person; a number that differs outweighs the name."""
    if signature.personal_number and person.personal_number:
        return signature.personal_number == person.personal_number
    return plain(signature.signer) == plain(person.name)


def _found(
    finding: CitizenFinding, signatures: tuple[SignatureVerdict, ...] = (), detail: str = ""
) -> CitizenSignature:
    signer = signatures[0].signer if signatures else ""
    accepted = finding in {CitizenFinding.VALID, CitizenFinding.VALID_BY_NAME}
    said = [str(finding.label), detail]
    if finding is CitizenFinding.OTHER_PERSON:
        said.append(_("The certificate names %(signer)s.") % {"signer": signer})
    if not accepted:
        said.append(_("Sign the form with your own digital signature and upload the signed PDF."))
    reason = " ".join(each for each in said if each)
    return CitizenSignature(finding=finding, accepted=accepted, reason=reason, signer=signer)
