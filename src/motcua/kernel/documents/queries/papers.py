"""Asking about issued papers."""

import hashlib
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from ..errors import PaperUnknown
from ..models import Paper
from ..rules.tokens import clean_token
from ..types import PaperInfo, PaperState


def verify_url(token: str, *, dossier_code: str = "", procedure_code: str = "") -> str:
    """Return what the QR code of a paper holds: the address of its verification.

    The codes of the dossier and of the procedure stand in it, so that an official's scanner
    reads them without the network, while any phone opens the page.

    Law:
        TT 01/2023
    """
    codes = {"hs": dossier_code, "tt": procedure_code}
    query = urlencode({key: value for key, value in codes.items() if value})
    return f"{settings.SITE_URL}/verify/{token}/" + (f"?{query}" if query else "")


def to_info(paper: Paper) -> PaperInfo:
    """Return the frozen value of a row; ``file`` and ``replaced_by`` should have been joined."""
    return PaperInfo(
        id=paper.id,
        token=paper.token,
        verify_url=verify_url(
            paper.token, dossier_code=paper.dossier_code, procedure_code=paper.procedure_code
        ),
        file_id=paper.file_id,
        sha256=paper.file.sha256,
        kind=paper.kind,
        number=paper.number,
        title=paper.title,
        dossier_code=paper.dossier_code,
        procedure_code=paper.procedure_code,
        unit_id=paper.unit_id,
        unit_name=paper.unit_name,
        holder_initials=paper.holder_initials,
        issued_at=paper.issued_at,
        state=PaperState(paper.state),
        state_at=paper.state_at,
        state_reason=paper.state_reason,
        replaced_by_token=paper.replaced_by.token if paper.replaced_by else None,
    )


def _papers() -> QuerySet[Paper]:
    return Paper.objects.select_related("file", "replaced_by")


def get_paper(*, token: str) -> PaperInfo:
    """Return the paper with this code; blanks, dashes and lower case do not matter.

    Raises:
        PaperUnknown: There is none.
    """
    paper = _papers().filter(token=clean_token(token)).first()
    if paper is None:
        raise PaperUnknown
    return to_info(paper)


def find_papers_by_content(content: bytes) -> tuple[PaperInfo, ...]:
    """Return the papers whose file is byte for byte ``content``, newest first."""
    sha256 = hashlib.sha256(content).hexdigest()
    rows = _papers().filter(file__sha256=sha256).order_by("-issued_at", "-id")
    return tuple(to_info(row) for row in rows)


def papers_of_dossier(*, dossier_code: str) -> tuple[PaperInfo, ...]:
    """Return the papers issued in a dossier, oldest first."""
    rows = _papers().filter(dossier_code=dossier_code).order_by("issued_at", "id")
    return tuple(to_info(row) for row in rows)


def papers_of_person(*, person_id: UUID) -> tuple[PaperInfo, ...]:
    """Return the papers issued to a person, newest first."""
    rows = _papers().filter(person_id=person_id).order_by("-issued_at", "-id")
    return tuple(to_info(row) for row in rows)
