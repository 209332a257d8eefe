"""The signature fields of a file: which, where, signed or not."""

import io
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields

from ..errors import NotAPdf
from ..types import Place


@dataclass(frozen=True, slots=True)
class Field:
    """A signature field; ``place`` is None where it is not seen."""

    signed: bool
    place: Place | None


def fields_of(handler: Any) -> dict[str, Field]:
    """Return the fields by name, of a reader or a writer of pyHanko."""
    found = {
        name: (value is not None, reference)
        for name, value, reference in fields.enumerate_sig_fields(handler)
    }
    if not found:
        return {}
    pages = _pages(handler)
    return {
        name: Field(signed, _place(reference, pages)) for name, (signed, reference) in found.items()
    }


def place_of(pdf: bytes, name: str) -> Place | None:
    """Return where a field is seen; None where it is not, or where there is none.

    Raises:
        NotAPdf: It cannot be read.
    """
    try:
        found = fields_of(PdfFileReader(io.BytesIO(pdf), strict=False)).get(name)
    except PdfError as error:
        raise NotAPdf from error
    return found.place if found else None


def first_page(pdf: bytes) -> tuple[float, float]:
    """Return width and height of the first page, in points.

    Raises:
        NotAPdf: It cannot be read.
    """
    try:
        reader = PdfFileReader(io.BytesIO(pdf), strict=False)
        page, _resources = reader.find_page_for_modification(0)
        node: Any = page.get_object()
        while "/MediaBox" not in node:
            node = node["/Parent"]
        left, bottom, right, top = (float(each) for each in node["/MediaBox"])
    except (PdfError, KeyError, ValueError) as error:
        raise NotAPdf from error
    return right - left, top - bottom


def _pages(handler: Any) -> dict[Any, int]:
    """Return the number of the page on which each annotation stands."""
    found: dict[Any, int] = {}
    count = int(handler.root["/Pages"]["/Count"])
    for number in range(count):
        page, _resources = handler.find_page_for_modification(number)
        annotations = page.get_object().get("/Annots", ())
        for position in range(len(annotations)):
            raw = annotations.raw_get(position)
            found[getattr(raw, "reference", raw)] = number
    return found


def _place(reference: Any, pages: dict[Any, int]) -> Place | None:
    left, bottom, right, top = (float(each) for each in reference.get_object()["/Rect"])
    width, height = abs(right - left), abs(top - bottom)
    if not (width and height):
        return None
    return Place(
        page=pages.get(getattr(reference, "reference", reference), 0),
        left=min(left, right),
        bottom=min(bottom, top),
        width=width,
        height=height,
    )
