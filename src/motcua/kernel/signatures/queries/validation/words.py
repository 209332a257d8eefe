"""The words of a verdict."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ...types import Check, Outcome

REASONS = {
    Outcome.PASSED.value: _("The signature is valid, and the document has not changed since."),
    Outcome.FAILED.value: _("The signature is not valid."),
    Outcome.INDETERMINATE.value: _("There is not enough ground to decide."),
    "HASH_FAILURE": _("The document was changed after it was signed."),
    "FORMAT_FAILURE": _("The document was changed after it was signed."),
    "SIG_CRYPTO_FAILURE": _("The signature does not belong to this document or certificate."),
    "REVOKED": _("The certificate had been revoked when the document was signed."),
    "REVOKED_NO_POE": _(
        "The certificate is revoked, and without a trusted timestamp nobody can tell "
        "whether the document was signed before that."
    ),
    "REVOKED_CA_NO_POE": _(
        "The authority that issued the certificate is revoked; "
        "nobody can tell whether the document was signed before that."
    ),
    "NO_CERTIFICATE_CHAIN_FOUND": _(
        "The certificate was issued by an authority that this installation does not know."
    ),
    "NO_SIGNING_CERTIFICATE_FOUND": _("The signer's certificate is not in the file."),
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": _(
        "The status of the certificate at the time of signing could not be established."
    ),
    "TRY_LATER": _(
        "The status of the certificate at the time of signing could not be established."
    ),
    "NO_POE": _("Nothing proves when the document was signed."),
    "OUT_OF_BOUNDS_NO_POE": _(
        "The certificate has ended, and without a trusted timestamp nobody can tell "
        "whether the document was signed before that."
    ),
    "OUT_OF_BOUNDS_NOT_REVOKED": _("The document was signed outside of the certificate's time."),
    "EXPIRED": _("The document was signed after the certificate had ended."),
    "NOT_YET_VALID": _("The document was signed before the certificate began."),
    "CHAIN_CONSTRAINTS_FAILURE": _("The certificate is not meant for signing documents."),
    "SIG_CONSTRAINTS_FAILURE": _("The certificate is not meant for signing documents."),
    "CRYPTO_CONSTRAINTS_FAILURE": _("It was signed with a method that is no longer secure."),
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": _("It was signed with a method that is no longer secure."),
}
_YES, _OPEN = Outcome.PASSED, Outcome.INDETERMINATE
CHECKS = {
    "unchanged": (
        _("Is the document as it was signed?"),
        {
            _YES: _("Yes, nothing was changed."),
            Outcome.FAILED: _("No, it was changed."),
        },
    ),
    "key": (
        _("Was it signed with the key of this certificate?"),
        {_YES: _("Yes."), Outcome.FAILED: _("No.")},
    ),
    "chain": (
        _("Was the certificate issued by a trusted authority?"),
        {_YES: _("Yes."), _OPEN: _("This could not be established.")},
    ),
    "status": (
        _("Was the certificate in force when the document was signed?"),
        {
            _YES: _("Yes."),
            Outcome.FAILED: _("No, it had been revoked."),
            _OPEN: _("This could not be established."),
        },
    ),
    "time": (
        _("Is it proven when the document was signed?"),
        {
            _YES: _("Yes, by a trusted timestamp."),
            _OPEN: _("No, there is no timestamp that can be relied on."),
        },
    ),
}


def explain(outcome: Outcome, sub_indication: str) -> str:
    """Return the reason of a verdict in plain words."""
    return str(REASONS.get(sub_indication, REASONS[outcome.value]))


def checks(answers: Mapping[str, Outcome]) -> tuple[Check, ...]:
    """Return what a recipient must check, with the answers, in words."""
    return tuple(
        Check(question=str(question), answer=str(words[answers[name]]), outcome=answers[name])
        for name, (question, words) in CHECKS.items()
    )
