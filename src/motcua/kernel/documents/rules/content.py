"""What a file is, told by its content alone."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError
from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.reader import PdfFileReader

from ..errors import (
    FileActive,
    FileBroken,
    FileLocked,
    FileTypeUnknown,
    PictureNotReadableEverywhere,
    PictureTooLarge,
)
from ..types import MediaType

MOST_PIXELS = 60_000_000
MOST_OBJECTS = 200_000
MOST_UNPACKED = 200 * 1024 * 1024
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"avif", b"avis"}
DEEPEST = 50
UNREADABLE = ( # what a reader of PDF meets in a damaged file
    misc.PdfError, LookupError, TypeError, ValueError, AttributeError, ArithmeticError,
    RecursionError, NotImplementedError, AssertionError, zlib.error, EOFError,
)  # fmt: skip
# Actions that run something. The name alone counts: it may stand in an object of its own.
DANGEROUS_NAMES = {"/JavaScript", "/Launch", "/ImportData", "/RichMedia"}
DANGEROUS_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}


def detect(content: bytes, *, filename: str) -> MediaType:
    """Return the kind of file that ``content`` is.

    Raises:
        FileTypeUnknown: None of the kinds that the house keeps.
        PictureNotReadableEverywhere: A HEIC or AVIF picture.
    """
    if content[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return MediaType.PDF
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return MediaType.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return MediaType.WEBP
    if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
        raise PictureNotReadableEverywhere(filename=filename)
    if content.startswith(b"PK\x03\x04"):
        return _office_kind(content, filename)
    raise FileTypeUnknown(filename=filename)


def _office_kind(content: bytes, filename: str) -> MediaType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise FileBroken(filename=filename) from error
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return MediaType.DOCX
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return MediaType.XLSX
    raise FileTypeUnknown(filename=filename)


def check_office(content: bytes, *, filename: str) -> None:
    """Refuse an Office file that is damaged, carries macros, or unpacks without end.

    Raises:
        FileActive: It carries macros or embedded programs.
        FileBroken: It cannot be unpacked, or unpacks to more than is reasonable.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        items = archive.infolist()
        if sum(item.file_size for item in items) > MOST_UNPACKED:
            raise FileBroken(filename=filename)
        if any(re.search(r"vbaProject|/activeX/|/embeddings/", item.filename) for item in items):
            raise FileActive(filename=filename)
        try:
            sound = archive.testzip() is None
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError):
            sound = False
    if not sound:
        raise FileBroken(filename=filename)


def clean_picture(content: bytes, kind: MediaType, *, filename: str) -> bytes:
    """Return the picture drawn anew: upright, without place, camera and hidden content.

    Raises:
        FileBroken: It cannot be decoded to its end.
        PictureTooLarge: It has more pixels than can be handled safely.
    """
    try:
        with Image.open(io.BytesIO(content), formats=[kind.name]) as picture:
            _refuse_giant(picture, filename)
            upright = ImageOps.exif_transpose(picture)
            profile = picture.info.get("icc_profile")
            out = io.BytesIO()
            if kind is MediaType.JPEG:
                upright.convert(_jpeg_mode(upright)).save(
                    out, "JPEG", quality=90, optimize=True, icc_profile=profile, exif=b""
                )
            else:
                _bare(upright).save(out, kind.name, icc_profile=profile)
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(filename=filename) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise FileBroken(filename=filename) from error
    return out.getvalue()


def _refuse_giant(picture: Image.Image, filename: str) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise PictureTooLarge(filename=filename)


def _jpeg_mode(picture: Image.Image) -> str:
    return picture.mode if picture.mode in {"L", "RGB", "CMYK"} else "RGB"


def _bare(picture: Image.Image) -> Image.Image:
    """Return a copy of the pixels alone: text chunks and EXIF stay behind."""
    copy = picture.copy()
    transparency = copy.info.get("transparency")
    copy.info = {} if transparency is None else {"transparency": transparency}
    return copy


def check_pdf(content: bytes, *, filename: str) -> None:
    """Refuse a PDF that is damaged, locked, or does something when it is opened.

    Every object is looked at, also those packed into object streams: searching the bytes would
    miss them.

    Raises:
        FileActive: It contains scripts, launch actions, rich media or an XFA form.
        FileBroken: It cannot be read.
        FileLocked: It is encrypted.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        locked = reader.encrypted
        empty = not locked and int(reader.root["/Pages"]["/Count"]) < 1
        active = not locked and any(_is_active(each) for each in _objects(reader))
    except UNREADABLE as error:
        raise FileBroken(filename=filename) from error
    if locked:
        raise FileLocked(filename=filename)
    if active:
        raise FileActive(filename=filename)
    if empty:
        raise FileBroken(filename=filename)


def _objects(reader: PdfFileReader) -> Iterator[object]:
    seen: set[generic.Reference] = set()
    for revision in range(reader.xrefs.total_revisions):
        seen |= reader.xrefs.explicit_refs_in_revision(revision)
        if len(seen) > MOST_OBJECTS:
            raise ValueError("too many objects")
    for reference in seen - reader.xrefs.refs_freed_in_revision(reader.xrefs.total_revisions - 1):
        yield reader.get_object(reference)


def _is_active(value: object, depth: int = 0) -> bool:
    if depth > DEEPEST:
        raise ValueError("nested too deeply")
    if isinstance(value, generic.DictionaryObject):
        if DANGEROUS_KEYS & set(value):
            return True
        return any(_is_active(value.raw_get(key), depth + 1) for key in value)
    if isinstance(value, generic.ArrayObject):
        return any(_is_active(value.raw_get(index), depth + 1) for index in range(len(value)))
    return isinstance(value, generic.NameObject) and value in DANGEROUS_NAMES
