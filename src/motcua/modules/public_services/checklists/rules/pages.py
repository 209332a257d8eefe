"""How a page is looked at: does it open, is something on it, is it dark or blurred."""

import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, ImageFilter, ImageStat, UnidentifiedImageError
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from ..types import Finding, Question, Verdict

LOOKED_AT = 1200  # pixels of the longer side: enough to judge, quick on a small machine
SMALL = 400  # a paper photographed with less cannot be read
PLAIN = 4.0  # spread of greys of a page on which nothing is
DARK = 55.0  # the lightest parts of a page in bad light
SHARP = 60.0  # spread of the edges in the busiest parts of a sharp page
TILES = 8
MOST_PAGES = 40
MOST_PIXELS = 60_000_000
MOST_UNPACKED = 1024 * 1024
_LAPLACE = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
NOT_OPENED = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, MemoryError,
    Image.DecompressionBombError, EOFError,
)  # fmt: skip


def _finding(verdict: Verdict, what: str, **details: Any) -> Finding:
    return Finding(question=Question.LEGIBLE, verdict=verdict, what=what, details=details)


def look_at_picture(content: bytes) -> Finding:
    """Return what can be said of a photograph: clear, blank, dark, blurred or too small.

    A doubt, never a refusal: the person sees the hint and decides.
    """
    try:
        with Image.open(io.BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return _finding(Verdict.NOTE, "FILE_OPENS")
            longer = max(picture.size)
            picture.draft("L", (LOOKED_AT, LOOKED_AT))
            grey = _on_white(picture)
            grey.thumbnail((LOOKED_AT, LOOKED_AT))
    except NOT_OPENED:
        return _finding(Verdict.DOUBT, "PDF_UNREADABLE")
    return _judge(grey, longer)


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        full = picture.convert("RGBA")
        ground = Image.new("RGBA", full.size, "white")
        ground.alpha_composite(full)
        return ground.convert("L")
    return picture.convert("L")


def _judge(grey: Image.Image, longer: int) -> Finding:
    lightest = _light(grey)
    if ImageStat.Stat(grey).stddev[0] < PLAIN:
        dark = lightest < DARK
        return _finding(Verdict.DOUBT, "PICTURE_DARK" if dark else "PICTURE_BLANK")
    if lightest < DARK:
        return _finding(Verdict.DOUBT, "PICTURE_DARK")
    if longer < SMALL:
        return _finding(Verdict.DOUBT, "PICTURE_SMALL")
    if _sharpness(grey) < SHARP:
        return _finding(Verdict.DOUBT, "PICTURE_BLURRED")
    return _finding(Verdict.GOOD, "PICTURE_CLEAR")


def _light(grey: Image.Image) -> float:
    """Return how light the lightest twentieth of a page is: paper, where there is any."""
    counts = grey.histogram()
    left = sum(counts) / 20
    for level in range(255, -1, -1):
        left -= counts[level]
        if left <= 0:
            return float(level)
    return 0.0


def _sharpness(grey: Image.Image) -> float:
    """Return the spread of the edges in the busiest tiles; letters are somewhere, not all over."""
    edges = grey.filter(_LAPLACE).crop((1, 1, grey.width - 1, grey.height - 1))
    width, height = edges.width / TILES, edges.height / TILES
    spreads = sorted(
        ImageStat.Stat(
            edges.crop(
                (int(x * width), int(y * height), int((x + 1) * width), int((y + 1) * height))
            )
        ).var[0]
        for x in range(TILES)
        for y in range(TILES)
        if width >= 1 and height >= 1
    )
    busiest = spreads[-max(1, len(spreads) // 10) :]
    return sum(busiest) / len(busiest) if busiest else 0.0


def pages_of(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    """Yield the pages of a PDF, no more than a dossier's paper may reasonably have."""
    waiting: list[Any] = [reader.root["/Pages"]]
    found = visited = 0
    while waiting and found < MOST_PAGES and visited < MOST_PAGES * 20:
        node = waiting.pop(0)
        visited += 1
        if "/Kids" in node:
            waiting = [kid.get_object() for kid in node.raw_get("/Kids")] + waiting
        else:
            found += 1
            yield node


def blank_pages(content: bytes) -> tuple[int, tuple[int, ...]]:
    """Return how many pages a PDF has, and the numbers of those that seem to be empty."""
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    empty = tuple(n for n, page in enumerate(pages_of(reader), start=1) if _is_empty(page))
    return int(reader.root["/Pages"]["/Count"]), empty


def _is_empty(page: generic.DictionaryObject) -> bool:
    if "/Annots" in page and len(page["/Annots"]):
        return False
    drawn = _drawn(page)
    if not drawn.strip():
        return True
    names = (b"Tj", b"TJ", b" Do", b"\nDo", b" re", b" l", b" c", b"BI", b"'", b'"', b" sh")
    return not any(name in drawn for name in names)


def _drawn(page: generic.DictionaryObject) -> bytes:
    if "/Contents" not in page:
        return b""
    contents = page["/Contents"]
    parts = contents if isinstance(contents, generic.ArrayObject) else [contents]
    streams = [part.get_object() for part in parts][:MOST_PAGES]
    return b"\n".join(_plain(part) for part in streams if isinstance(part, generic.StreamObject))


def _plain(stream: generic.StreamObject) -> bytes:
    """Return the beginning of a stream's content: a packed page may unpack without end."""
    packed, filters = stream.encoded_data, stream.get("/Filter")
    if filters is None:
        return packed[:MOST_UNPACKED]
    if filters in ("/FlateDecode", ["/FlateDecode"]):
        try:
            return zlib.decompressobj().decompress(packed, MOST_UNPACKED)
        except zlib.error:
            return b""
    return b" Do"  # packed in a way that nobody uses for empty pages


def scans_in(content: bytes) -> Iterator[bytes]:
    """Yield the photographs (JPEG) that stand in a PDF: what a scanner makes, or a phone."""
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    for page in pages_of(reader):
        resources = page.get("/Resources", {})
        drawings = resources.get("/XObject", {}) if hasattr(resources, "get") else {}
        for name in drawings:
            each = drawings[name]
            if isinstance(each, generic.StreamObject) and each.get("/Filter") == "/DCTDecode":
                yield each.encoded_data
