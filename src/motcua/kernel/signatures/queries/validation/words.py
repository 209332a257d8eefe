"""The words of a verdict."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ...types import Check, Outcome

REASONS = {
    Outcome.PASSED.value: _("The signature is valid, and the document has not changed since."),
    Outcome.FAILED.value: _("The signature is not valid."),
    Outcome.INDETERMINATE.value: _("There is not enough ground to decide."),
    "HASH_FAILURE": _("The document was changed after it was signed."),
    "FORMAT_FAILURE": _(
        "Something was added to the document or replaced after it was signed, such as a page."
    ),
    "WRONGLY_CHAINED": _(
        "The certificate bears the name of an authority that did not issue it: it may be forged."
    ),
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
_ASK = _("Do not rely on this file. Ask whoever issued it for the original.")
_CONFIRM = _(
    "The signature may be genuine, but this file does not prove it. "
    "Ask the signer to confirm it, or to sign again with a trusted timestamp."
)
_UNKNOWN = _(
    "Ask the signer which authority issued the certificate. If it is a recognised one, "
    "the administrator of this site can add its root to the list."
)
_LATER = _("This may pass: check again later. Until then do not rely on the file.")
_WRONG_KEY = _("Ask the signer to sign again with a certificate that is meant for documents.")
MEANINGS = {
    Outcome.PASSED.value: _("You can rely on the document as on a signed and sealed paper."),
    Outcome.FAILED.value: _ASK,
    Outcome.INDETERMINATE.value: _CONFIRM,
    "REVOKED": _(
        "The signer had no right to sign with this key any more, or somebody else used it. "
        "Do not rely on this file; ask the organisation that is named as its author."
    ),
    "WRONGLY_CHAINED": _ASK,
    "NO_CERTIFICATE_CHAIN_FOUND": _UNKNOWN,
    "NO_SIGNING_CERTIFICATE_FOUND": _UNKNOWN,
    "CERTIFICATE_CHAIN_GENERAL_FAILURE": _LATER,
    "TRY_LATER": _LATER,
    "CHAIN_CONSTRAINTS_FAILURE": _WRONG_KEY,
    "SIG_CONSTRAINTS_FAILURE": _WRONG_KEY,
    "CRYPTO_CONSTRAINTS_FAILURE": _WRONG_KEY,
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": _WRONG_KEY,
    "UNSIGNED": _(
        "Ask for the signed file. If the paper bears a QR code, you can look it up with that."
    ),
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


def advise(outcome: Outcome, case: str) -> str:
    """Return what a verdict means for whoever received the file."""
    return str(MEANINGS.get(case, MEANINGS[outcome.value]))


def checks(answers: Mapping[str, Outcome]) -> tuple[Check, ...]:
    """Return what a recipient must check, with the answers, in words."""
    return tuple(
        Check(question=str(question), answer=str(words[answers[name]]), outcome=answers[name])
        for name, (question, words) in CHECKS.items()
    )
