"""Packets for tests, also of modules above and of integrations."""

import functools
import io
from dataclasses import replace
from datetime import UTC, date, datetime

from pyhanko.pdf_utils import generic, writer

from motcua.kernel.exchange import api as exchange
from motcua.kernel.exchange import tasks
from motcua.kernel.exchange.use_cases import carrying

AT = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)  # half past nine in Việt Nam
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def packet(**changes):
    """Return an official letter as a packet, ready to be written."""
    letter = exchange.Packet(
        document_id="5f0c7d5e-1111-4c7e-9d57-30a0b8f4a001",
        number="123",
        symbol="UBND-VP",
        subject="V/v tổ chức họp giao ban tháng 12",
        kind_name="Công văn",
        issued_on=date(2026, 11, 25),
        place="Hải Phòng",
        sender=exchange.Organ(code="H24", name="Ủy ban nhân dân thành phố"),
        receivers=(exchange.Organ(code="H24.01", name="Ủy ban nhân dân quận"),),
        signer_name="Nguyễn Văn A",
        signer_position="Chủ tịch",
        hops=(exchange.Hop(agency_code="H24", at=AT),),
        attachments=(exchange.Attachment(filename="cong-van.pdf", content=PDF),),
    )
    return replace(letter, **changes)


def status(**changes):
    """Return a state told by the receiver of :func:`packet`."""
    report = exchange.StatusReport(
        sender=exchange.Organ(code="H24.01", name="Ủy ban nhân dân quận"),
        about=exchange.DocumentRef(
            agency_code="H24",
            number_symbol="123/UBND-VP",
            document_id="5f0c7d5e-1111-4c7e-9d57-30a0b8f4a001",
            issued_on=date(2026, 11, 25),
        ),
        state=exchange.PacketState.ACCEPTED,
        at=AT,
        staff=exchange.Staff(name="Lê Thị B", department="Văn phòng"),
    )
    return replace(report, **changes)


@functools.cache
def pdf(text="Công văn"):
    """Return a PDF that says ``text``."""
    document = writer.PdfFileWriter(stream_xrefs=True)
    content = document.add_object(generic.StreamObject(stream_data=text.encode()))
    page = writer.PageObject(
        contents=content,
        media_box=generic.ArrayObject([generic.NumberObject(each) for each in (0, 0, 595, 842)]),
    )
    document.insert_page(page)
    made = io.BytesIO()
    document.write(made)
    return made.getvalue()


def carry():
    """Run the job that hands over what is due."""
    tasks.carry()


def carry_at(at):
    """Hand over, at an instant, what goes from one agency of this house to another."""
    while claimed := carrying.claim_parcels(at=at):
        for each in claimed:
            exchange.take_parcel(peer_id=None, parcel=each.parcel, at=at)
            carrying.record_delivered(parcel_id=each.parcel.id, at=at)


def hold_parcels_for(span):
    """Let a worker that was killed hold its parcels for no longer than ``span``."""
    vars(carrying)["LEASE"] = span
