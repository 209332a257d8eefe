"""Reasons to refuse a file or a paper."""

from django.utils.translation import gettext_lazy as _

from motcua.foundation.errors import Conflict, Invalid, NotFound, Unavailable


class FileRefused(Invalid):
    """The file cannot be taken; every subclass says why and what to do."""

    code = "documents.file_refused"
    message = _("We cannot take this file.")


class FileEmpty(FileRefused):
    """The file has no content."""

    code = "documents.file_empty"
    message = _("“%(filename)s” is empty. Choose the file again.")


class FileTooLarge(FileRefused):
    """The file is larger than the setting allows."""

    code = "documents.file_too_large"
    message = _(
        "“%(filename)s” has %(size)s MB; at most %(limit)s MB can be taken. "
        "Take the photo smaller, or split the document."
    )


class TooManyFiles(FileRefused):
    """More files at once than the setting allows."""

    code = "documents.too_many_files"
    message = _("You chose %(count)s files; at most %(limit)s can be sent at once.")


class FileTypeUnknown(FileRefused):
    """The content is none of the kinds that the house keeps."""

    code = "documents.file_type_unknown"
    message = _(
        "“%(filename)s” is of a kind that we cannot take. "
        "Send a PDF, a JPEG or PNG photo, or a Word or Excel file."
    )


class PictureNotReadableEverywhere(FileRefused):
    """A HEIC or AVIF photo: officials' computers cannot open it."""

    code = "documents.picture_not_readable_everywhere"
    message = _(
        "“%(filename)s” is an iPhone photo (HEIC) that many computers cannot open. "
        "In Settings, Camera, Formats choose “Most Compatible”, or send a screenshot of it."
    )


class NameDiffers(FileRefused):
    """The name promises another kind than the content is."""

    code = "documents.name_differs"
    message = _(
        "“%(filename)s” is named like a %(named)s file, but its content is %(found)s. "
        "Choose the right file, or save it again in the right format."
    )


class FileBroken(FileRefused):
    """The content begins like a known kind but cannot be read."""

    code = "documents.file_broken"
    message = _("“%(filename)s” is damaged and cannot be opened. Save or scan it again.")


class FileLocked(FileRefused):
    """The file asks for a password."""

    code = "documents.file_locked"
    message = _("“%(filename)s” is locked by a password. Save it without one and send it again.")


class FileActive(FileRefused):
    """The file contains programs: scripts, macros, launch actions."""

    code = "documents.file_active"
    message = _(
        "“%(filename)s” contains a program (script or macro), which we do not take for safety. "
        "Print it into a new PDF and send that."
    )


class PictureTooLarge(FileRefused):
    """The picture has more pixels than can be handled safely."""

    code = "documents.picture_too_large"
    message = _("“%(filename)s” has too many pixels. Take the photo at a lower resolution.")


class VirusFound(FileRefused):
    """The scanner knows the content as malicious."""

    code = "documents.virus_found"
    message = _(
        "“%(filename)s” contains a virus (%(virus)s) and was not taken. "
        "Check your device, then scan the paper anew."
    )


class ScannerSilent(Unavailable):
    """The virus scanner is configured but does not answer."""

    code = "documents.scanner_silent"
    message = _(
        "We cannot check files for viruses at the moment. "
        "Nothing was lost; try again in a few minutes."
    )


class FileUnknown(NotFound):
    """No such file."""

    code = "documents.file_unknown"


class FileMissing(Unavailable):
    """The row is there, but the content is not on the disk, or is not what was stored."""

    code = "documents.file_missing"
    message = _("The file cannot be read at the moment. Try again later, or tell the operators.")


class FileErased(NotFound):
    """The archive destroyed the content when its time had run out; the row stays."""

    code = "documents.file_erased"
    message = _("This file was destroyed: %(reason)s. Only its line in the register is kept.")


class RecogniserSilent(Unavailable):
    """The recogniser of letters is not installed, or does not answer; its work is done later."""

    code = "documents.recogniser_silent"
    message = _("The letters on this picture cannot be recognised at the moment.")


class PageUnreadable(Invalid):
    """A page is too large, takes too long, or is damaged; the others are read."""

    code = "documents.page_unreadable"
    message = _("This page cannot be read by the machine.")


class FileNotShown(Invalid):
    """A file is no PDF and no picture, or it is locked or damaged: its pages cannot be drawn."""

    code = "documents.file_not_shown"
    message = _("The pages of this file cannot be shown. Ask the archive for a copy on paper.")


class PaperUnknown(NotFound):
    """No paper has this code."""

    code = "documents.paper_unknown"
    message = _("No paper issued here has this code. Check the address, or scan the QR code again.")


class PaperTokenTaken(Conflict):
    """The token stands on another paper already."""

    code = "documents.paper_token_taken"
    message = _("This code stands on another paper already.")


class PaperNotValid(Conflict):
    """A paper that is revoked or replaced changes no more."""

    code = "documents.paper_not_valid"
    message = _("The paper is no longer in force.")


class PaperNotRendered(Conflict):
    """The template refuses its data: a fault of the programme, with the template's own words."""

    code = "documents.paper_not_rendered"
    message = _("The paper “%(template)s” cannot be made: %(reason)s")
