"""Citizens' own signatures on the forms that ask for them."""

from collections.abc import Sequence
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
    SignerFacts,
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
    return judge_signers(verdict.outcome, signers_of(verdict), person=person, detail=verdict.reason)


def signers_of(verdict: Verdict) -> tuple[SignerFacts, ...]:
    """Return who signed a file, to be kept beside it: to validate it takes longer than to ask."""
    return tuple(
        SignerFacts(
            name=each.signer,
            outcome=each.outcome,
            personal_number=each.personal_number,
            reason=each.reason,
        )
        for each in verdict.signatures
    )


def judge_signers(
    outcome: Outcome, signers: Sequence[SignerFacts], *, person: CitizenRef, detail: str = ""
) -> CitizenSignature:
    """Return what is known of a file's signatures says about the applicant's own.

    Args:
        outcome: Of the whole file.
        detail: Why the file is not valid, if it is not.

    Law:
        ND 45/2020; ND 23/2025, art. 16
    """
    if outcome is Outcome.FAILED:
        return _found(CitizenFinding.INVALID, signers, detail)
    if not signers:
        return _found(CitizenFinding.UNSIGNED)
    own = [each for each in signers if is_signature_of(each, person)]
    if not own:
        return _found(CitizenFinding.OTHER_PERSON, signers)
    valid = [each for each in own if each.outcome is Outcome.PASSED]
    if not valid:
        return _found(CitizenFinding.UNSURE, own, own[0].reason)
    by_number = any(each.personal_number and person.personal_number for each in valid)
    kind = CitizenFinding.VALID if by_number else CitizenFinding.VALID_BY_NAME
    return _found(kind, valid)


def is_signature_of(signature: SignerFacts, person: CitizenRef) -> bool:
    """Tell whether the certificate names the person; a number that differs outweighs the name."""
    if signature.personal_number and person.personal_number:
        return signature.personal_number == person.personal_number
    return plain(signature.name) == plain(person.name)


def _found(
    finding: CitizenFinding, signers: Sequence[SignerFacts] = (), detail: str = ""
) -> CitizenSignature:
    signer = signers[0].name if signers else ""
    accepted = finding in {CitizenFinding.VALID, CitizenFinding.VALID_BY_NAME}
    said = [str(finding.label), detail]
    if finding is CitizenFinding.OTHER_PERSON:
        said.append(_("The certificate names %(signer)s.") % {"signer": signer})
    if not accepted:
        said.append(_("Sign the form with your own digital signature and upload the signed PDF."))
    reason = " ".join(each for each in said if each)
    return CitizenSignature(finding=finding, accepted=accepted, reason=reason, signer=signer)
