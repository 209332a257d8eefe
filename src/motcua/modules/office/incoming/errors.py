"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class DocumentNotFound(NotFound):
    """No document of that id that the actor may see."""

    code = "incoming.document_not_found"
    message = _("We cannot find this document, or it is not yours to see.")


class WrongState(Conflict):
    """The document is elsewhere on its way."""

    code = "incoming.wrong_state"
    message = _("This cannot be done now: the document is “%(state)s”.")


class SecretRefused(Invalid):
    """The document bears a mark of secrecy; secret documents do not belong in this system."""

    code = "incoming.secret_refused"
    message = _(
        "The document bears the mark “%(mark)s”. State secrets are received and registered in a "
        "book of their own, outside any network, never in this system. Nothing was saved: hand it "
        "to whoever keeps secret documents, and delete the file from this machine."
    )


class MetadataIncomplete(Invalid):
    """The register lacks something; all of it is named."""

    code = "incoming.metadata_incomplete"
    message = _("The register needs more. Fill in what is marked.")


class DuplicateFound(Conflict):
    """The document, or its twin, is in the register; the clerk must say that this is another."""

    code = "incoming.duplicate_found"
    message = _(
        "This document stands in the register already: %(found)s. Look at it first; if this is "
        "another one, say so and register again."
    )


class NoReasonGiven(Invalid):
    """The act must say why."""

    code = "incoming.no_reason_given"
    message = _("Say why: the sender and whoever reads the register later must understand it.")


class NotAPdf(Invalid):
    """The original is kept as PDF."""

    code = "incoming.not_a_pdf"
    message = _(
        "The document must be a PDF file or a photo (JPEG, PNG): scan it in colour, "
        "200 dpi or more."
    )


class RoutingInvalid(Invalid):
    """A unit or a deadline of the routing does not fit."""

    code = "incoming.routing_invalid"
    message = _("Look at what is marked.")


class AnswerNotIssued(Conflict):
    """The answer is no issued document of ours."""

    code = "incoming.answer_not_issued"
    message = _("The answer is not issued yet. This document is done as soon as it is.")
