"""Reasons to refuse."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound


class DocumentNotFound(NotFound):
    """No document of that id that the actor may see."""

    code = "outgoing.document_not_found"
    message = _("We cannot find this document, or it is not yours to see.")


class VersionNotFound(NotFound):
    """The document has no such version."""

    code = "outgoing.version_not_found"
    message = _("The document has no such version.")


class KindUnknown(Invalid):
    """No kind of document of that code is in force."""

    code = "outgoing.kind_unknown"
    message = _("There is no such kind of document today. Choose one from the list.")


class SecretRefused(Invalid):
    """The text bears a mark of secrecy; secret documents do not belong in this system."""

    code = "outgoing.secret_refused"
    message = _(
        "The text bears the mark “%(mark)s”. State secrets are drafted, numbered and kept on "
        "machines without a network, never in this system. Nothing was saved."
    )


class WrongState(Conflict):
    """The document is elsewhere on its way."""

    code = "outgoing.wrong_state"
    message = _("This cannot be done now: the document is “%(state)s”.")


class DraftIncomplete(Invalid):
    """The draft lacks what the layout must have; all of it is named."""

    code = "outgoing.draft_incomplete"
    message = _("The draft is not complete yet. Fill in what is marked.")


class ChangedMeanwhile(Conflict):
    """Somebody saved another version since the page was opened."""

    code = "outgoing.changed_meanwhile"
    message = _(
        "Somebody saved version %(version)s while this page was open. Compare it with yours and "
        "save again; nothing was overwritten."
    )


class NoReasonGiven(Invalid):
    """The act must say why."""

    code = "outgoing.no_reason_given"
    message = _("Say why: whoever reads the register later must understand it.")


class NoRegister(Conflict):
    """No register of the unit numbers that kind on that day."""

    code = "outgoing.no_register"
    message = _("No register numbers documents of the kind “%(kind)s”. Open one first.")


class BackDated(Conflict):
    """A number would bear an earlier day than the one before it."""

    code = "outgoing.back_dated"
    message = _(
        "The number before this one was given on %(last)s. A document is never dated back: "
        "wait until the clock of this machine is right."
    )


class RegisterOverlaps(Conflict):
    """Two registers would number one kind on one day."""

    code = "outgoing.register_overlaps"
    message = _("“%(kind)s” is numbered by the register “%(register)s” already from that day on.")


class NotElectronic(Conflict):
    """A copy of the original is made on paper or from paper; a file itself is the original."""

    code = "outgoing.not_electronic"
    message = _(
        "An electronic original is not copied as a file: the signed file itself is the original. "
        "Send the file, print a copy, or make an extract."
    )


class DocxUnreadable(Invalid):
    """The Word file cannot be read safely."""

    code = "outgoing.docx_unreadable"
    message = _("This Word file cannot be read: %(reason)s")


class RegisterInvalid(Invalid):
    """A register lacks its title, or begins within a year that has numbers already."""

    code = "outgoing.register_invalid"
    message = _(
        "Give the register a title and let it begin on 1 January, or before anything is numbered: "
        "within a year no number comes twice."
    )


class AnnexUnreadable(Invalid):
    """An appendix that is a file of its own is a PDF: only such a file can bear the signature."""

    code = "outgoing.annex_unreadable"
    message = _(
        "“%(name)s” is not a PDF that can be opened and signed. Save it as a PDF without a "
        "password and choose it again."
    )


class TooManyAnnexes(Invalid):
    """More files go with the document than may."""

    code = "outgoing.too_many_annexes"
    message = _("At most %(most)s files go with a document. Put several into one PDF.")


class CommentUnknown(NotFound):
    """The document has no such comment."""

    code = "outgoing.comment_unknown"
    message = _("We cannot find this comment.")


class NoSuchChange(Invalid):
    """The receivers would stay as they are."""

    code = "outgoing.no_such_change"
    message = _("Name somebody who shall get it too, or choose who shall not have it.")
