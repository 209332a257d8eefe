"""A verdict as people read it."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.foundation.time import local

from ..types import AnchorKind, Outcome, Revocation, SignatureVerdict


def _instant(at: datetime | None) -> str:
    return local(at).strftime("%H:%M:%S %d/%m/%Y") if at is not None else ""


def _signed_at(signature: SignatureVerdict) -> str:
    if signature.signed_at is not None:
        return _("%(at)s, proven by a trusted timestamp") % {"at": _instant(signature.signed_at)}
    if signature.claimed_at is not None:
        return _("%(at)s by the signer's own clock; nothing proves it") % {
            "at": _instant(signature.claimed_at)
        }
    return _("not known")


def _anchor(signature: SignatureVerdict) -> str:
    if signature.anchor_kind is None:
        return _("none that we know")
    return f"{signature.trust_anchor} ({AnchorKind(signature.anchor_kind).label})"


def _status(signature: SignatureVerdict) -> str:
    words = str(Revocation(signature.revocation).label)
    if signature.revoked_at is None:
        return words
    if signature.revocation is Revocation.REVOKED:
        return _("revoked since %(at)s") % {"at": _instant(signature.revoked_at)}
    return _("not revoked when it was used; revoked later, at %(at)s") % {
        "at": _instant(signature.revoked_at)
    }


def words_of_trial() -> str:
    """Return what is said of certificates of the test authority."""
    return _("It was signed with certificates for trying, which have no legal value.")


def _meaning(signature: SignatureVerdict) -> str:
    is_test = signature.anchor_kind is AnchorKind.TEST
    return (
        words_of_trial() if is_test and signature.outcome is Outcome.PASSED else signature.meaning
    )


def summary(signature: SignatureVerdict) -> tuple[tuple[str, str], ...]:
    """Return what everybody wants to know of a signature as labels and values."""
    return _filled(
        (pgettext("signature", "Result"), f"{signature.outcome.label}. {signature.reason}"),
        (_("What it means"), _meaning(signature)),
        (_("Signer"), signature.signer),
        (pgettext("signature", "Position"), signature.title),
        (pgettext("signature", "Organisation"), signature.organisation),
        (_("Signed at"), _signed_at(signature)),
        (_("After signing"), str(signature.modification.label)),
    )


def particulars(signature: SignatureVerdict) -> tuple[tuple[str, str], ...]:
    """Return what an expert also wants to know."""
    period = f"{_instant(signature.certificate_from)} – {_instant(signature.certificate_to)}"
    return _filled(
        (_("Signed as"), str(signature.role.label)),
        (_("Certificate issued by"), signature.issuer),
        (_("Root of trust"), _anchor(signature)),
        (_("Status of the certificate"), _status(signature)),
        (_("Certificate in force"), period),
        (_("Serial number"), signature.serial),
        (pgettext("signature", "Method"), signature.algorithm),
        (pgettext("signature", "Level"), str(signature.level.label)),
    )


def _filled(*lines: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in lines if value)
