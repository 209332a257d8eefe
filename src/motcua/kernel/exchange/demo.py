"""Two invented nodes with whom the district exchanges: what came in, arrived, failed and waits."""

import hashlib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .models import Agency, Parcel
from .queries import directory
from .types import (
    Attachment,
    DocumentRef,
    Hop,
    Organ,
    Packet,
    PacketState,
    ParcelInfo,
    Staff,
    StatusReport,
    Urgency,
)
from .use_cases import carrying, receiving, sending
from .use_cases import directory as keeping

ACTOR = actors.system("demo")
TEMPLATE = Path(__file__).parent / "data" / "papers" / "cong-van-mau.typ"
DISTRICT = "H24.12"
CITY = Organ(code="H24", name="Ủy ban nhân dân thành phố Hải Phòng")
NEIGHBOUR = Organ(code="H24.31", name="Ủy ban nhân dân huyện An Dương")
_CAME_IN = (
    (CITY, 4, "2915", "UBND-KSTTHC", "rà soát thủ tục hành chính thực hiện trực tuyến toàn trình"),
    (CITY, 2, "3021", "UBND-VX", "tăng cường phòng, chống dịch sốt xuất huyết"),
    (NEIGHBOUR, 1, "418", "UBND-TNMT", "phối hợp xử lý rác thải khu vực giáp ranh"),
)
_WENT_OUT = (
    (CITY, 6, "561", "UBND-VP", "báo cáo kết quả cải cách hành chính quý III"),
    (NEIGHBOUR, 3, "574", "UBND-TNMT", "thống nhất lịch kiểm tra khu vực giáp ranh"),
    (NEIGHBOUR, 0, "590", "UBND-VP", "mời dự họp giao ban khu vực"),
)


def load() -> None:
    """Enter the nodes and what was exchanged with them in the last days; repeatable."""
    now = timezone.now()
    unit = organisation.find_unit(DISTRICT, on=local_date(now))
    if unit is None or Agency.objects.exists() or not directory.codecs():
        return
    peers = _enter(unit, at=now - timedelta(days=30))
    for sender, days, number, symbol, subject in _CAME_IN:
        at = now - timedelta(days=days, hours=2)
        _receive(
            peers[sender.code],
            _letter(sender, unit.name, number=number, symbol=symbol, subject=subject, at=at),
            at=at,
        )
    for told in Parcel.objects.exclude(arrival=None).order_by("created_at"):
        at = told.created_at + timedelta(seconds=4)
        carrying.record_delivered(parcel_id=told.id, at=at)
    parcels = [
        _send(unit, to, number=number, symbol=symbol, subject=subject, at=now - timedelta(days=n))
        for to, n, number, symbol, subject in _WENT_OUT
    ]
    _acknowledge(peers[CITY.code], parcels[0])
    reason = "Nút bên kia không nhận gói tin: chưa đăng ký mã định danh của đơn vị nhận."
    at = parcels[1].created_at + timedelta(minutes=2)
    carrying.record_refused(parcel_id=parcels[1].id, error=reason, at=at)
    at, silence = now - timedelta(minutes=50), "Hết thời gian chờ kết nối."
    carrying.record_silence(peer_id=peers[NEIGHBOUR.code], error=silence, at=at)
    carrying.record_postponed(parcel_id=parcels[2].id, error=silence, at=at)


def _enter(unit: organisation.UnitInfo, *, at: datetime) -> dict[str, UUID]:
    """Enter the nodes and the agencies; the nodes are invented, nobody answers there."""
    keeping.save_agency(actor=ACTOR, code=DISTRICT, name=unit.name, unit_id=unit.id, at=at)
    peers = {}
    for organ, serves in ((CITY, ("*",)), (NEIGHBOUR, ())):
        keeping.save_agency(actor=ACTOR, code=organ.code, name=organ.name, at=at)
        peers[organ.code] = keeping.save_peer(
            actor=ACTOR,
            code=organ.code,
            name=organ.name,
            transport="node",
            address=f"https://{organ.code.lower()}.motcua.example:8768",
            fingerprints=[hashlib.sha256(organ.code.encode()).hexdigest()],
            serves=serves,
            at=at,
        )
    return peers


