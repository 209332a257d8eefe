"""Incoming documents of the demo district: scans, letters and files, in every state.

What comes by packet is sent by the demo of the exchange; here is what comes by post and e-mail.
"""

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from django.utils import timezone
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.outgoing import api as outgoing

from . import queries, use_cases
from .models import Document
from .types import Metadata, Support, Urgency

DISTRICT = "H24.12"
MAIL = actors.system("incoming.mail")
_CITY = "Ủy ban nhân dân thành phố Hải Phòng"
_AUTHORS = (
    (_CITY, "Sở Tư pháp", "STP-HCTP"),
    (_CITY, "Sở Nội vụ", "SNV-CCHC"),
    (_CITY, "Sở Xây dựng", "SXD-QLĐT"),
    ("", _CITY, "UBND-KSTTHC"),
    (_CITY, "Sở Tài nguyên và Môi trường", "STNMT-CCBVMT"),
)
_SUBJECTS = (
    "rà soát thủ tục hành chính trong lĩnh vực hộ tịch",
    "báo cáo kết quả cải cách hành chính quý III",
    "kiểm tra trật tự xây dựng trên địa bàn quận",
    "đẩy mạnh cung cấp dịch vụ công trực tuyến toàn trình",
    "phân loại chất thải rắn sinh hoạt tại nguồn",
    "góp ý dự thảo quy định về chứng thực bản sao điện tử",
    "mời dự tập huấn nghiệp vụ văn thư, lưu trữ",
)
_BODY = (
    "Thực hiện chương trình công tác năm, {author} đề nghị Ủy ban nhân dân quận Hồng Bàng:",
    "1. Giao đơn vị chuyên môn chủ trì thực hiện nội dung {subject}, phân công rõ người, rõ việc.",
    "2. Tổng hợp số liệu, nêu khó khăn, vướng mắc và đề xuất, kiến nghị.",
    "3. Gửi báo cáo bằng văn bản và qua hệ thống quản lý văn bản trước ngày 20 của tháng.",
)
_FINISHED, _ROUTED, _REGISTERED, _SCANNED = 9, 5, 3, 3
_DEPARTMENTS = ("H24.12.02", "H24.12.03", "H24.12.06", "H24.12.01")


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who acts, and where the documents go."""

    unit_id: UUID
    clerk: Actor
    leader: Actor
    heads: dict[UUID, Actor]  # by department


def load() -> None:
    """Take in the documents of the last weeks; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if district is None or Document.objects.filter(unit_id=district.id).exists():
        return
    desk = _desk(district.id, now)
    if desk is None:
        return
    days = [now - timedelta(days=n) for n in range(30, 0, -1)]
    working = [day for day in days if day.weekday() < 5]  # noqa: PLR2004 - Monday to Friday
    amount = _FINISHED + _ROUTED + _REGISTERED
    for n in range(amount):
        at = _morning(working[n * len(working) // amount], minutes=7 * n)
        document_id = _register(desk, n, at=at)
        if n < _FINISHED + _ROUTED:
            _route(desk, n, document_id, at=at + timedelta(hours=1), now=now)
        if n < _FINISHED:
            _finish(desk, n, document_id, at=at + timedelta(hours=4))
    for n in range(_SCANNED):
        _scan(desk, amount + n, at=now - timedelta(minutes=40 - n))
    _letters(desk, at=now - timedelta(minutes=30))


def _desk(district_id: UUID, at: datetime) -> _Desk | None:
    above = organisation.list_posts([district_id], at=at)
    clerk = _holder(above, organisation.Role.CLERK, at)
    leader = _holder(above, organisation.Role.AUTHORITY_LEADER, at)
    heads = {}
    for code in _DEPARTMENTS:
        unit = organisation.find_unit(code, on=local_date(at))
        posts = organisation.list_posts([unit.id], at=at) if unit else ()
        if unit and (head := _holder(posts, organisation.Role.UNIT_HEAD, at)):
            heads[unit.id] = head
    if clerk is None or leader is None or not heads:
        return None
    return _Desk(district_id, clerk, leader, heads)


def _holder(
    posts: tuple[organisation.PostInfo, ...], role: organisation.Role, at: datetime
) -> Actor | None:
    held = next((post for post in posts if post.role == role and post.holder_ids), None)
    accounts = identity.accounts_of(held.holder_ids) if held else {}
    return next((identity.actor_for(each, at) for each in accounts.values()), None)


def _morning(day: datetime, *, minutes: int) -> datetime:
    return datetime.combine(local_date(day), time(8, 0), LOCAL_ZONE) + timedelta(minutes=minutes)


def _metadata(n: int, on: date) -> Metadata:
    _parent, author, symbol = _AUTHORS[n % len(_AUTHORS)]
    return Metadata(
        author=author,
        number_symbol=f"{1210 + 37 * n}/{symbol}",
        issued_on=on,
        kind="CV",
        subject=_SUBJECTS[n % len(_SUBJECTS)],
        urgency=(Urgency.URGENT, Urgency.NORMAL, Urgency.NORMAL, Urgency.NORMAL)[n % 4],
    )


def _values(n: int, on: date) -> dict[str, Any]:
    """Return what the paper of a document shows."""
    parent, author, _symbol = _AUTHORS[n % len(_AUTHORS)]
    metadata = _metadata(n, on)
    lines = [each.format(author=author, subject=metadata.subject) for each in _BODY]
    return {
        "title": metadata.subject,
        "author": author,
        "at": datetime.combine(on, time(8), LOCAL_ZONE),
        "unit": {"parent": parent, "name": author, "place": "Hải Phòng"},
        "number": metadata.number_symbol,
        "dated": on,
        "draft": False,
        "paper": True,
        "letter": True,
        "kind": "CÔNG VĂN",
        "subject": metadata.subject,
        "addressees": ["Ủy ban nhân dân quận Hồng Bàng"],
        "bases": [],
        "blocks": [{"type": "text", "number": "", "text": line, "rows": []} for line in lines],
        "recipients": ["Như trên"],
        "filed": "VT",
        "appendices": [],
        "appendix_numbers": [],
        "urgency": "KHẨN" if metadata.urgency is Urgency.URGENT else "",
        "circulation": "",
        "drafter_mark": "",
        "contact": "",
        "signer": {
            "authority": "",
            "on_behalf": "",
            "title": "GIÁM ĐỐC" if author.startswith("Sở") else "CHỦ TỊCH",
            "name": "Phạm Quốc Hưng",
        },
        "verify": None,
    }


def _register(desk: _Desk, n: int, *, at: datetime) -> UUID:
    on = local_date(at - timedelta(days=1))
    document_id = use_cases.take_in(
        actor=desk.clerk,
        unit_id=desk.unit_id,
        content=documents.render_paper(outgoing.PAPER, _values(n, on)),
        filename=f"cong-van-{n + 1}.pdf",
        at=at,
    )
    use_cases.register_document(
        actor=desk.clerk,
        document_id=document_id,
        metadata=_metadata(n, on),
        at=at + timedelta(minutes=5),
    )
    return document_id


def _route(desk: _Desk, n: int, document_id: UUID, *, at: datetime, now: datetime) -> None:
    units = list(desk.heads)
    lead, beside = units[n % len(units)], units[(n + 1) % len(units)]
    finished = n < _FINISHED
    use_cases.route_document(
        actor=desk.leader,
        document_id=document_id,
        lead_unit_id=lead,
        due_on=_due(desk.unit_id, at if finished or n % 3 == 0 else now),
        opinion="Chủ trì tham mưu văn bản trả lời, báo cáo kết quả trước khi trình ký.",
        supports=[Support(unit_id=beside)] if n % 3 == 1 and beside != lead else (),
        at=at,
    )
    use_cases.note_read(actor=desk.heads[lead], document_id=document_id, at=at)


def _due(unit_id: UUID, begun: datetime) -> date:
    """Return a working day some days after an instant."""
    days = (local_date(begun) + timedelta(days=n) for n in range(4, 20))
    return next(day for day in days if queries.end_of_day(unit_id, day) is not None)


def _finish(desk: _Desk, n: int, document_id: UUID, *, at: datetime) -> None:
    head = desk.heads[list(desk.heads)[n % len(desk.heads)]]
    note = "Đã thực hiện và gửi báo cáo theo mẫu; lưu hồ sơ công việc."
    use_cases.finish_with_note(actor=head, document_id=document_id, note=note, at=at)


def _scan(desk: _Desk, n: int, *, at: datetime) -> None:
    """Take in a paper as the scanner gives it: a picture without a text layer."""
    values = _values(n, local_date(at - timedelta(days=2)))
    page = Image.open(io.BytesIO(documents.picture_paper(outgoing.PAPER, values)[0])).convert("RGB")
    page = page.resize((1654, 2339), Image.Resampling.BICUBIC)
    page = page.rotate(0.6, Image.Resampling.BICUBIC, fillcolor="white")
    out = io.BytesIO()
    page.save(out, "PDF", resolution=200)
    use_cases.take_in(
        actor=desk.clerk,
        unit_id=desk.unit_id,
        content=out.getvalue(),
        filename=f"quet-{n + 1}.pdf",
        at=at,
    )


def _letters(desk: _Desk, *, at: datetime) -> None:
    """Receive two letters of the mailbox: one brings a document, one is the document."""
    values = _values(19, local_date(at - timedelta(days=1)))
    paper = documents.render_paper(outgoing.PAPER, values)
    for number, (subject, text, files) in enumerate(
        (
            ("Gửi công văn", "Kính gửi quý cơ quan, văn bản đính kèm.", [("cong-van.pdf", paper)]),
            ("Xin ý kiến về lịch họp tổ dân phố", "Kính đề nghị quận cho ý kiến về lịch họp.", []),
        ),
        start=1,
    ):
        letter = EmailMessage()
        letter["From"] = "Văn thư Sở Xây dựng <vanthu@soxaydung.example.vn>"
        letter["Subject"] = subject
        letter["Message-ID"] = f"<demo-{number}@soxaydung.example.vn>"
        letter.set_content(text)
        for name, content in files:
            letter.add_attachment(content, maintype="application", subtype="pdf", filename=name)
        use_cases.receive_mail(
            actor=MAIL,
            unit_id=desk.unit_id,
            mailbox="demo",
            validity=1,
            number=number,
            source=letter.as_bytes(),
            at=at + timedelta(minutes=number),
        )
