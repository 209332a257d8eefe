"""Reasons not to sign, or not to validate."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound, Unavailable


class ProviderNotConfigured(Unavailable):
    """No signing provider is set, or the local test authority is not installed."""

    code = "signatures.provider_not_configured"
    message = _(
        "Digital signing is not set up: %(reason)s Set MOTCUA_SIGNING to the provider of your "
        "certificates, or use the local test authority for trying."
    )


class ProviderSilent(Unavailable):
    """The provider, its timestamps or its status service do not answer."""

    code = "signatures.provider_silent"
    message = _(
        "The signing service does not answer (%(reason)s). Nothing was signed; try again later."
    )


class SigningRefused(Conflict):
    """The signer said no, or the provider did for him."""

    code = "signatures.signing_refused"
    message = _("The signature was refused: %(reason)s Nothing was signed.")


class CertificateUnusable(Conflict):
    """The signer's certificate is revoked, expired or not meant for this."""

    code = "signatures.certificate_unusable"
    message = _("The certificate of %(signer)s cannot be used: %(reason)s")


class PersonSignatureMissing(Conflict):
    """The organisation's key may sign only what the authorised person has signed."""

    code = "signatures.person_signature_missing"
    message = _(
        "The organisation signs only after the authorised person. "
        "No valid signature of a person was found in this file."
    )


class AlreadySigned(Conflict):
    """The field has its signature already."""

    code = "signatures.already_signed"
    message = _("This file has been signed in the field “%(field)s” already.")


class NotAPdf(Invalid):
    """What was given is no PDF, or is damaged beyond reading."""

    code = "signatures.not_a_pdf"
    message = _("This is not a PDF file, or it is damaged. Choose the PDF that you received.")


class PictureUnreadable(Invalid):
    """What was given as a picture of a signature or a seal is none."""

    code = "signatures.picture_unreadable"
    message = _("The picture cannot be read. Choose a PNG or JPEG file.")


class PdfTooLarge(Invalid):
    """The file is larger than the page takes."""

    code = "signatures.pdf_too_large"
    message = _("The file has more than %(limit)s MB. Use the command “motcua verify” for it.")


class CertificateUnknown(NotFound):
    """The registry does not know the certificate."""

    code = "signatures.certificate_unknown"


class TooManyChecks(Unavailable):
    """One address verifies more files than the page is meant for."""

    status = 429
    code = "signatures.too_many_checks"
    message = _("You have checked many papers in a short time. Wait a minute and go on.")


class NotForArchive(Conflict):
    """A file goes to the archive only with an archive timestamp over valid signatures."""

    code = "signatures.not_for_archive"
    message = _("The file cannot be kept in the archive: %(reason)s")


class RootUnreadable(Invalid):
    """What was given as a root certificate is none, or its dates do not fit."""

    code = "signatures.root_unreadable"
    message = _(
        "This is not the certificate of a root authority. "
        "Choose the file (PEM or DER) that the authority publishes."
    )


class RootTrustedAlready(Conflict):
    """The root is on the list and its trust has no end."""

    code = "signatures.root_trusted_already"
    message = _("This root is on the list already.")


class RootUnknown(NotFound):
    """The list does not have this root, or its trust has ended."""

    code = "signatures.root_unknown"


class PeriodWrong(Invalid):
    """Trust cannot end before it begins."""

    code = "signatures.period_wrong"
    message = _("The end must be later than the beginning.")


class TooManyToSign(Invalid):
    """More papers at once than one confirmation may cover."""

    code = "signatures.too_many_to_sign"
    message = _("At most %(most)s papers can be signed together.")
