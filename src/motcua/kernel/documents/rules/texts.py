"""The text that a file carries itself: the layer of a PDF, the paragraphs of a Word file."""

import io
import unicodedata
import zipfile

import pypdf
from lxml import etree
from pypdf.errors import PyPdfError

from ..types import PageText

MOST_PAGES = 300  # of a file; what follows is not read
MOST_LETTERS = 40_000  # of a page
FEWEST_LETTERS = 20  # fewer on a page: it is a picture, whatever its layer says
MOST_DRAWING = 4 * 1024 * 1024  # bytes of a page's drawing; more is a map or a plan, not a text
_DAMAGED = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    RecursionError, NotImplementedError, AssertionError, EOFError, OSError)  # fmt: skip
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def count_pages(pdf: bytes) -> int:
    """Return how many pages of a PDF are read; none of a damaged one."""
    try:
        return min(len(pypdf.PdfReader(io.BytesIO(pdf)).pages), MOST_PAGES)
    except _DAMAGED:
        return 0


def read_layer(pdf: bytes, page: int) -> PageText | None:
    """Return the text layer of a page; None where the page is a picture or cannot be read."""
    try:
        found = pypdf.PdfReader(io.BytesIO(pdf)).pages[page]
        contents = found.get_contents()
        if contents is None or len(contents.get_data()) > MOST_DRAWING:
            return None
        text = found.extract_text()
        layout = found.extract_text(extraction_mode="layout") if page == 0 else text
    except _DAMAGED:
        return None
    if sum(letter.isalnum() for letter in text) < FEWEST_LETTERS:
        return None
    return PageText(text=clean(text), layout=clean(layout))


def read_word(content: bytes) -> PageText | None:
    """Return the paragraphs of a Word file, its tables cell by cell; None of a damaged one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            body = etree.fromstring(archive.read("word/document.xml"), parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError, ValueError):
        return None
    lines = [
        "".join(each.text or "" for each in paragraph.iter(f"{_W}t"))
        for paragraph in body.iter(f"{_W}p")
    ]
    text = clean("\n".join(line for line in lines if line.strip()), most=10 * MOST_LETTERS)
    return PageText(text=text, layout=text)


def clean(text: str, *, most: int = MOST_LETTERS) -> str:
    """Return text as the database keeps it: composed letters, nothing invisible, not endless."""
    composed = unicodedata.normalize("NFC", text[:most])
    return "".join(each for each in composed if each in "\n\t" or each.isprintable())
