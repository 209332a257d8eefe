"""Files of packets: Base64, mostly of a ZIP that holds one file."""

import base64
import binascii
import io
import re
import uuid
import zipfile
import zlib

from django.conf import settings
from django.utils.translation import gettext as _

MEGABYTE = 1024 * 1024
MOST_RATIO = 200
SMALL = MEGABYTE  # below, a high ratio is a short text and no bomb
_ZIPS = frozenset({"zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "jar"})
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e\u2066-\u2069]")
LONGEST_NAME = 200


class FileFault(ValueError):
    """The file of a packet cannot be taken; the text says why."""


def check_name(name: str) -> str:
    """Return the name of an attachment if it is one.

    Raises:
        FileFault: It is empty, a path, or has characters that no file name has.
    """
    clean = name.strip()
    if not clean:
        raise FileFault(_("The file has no name."))
    if _FORBIDDEN.search(clean) or clean in {".", ".."} or clean.startswith(".."):
        words = _("“%(name)s” is no file name: it leads to a folder or has forbidden characters.")
        raise FileFault(words % {"name": clean[:LONGEST_NAME]})
    if len(clean) > LONGEST_NAME:
        raise FileFault(_("The file name is longer than %(most)s characters.") % {"most": 200})
    return clean


def decode(text: str) -> bytes:
    """Return what Base64 stands for.

    Raises:
        FileFault: It is not Base64, or there is nothing.
    """
    packed = text.encode("ascii", "replace").translate(None, b" \t\r\n")
    if not packed:
        raise FileFault(_("The file is empty."))
    try:
        return base64.b64decode(packed, validate=True)
    except binascii.Error as error:
        raise FileFault(_("The content is not Base64.")) from error


def unwrap(content: bytes, *, name: str, declared: str) -> bytes:
    """Return the file itself: the one entry of a ZIP, or the content as it is.

    A Word file is a ZIP itself, so that its name is asked before it is opened.

    Raises:
        FileFault: A ZIP with several files, with a password, damaged, or a bomb.
    """
    if not content.startswith(b"PK\x03\x04"):
        return _within(content)
    extension = name.rpartition(".")[2].lower()
    is_declared = "zip" in declared.lower()
    if extension in _ZIPS and not (is_declared and _wraps_one(content)):
        return _within(content)
    return _only_entry(content)


def _within(content: bytes) -> bytes:
    limit = settings.EDXML_LARGEST_FILE_MB
    if len(content) > limit * MEGABYTE:
        raise FileFault(_("The file is larger than %(limit)s MB.") % {"limit": limit})
    return content


def _wraps_one(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except zipfile.BadZipFile:
        return False
    return len(names) == 1 and names[0] != "[Content_Types].xml"


def _only_entry(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = [each for each in packed.infolist() if not each.is_dir()]
            if len(entries) != 1:
                words = _("The ZIP holds %(count)s files instead of one.")
                raise FileFault(words % {"count": len(entries)})
            return _extract(packed, entries[0])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FileFault(_("The ZIP around the file is damaged.")) from error


def _extract(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    limit = settings.EDXML_LARGEST_FILE_MB
    if entry.flag_bits & 1:
        raise FileFault(_("The ZIP around the file has a password."))
    if entry.file_size > limit * MEGABYTE:
        raise FileFault(_("The file is larger than %(limit)s MB.") % {"limit": limit})
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > SMALL and ratio > MOST_RATIO:
        raise FileFault(_("The ZIP swells to %(ratio)s times its size.") % {"ratio": int(ratio)})
    with packed.open(entry) as opened:  # what the entry says of its size may be a lie
        content = opened.read(limit * MEGABYTE + 1)
    if not content:
        raise FileFault(_("The file is empty."))
    return _within(content)


def wrap(content: bytes, *, name: str) -> bytes:
    """Return a ZIP with the file alone, the same bytes each time."""
    extension = name.rpartition(".")[2] if "." in name else "bin"
    inner = f"{uuid.uuid5(uuid.NAMESPACE_OID, name)}.{extension}"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(zipfile.ZipInfo(inner, date_time=(2016, 4, 1, 0, 0, 0)), content)
    return made.getvalue()


def encode(content: bytes) -> str:
    """Return Base64 in one line."""
    return base64.b64encode(content).decode("ascii")
