"""A document as paper: what the template is told, and the paper drawn."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdf
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf.errors import PyPdfError

from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..models import Document, Letterhead
from ..types import Circulation, Content, Medium, Urgency
from .kinds import kind_of, skeleton
from .registers import find_letterhead

PAPERS = Path(__file__).resolve().parents[1] / "data" / "papers"
TEMPLATE = PAPERS / "van-ban-v1.typ"
EXTRACT = PAPERS / "trich-sao-v1.typ"
REGISTER = PAPERS / "so-van-ban-di-v1.typ"
_READ_PAGES, _MOST_TEXT = 3, 20_000  # a mark of secrecy stands on the first page
_URGENCY = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "KHẨN",
    Urgency.VERY_URGENT: "THƯỢNG KHẨN",
    Urgency.EXPRESS: "HỎA TỐC",
}
_CIRCULATION = {
    Circulation.OPEN: "",
    Circulation.INTERNAL: "LƯU HÀNH NỘI BỘ",
    Circulation.RETURN: "XEM XONG TRẢ LẠI",
}


def symbol_for(
    *, kind_abbreviation: str, head: Letterhead, drafting: organisation.UnitInfo, on: date
) -> str:
    """Return the symbol of a document; in letters the drafting unit stands behind the agency."""
    own = ""
    if drafting.id != head.unit_id:
        own = find_letterhead(unit=drafting, on=on).symbol
    return rules.symbol_of(kind=kind_abbreviation, agency=head.symbol, drafting=own)


def paper_values(
    document: Document,
    content: Content,
    *,
    number: str,
    dated: date | None,
    token: str = "",
    at: datetime,
) -> Mapping[str, Any]:
    """Return what the template is told of a document.

    Args:
        number: As printed before the symbol; empty leaves its place open.
        dated: None leaves day and month open, as on a draft.
        at: Says which kinds and letterheads hold.
    """
    on = dated or at.date()
    unit = organisation.get_unit(document.unit_id)
    drafting = organisation.get_unit(document.drafting_unit_id)
    head = find_letterhead(unit=unit, on=on)
    kind = kind_of(content.kind, on=on)
    symbol = symbol_for(kind_abbreviation=kind.abbreviation, head=head, drafting=drafting, on=on)
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    own = find_letterhead(unit=drafting, on=on).symbol if drafting.id != unit.id else ""
    return {
        "title": content.subject or kind.name,
        "author": unit.name,
        "at": at,
        "unit": {"parent": parent.name if parent else "", "name": unit.name, "place": head.place},
        "number": f"{number}/{symbol}" if number else f"       /{symbol}",
        "dated": dated,
        "draft": not number,
        "paper": document.medium == Medium.PAPER,
        "letter": kind.code == "CV",
        "kind": skeleton(kind.code).printed,
        "subject": content.subject,
        "addressees": content.addressees,
        "bases": content.bases,
        "blocks": _blocks(content.body),
        "recipients": content.recipients,
        "filed": ", ".join(["VT", *([own] if own else [])]),
        "appendices": [
            {"title": each.title, "blocks": _blocks(each.body)} for each in content.appendices
        ],
        "appendix_numbers": [rules.roman(n + 1) for n in range(len(content.appendices))],
        "urgency": _URGENCY[content.urgency],
        "circulation": _CIRCULATION[content.circulation],
        "drafter_mark": _drafter_mark(content),
        "contact": head.contact if content.show_contact else "",
        "signer": document.signer_lines or planned_signer(document, agency=unit.name, at=at),
        "verify": {"token": token, "url": documents.verify_url(token)} if token else None,
    }


def planned_signer(document: Document, *, agency: str, at: datetime) -> Mapping[str, str]:
    """Return who will stand on a document that is not approved yet: the holder of the post."""
    if document.signer_post_id is None:
        return {"authority": "", "on_behalf": "", "title": "", "name": ""}
    post = organisation.get_post(document.signer_post_id, at=at)
    persons = identity.persons(post.holder_ids[:1])
    name = next((each.full_name for each in persons.values()), "")
    return rules.signer_lines(agency=agency, post_title=post.title, name=name)


def _blocks(body: str) -> list[dict[str, Any]]:
    return [
        {
            "type": block.type,
            "text": block.text,
            "number": block.number,
            "rows": [list(row) for row in block.rows],
        }
        for block in rules.parse_body(body)
    ]


def _drafter_mark(content: Content) -> str:
    copies = f"({content.copies})" if content.copies else ""
    return ".".join(part for part in (content.drafter_mark.upper(), copies) if part)


def draw(document: Document, content: Content, *, at: datetime) -> bytes:
    """Return the paper of a document as it stands: with number and day, or open as a draft."""
    number = rules.number_text(document.number) if document.number else ""
    values = paper_values(
        document, content, number=number, dated=document.dated, token=document.token, at=at
    )
    return documents.render_paper(TEMPLATE, values)


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])


def read_annex(content: bytes) -> tuple[int, str]:
    """Return how many pages a PDF has and what its first pages say; none of one that is locked."""
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            return 0, ""
        first = [each.extract_text(extraction_mode="layout") for each in reader.pages[:_READ_PAGES]]
        return len(reader.pages), "\n".join(first)[:_MOST_TEXT]
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        return 0, ""


def pictures(document: Document) -> tuple[bytes, ...]:
    """Return the pages of a document as it stands, as PNG pictures; drawn once while it lasts."""
    stands = f"{document.number_symbol} {document.signer_name} {document.signer_post_id}"
    return _pictures(document.id, document.version, stands)


@lru_cache(maxsize=16)
def _pictures(document_id: UUID, version: int, _stands: str) -> tuple[bytes, ...]:
    document = Document.objects.get(id=document_id)
    content = Content.from_json(document.versions.get(number=version).content)
    number = rules.number_text(document.number) if document.number else ""
    values = paper_values(
        document, content, number=number, dated=document.dated, at=document.state_at
    )
    return documents.picture_paper(TEMPLATE, values)


def count_drawn(document: Document) -> int:
    """Return how many pages a document has as it stands."""
    return len(pictures(document))


def extract_values(
    document: Document, text: str, *, number: str, dated: date, receivers: str
) -> Mapping[str, Any]:
    """Return what the template of an extract is told."""
    unit = organisation.get_unit(document.unit_id)
    parent = organisation.get_unit(unit.parent_id) if unit.parent_id else None
    head = find_letterhead(unit=unit, on=dated)
    name = skeleton(document.kind).printed
    return {
        "title": f"Trích sao {name} số {document.number_symbol}",
        "author": unit.name,
        "at": dated.isoformat() + "T00:00",
        "unit": {"parent": parent.name if parent else "", "name": unit.name, "place": head.place},
        "number": number,
        "dated": dated,
        "of": f"{name} số {document.number_symbol} ngày {document.dated:%d/%m/%Y} của {unit.name}",
        "subject": document.subject,
        "blocks": _blocks(text),
        "recipients": [line.strip(" -;.") for line in receivers.splitlines() if line.strip()],
        "verify": None,
    }
