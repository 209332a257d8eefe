"""A reading room over the archive of the office of the outgoing tests, and a citizen who reads."""

import io
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pypdf

from motcua.foundation.actors import Actor
from motcua.foundation.delivery import deliver_pending
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.modules.office.archive import api as door
from motcua.modules.office.archive.tests import factories as archive
from motcua.modules.office.archive.tests.factories import MORNING
from motcua.modules.office.reading_room import use_cases
from motcua.modules.office.reading_room.types import Purpose

OPEN_TITLE = "Biên bản khảo sát khu phố cổ năm 1975"
CONDITIONAL_TITLE = "Biên bản xử lý khiếu nại của công dân"


@dataclass(frozen=True)
class Room:
    """An archive with an open document, one on conditions and one on paper only."""

    office: Any
    reader: Any
    other: Any
    records: dict[str, UUID] = field(default_factory=dict)
    files: dict[str, UUID] = field(default_factory=dict)
    stored: dict[str, UUID] = field(default_factory=dict)

    def person(self, account: Any) -> Actor:
        return identity.actor_for(account.id, at=MORNING)


def blank_page(count: int = 1) -> bytes:
    """Return a PDF of blank pages."""
    writer = pypdf.PdfWriter()
    for _n in range(count):
        writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def make_room(content: bytes) -> Room:
    """Make the archive hold two documents with files, open and on conditions, and one on paper."""
    office = archive.make_office()
    room = Room(
        office,
        people.make_citizen("Vũ Minh Khôi", personal_number="031092000077"),
        people.make_citizen("Lê Thị Tò Mò", personal_number="031092000078"),
    )
    for name, access, title in (
        ("open", "OPEN", OPEN_TITLE),
        ("conditional", "CONDITIONAL", CONDITIONAL_TITLE),
    ):
        stored = documents.store(
            content=content, filename=f"{name}.pdf", actor=archive.SYSTEM, at=MORNING
        )
        file_id = archive.open_file(office, code=f"{len(room.files) + 1:02}.TP", access=access)
        archive.add_paper(
            office, file_id, subject=title, file_id=stored.id, author="UBND quận Hồng Bàng"
        )
        room.records[name] = last_of(file_id)
        room.files[name], room.stored[name] = file_id, stored.id
    archive.add_paper(office, room.files["open"], subject="Sổ tay công tác tổ dân phố")
    room.records["paper"] = last_of(room.files["open"])
    for file_id in room.files.values():
        archive.closed_file(office, file_id=file_id)
    archive.hand_over(office, *room.files.values())
    deliver_pending()
    return room


def last_of(file_id: UUID) -> UUID:
    """Return the document that was put into a file last."""
    return door.items_of([file_id])[file_id][-1].record_id


def ask(room: Room, *names: str, at=MORNING) -> UUID:
    """Let the reader ask for documents of the archive."""
    (request_id,) = use_cases.ask_to_read(
        actor=room.person(room.reader),
        record_ids=[room.records[name] for name in names],
        purpose=Purpose.RESEARCH,
        words="Luận văn về khu phố cổ",
        at=at,
    )
    return request_id


__all__ = [
    "CONDITIONAL_TITLE",
    "MORNING",
    "OPEN_TITLE",
    "Room",
    "archive",
    "ask",
    "blank_page",
    "make_room",
]