def _letter(
    sender: Organ, receiver: str, *, number: str, symbol: str, subject: str, at: datetime
) -> Packet:
    on = local_date(at)
    pdf = _paper(sender, receiver, number=f"{number}/{symbol}", subject=subject, on=on)
    return Packet(
        document_id=str(uuid5(NAMESPACE_URL, f"demo:{sender.code}:{number}/{symbol}")),
        number=number,
        symbol=symbol,
        subject=f"V/v {subject}",
        kind_name="Công văn",
        issued_on=on,
        sender=sender,
        receivers=(Organ(code=DISTRICT, name=receiver),),
        place="Hải Phòng",
        signer_name="Nguyễn Đức Thọ",
        signer_position="Phó Chủ tịch",
        urgency=Urgency.NORMAL,
        pages=1,
        hops=(Hop(agency_code=sender.code, at=at.replace(microsecond=0)),),
        attachments=(Attachment(filename=f"{number}-{symbol}.pdf", content=pdf),),
    )


def _paper(sender: Organ, receiver: str, *, number: str, subject: str, on: date) -> bytes:
    values = {
        "title": f"Công văn số {number}",
        "author": sender.name,
        "at": f"{on.isoformat()}T00:00",
        "sender": sender.name,
        "receiver": receiver,
        "number": number,
        "subject": subject,
        "dated": on,
        "signer": "Nguyễn Đức Thọ",
        "position": "Phó Chủ tịch",
        "lines": [
            f"{sender.name} đề nghị {receiver} quan tâm, chỉ đạo thực hiện nội dung {subject}.",
            "Kết quả thực hiện gửi về trước ngày 20 hằng tháng để tổng hợp.",
        ],
        "verify": None,
    }
    return documents.render_paper(TEMPLATE, values)


def _receive(peer_id: UUID, message: Packet | StatusReport, *, at: datetime) -> None:
    content = next(iter(directory.codecs().values())).write(message)
    sha256 = hashlib.sha256(content).hexdigest()
    parcel = ParcelInfo(
        id=uuid5(NAMESPACE_URL, f"demo:{sha256}"),
        from_code=message.sender.code,
        to_code=DISTRICT,
        sha256=sha256,
        hops=0,
        content=content,
    )
    receiving.take_parcel(peer_id=peer_id, parcel=parcel, at=at)


def _send(
    unit: organisation.UnitInfo,
    to: Organ,
    *,
    number: str,
    symbol: str,
    subject: str,
    at: datetime,
) -> Parcel:
    at -= timedelta(hours=1)
    own = Organ(code=DISTRICT, name=unit.name)
    on = local_date(at)
    pdf = _paper(own, to.name, number=f"{number}/{symbol}", subject=subject, on=on)
    filename = f"{number}-{symbol}.pdf"
    stored = documents.store(content=pdf, filename=filename, actor=ACTOR, at=at)
    packet_id = sending.send_packet(
        actor=ACTOR,
        unit_id=unit.id,
        packet=Packet(
            document_id=f"demo-{number}",
            number=number,
            symbol=symbol,
            subject=subject,
            kind_name="Công văn",
            issued_on=on,
            signer_name="Phạm Văn Hải",
            signer_position="Chủ tịch",
            pages=1,
            attachments=(Attachment(filename=filename, file_id=stored.id),),
        ),
        to=[to.code],
        at=at,
    )
    return Parcel.objects.get(packet_id=packet_id)


def _acknowledge(peer_id: UUID, parcel: Parcel) -> None:
    """Let the receiver take a letter, register it and answer that it is done."""
    at = parcel.created_at + timedelta(minutes=1)
    carrying.record_delivered(parcel_id=parcel.id, at=at)
    packet: Any = parcel.packet
    for hours, state in enumerate(
        (PacketState.ARRIVED, PacketState.ACCEPTED, PacketState.COMPLETED)
    ):
        told_at = (at + timedelta(hours=7 * hours)).replace(microsecond=0)
        report = StatusReport(
            sender=CITY,
            about=DocumentRef(
                agency_code=DISTRICT,
                number_symbol=packet.number_symbol,
                document_id=packet.document_id,
            ),
            state=state,
            at=told_at,
            staff=Staff(name="Đoàn Thị Mai", department="Văn phòng") if hours else None,
        )
        _receive(peer_id, report, at=told_at)
