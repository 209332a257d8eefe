"""Files as they are shown to a reader, marked with who sees them: copies, made when asked for."""

import io
import shutil
import tempfile
from pathlib import Path
from typing import Literal
from uuid import UUID

import pypdf
import typst
from pypdf.errors import PyPdfError

from ..errors import FileNotShown
from ..types import PICTURES, MediaType
from .files import get_file, read
from .rendering import PICTURE_PPI, font_folders

TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "papers" / "marked-v1.typ"
_FORMATS = {
    MediaType.PDF: "pdf",
    MediaType.PNG: "png",
    MediaType.JPEG: "jpg",
    MediaType.WEBP: "webp",
}


def count_pages(file_id: UUID) -> int:
    """Return how many pages of a file can be shown: of a PDF, or the one of a picture.

    Raises:
        FileUnknown: There is none.
        FileNotShown: It is neither, or it is locked or damaged.
    """
    media_type = get_file(file_id).media_type
    if media_type in PICTURES:
        return 1
    if media_type != MediaType.PDF:
        raise FileNotShown
    try:
        reader = pypdf.PdfReader(io.BytesIO(read(file_id)))
        if reader.is_encrypted:
            raise FileNotShown
        return len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise FileNotShown from error


def draw_marked_page(file_id: UUID, *, page: int, mark: str, foot: str) -> bytes:
    """Return a page as a PNG picture with a mark over all of it; the file stays as it is.

    Args:
        page: Counted from 1.
        mark: Stands slanting all over the page.
        foot: Stands below it, to be read with ease.

    Raises:
        FileUnknown: There is none.
        FileNotShown: It cannot be drawn.
    """
    return _draw(file_id, first=page, last=page, mark=mark, foot=foot, as_format="png")


def draw_marked_copy(file_id: UUID, *, pages: int, mark: str, foot: str) -> bytes:
    """Return all pages as one PDF with the mark over each; the file stays as it is.

    Raises:
        FileUnknown: There is none.
        FileNotShown: It cannot be drawn.
    """
    return _draw(file_id, first=1, last=pages, mark=mark, foot=foot, as_format="pdf")


def _draw(
    file_id: UUID, *, first: int, last: int, as_format: Literal["png", "pdf"], **words: str
) -> bytes:
    media_type = MediaType(get_file(file_id).media_type)
    if media_type not in _FORMATS:
        raise FileNotShown
    inputs = {"format": _FORMATS[media_type], "first": str(first), "last": str(last), **words}
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(TEMPLATE, folder)
        (Path(folder) / "shown").write_bytes(read(file_id))
        try:
            drawn = typst.compile(
                str(Path(folder) / TEMPLATE.name),
                root=folder,
                font_paths=[*font_folders()],
                ignore_system_fonts=True,
                format=as_format,
                ppi=PICTURE_PPI,
                sys_inputs=inputs,
            )
        except RuntimeError as error:
            raise FileNotShown from error
    if not isinstance(drawn, bytes):
        raise FileNotShown
    return drawn
