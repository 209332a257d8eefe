"""Documents that come in at the office of the outgoing tests."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from motcua.kernel.documents import api as files
from motcua.modules.office.incoming import use_cases
from motcua.modules.office.incoming.models import Document
from motcua.modules.office.incoming.types import Metadata
from motcua.modules.office.outgoing.tests import factories as letters
from motcua.modules.office.outgoing.tests.factories import MORNING, Office, local, make_office


def register(
    office: Office,
    *,
    content: bytes | None = None,
    at=MORNING,
    is_another: bool = False,
    **changes,
) -> UUID:
    """Take a document in and register it."""
    clerk = office.actor("clerk", at)
    document_id = use_cases.take_in(
        actor=clerk, unit_id=office.unit_id, content=content, filename="vb.pdf", at=at
    )
    use_cases.register_document(
        actor=clerk,
        document_id=document_id,
        metadata=metadata(**changes),
        is_another=is_another,
        at=at,
    )
    return document_id


def letter(office: Office, **values) -> bytes:
    """Return a letter of ours as a PDF, as another office would send one."""
    sending = vars(letters)["queries"]
    document = vars(letters)["Document"].objects.get(id=letters.draft(office, **values))
    return bytes(sending.draw(document, sending.content_of(document), at=MORNING))


def file_of(document_id: UUID) -> UUID:
    """Return the id of a document's original."""
    return UUID(str(Document.objects.values_list("file_id", flat=True).get(id=document_id)))


def content_of(document: Any) -> bytes:
    """Return the original of a document."""
    return files.read(document.file_id)


def issue_answer(office: Office, document_id: UUID) -> tuple[UUID, str]:
    """Issue a letter that answers a document; return its id, and its number and symbol."""
    answer = letters.approved(office, answers=document_id)
    issue = vars(letters)["use_cases"].issue_document
    number = issue(actor=office.actor("clerk"), document_id=answer, medium="PAPER", at=MORNING)
    return answer, number


def metadata(**changes) -> Metadata:
    """Return what stands on a letter."""
    values = {
        "author": "Ủy ban nhân dân thành phố",
        "number_symbol": "123/UBND-VP",
        "issued_on": date(2024, 3, 4),
        "kind": "CV",
        "subject": "rà soát thủ tục hành chính",
    }
    return Metadata(**{**values, **changes})


def route(office: Office, document_id: UUID, *, at=MORNING, days: int = 3, **changes) -> UUID:
    """Route a document to the department."""
    values = {
        "lead_unit_id": office.department_id,
        "due_on": (at + timedelta(days=days)).date(),
        "opinion": "Phòng Tư pháp tham mưu trả lời.",
    }
    return use_cases.route_document(
        actor=office.actor("leader", at), document_id=document_id, at=at, **{**values, **changes}
    )


__all__ = [
    "MORNING",
    "Office",
    "content_of",
    "file_of",
    "issue_answer",
    "letter",
    "local",
    "make_office",
    "metadata",
    "register",
    "route",
]
