"""The papers of an incoming document: its text, its copy with the stamp."""

import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf.errors import PyPdfError

from motcua.foundation.time import local
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import NotAPdf
from ..models import Document
from ..types import Said, Urgency
from .kinds import kind_names

PAPERS = Path(__file__).resolve().parents[1] / "data" / "papers"
STAMP = PAPERS / "dau-den-v1.typ"
REGISTER = PAPERS / "so-van-ban-den-v1.typ"
SLIP = PAPERS / "phieu-giai-quyet-v1.typ"
_POINTS_PER_MM = 72 / 25.4
_MOST_TEXT = 20_000
_MOST_PIXELS = 60_000_000
_INCHES_OF_A4 = 11.69
_PARTS = (
    ("1. Ý kiến của lãnh đạo cơ quan", (Said.ROUTER,)),
    ("2. Ý kiến của lãnh đạo đơn vị", (Said.HEAD,)),
    ("3. Ý kiến đề xuất của người giải quyết", (Said.HANDLER, Said.SUPPORT)),
)


def read_pdf(content: bytes) -> tuple[str, int]:
    """Return the text layer of the first page, columns apart, and the number of pages.

    A scan without a text layer gives no text; a damaged file neither.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        text = reader.pages[0].extract_text(extraction_mode="layout") if reader.pages else ""
        return text[:_MOST_TEXT], len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return "", 0


def may_be_original(content: bytes) -> bool:
    """Tell whether a file is a PDF or a photo, by its first bytes."""
    return content.startswith((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def as_pdf(content: bytes, filename: str) -> tuple[bytes, str]:
    """Return a photo as a PDF of one page, upright and without place and camera; a PDF as it is.

    Raises:
        NotAPdf: It is neither.
    """
    if content.startswith(b"%PDF-") or not may_be_original(content):
        return content, filename
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as photo:
            if photo.width * photo.height > _MOST_PIXELS:
                raise NotAPdf
            upright = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPdf from error
    except Image.DecompressionBombError as error:
        raise NotAPdf from error
    out = io.BytesIO()
    upright.save(out, "PDF", resolution=max(upright.size) / _INCHES_OF_A4, quality=90)
    return out.getvalue(), f"{Path(filename).stem or 'anh'}.pdf"


def stamp_values(document: Document) -> Mapping[str, Any]:
    """Return what the template of the stamp is told.

    Law:
        ND 30/2020, art. 22, annex IV
    """
    unit = organisation.get_unit(document.unit_id)
    arrived = document.registered_at or document.arrived_at
    leads = document.lead_unit
    urgent = document.urgency != Urgency.NORMAL
    return {
        "title": f"Dấu đến số {document.arrival_number}",
        "author": unit.name,
        "at": arrived,
        "unit_name": unit.name,
        "number": str(document.arrival_number or ""),
        "day": f"{local(arrived):%d/%m/%Y}",
        "hour": f"{local(document.arrived_at):%H giờ %M}" if urgent else "",
        "to": (leads.short_name or leads.name) if leads else "",
        "verify": None,
    }


def stamped(document: Document) -> bytes:
    """Return a copy of the original with the stamp of arrival on its first page.

    It is drawn anew each time from the original, whose bytes never change.

    Raises:
        NotFound: There is no file.
    """
    assert document.file_id is not None  # noqa: S101 - the caller looked
    return _stamped(document.id, document.file_id, document.lead_unit_id, document.state_at)


@lru_cache(maxsize=8)
def _stamped(document_id: UUID, file_id: UUID, _lead: UUID | None, _state_at: object) -> bytes:
    document = Document.objects.select_related("lead_unit").get(id=document_id)
    original = documents.read(file_id)
    stamp = pypdf.PdfReader(
        io.BytesIO(documents.render_paper(STAMP, stamp_values(document)))
    ).pages[0]
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(original))
    page = writer.pages[0]
    page.transfer_rotation_to_content()
    box = page.mediabox
    width, height = (float(each) / _POINTS_PER_MM for each in (box.width, box.height))
    left, top = rules.best_place(_words(page), width=width, height=height)
    move = pypdf.Transformation().translate(
        float(box.left) + left * _POINTS_PER_MM,
        float(box.top) - (top + rules.HEIGHT) * _POINTS_PER_MM,
    )
    page.merge_transformed_page(stamp, move, over=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _words(page: pypdf.PageObject) -> list[tuple[float, float, float]]:
    """Return left edge, baseline from the top and length of each piece of text, in mm."""
    found: list[tuple[float, float, float]] = []
    top = float(page.mediabox.top)

    def note(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        if not text.strip():
            return
        matrix = pypdf.Transformation(tm).transform(pypdf.Transformation(cm)).matrix
        x, y = matrix[2][0], matrix[2][1]
        scale = abs(matrix[0][0]) or 1.0
        length = len(text.strip()) * size * scale * 0.45
        found.append((x / _POINTS_PER_MM, (top - y) / _POINTS_PER_MM, length / _POINTS_PER_MM))

    try:
        page.extract_text(visitor_text=note)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return []
    return found


def slip_values(document: Document) -> Mapping[str, Any]:
    """Return what the template of the slip is told.

    Law:
        ND 30/2020, art. 23, annex IV
    """
    unit = organisation.get_unit(document.unit_id)
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    lines = list(document.slip.order_by("said_at", "id"))
    kind = kind_names().get(document.kind, "").split(" (")[0]
    issued = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    arrived = document.registered_at or document.arrived_at
    return {
        "title": f"Phiếu giải quyết văn bản đến số {document.arrival_number}",
        "author": unit.name,
        "at": arrived,
        "parent": parent.name if parent else "",
        "unit_name": unit.name,
        "facts": [
            ["Văn bản", f"{kind} số {document.number_symbol} ngày {issued}".strip()],
            ["Của", document.author],
            ["Về việc", document.subject],
            ["Số đến", f"{document.arrival_number}, ngày đến {local(arrived):%d/%m/%Y}"],
        ],
        "parts": [
            {
                "title": title,
                "lines": [
                    {
                        "text": each.text,
                        "to": each.to,
                        "by": each.said_by_name,
                        "day": f"{local(each.said_at):%d/%m/%Y}",
                        "due": f"{each.due_on:%d/%m/%Y}" if each.due_on else "",
                    }
                    for each in lines
                    if each.whose in whose
                ],
            }
            for title, whose in _PARTS
        ],
        "verify": None,
    }
