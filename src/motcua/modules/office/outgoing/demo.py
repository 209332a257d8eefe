"""Outgoing documents of the demo district: a few dozen, in every state, for everybody to try."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases
from .models import Document
from .types import Medium, State, Urgency

DISTRICT = "H24.12"
_DEPARTMENTS = ("H24.12.02", "H24.12.03", "H24.12.06", "H24.12.01")
_WARDS = ("Ủy ban nhân dân phường Hùng Vương", "Ủy ban nhân dân phường Sở Dầu")
_LETTER = """Thực hiện chỉ đạo của Ủy ban nhân dân thành phố, Ủy ban nhân dân quận đề nghị {to}:
1. Rà soát và báo cáo kết quả {what} tính đến hết tháng trước.
2. Cử một cán bộ đầu mối phối hợp, gửi họ tên và số điện thoại về Ủy ban nhân dân quận.
3. Gửi báo cáo trước ngày 20 của tháng này.
Đề nghị {to} quan tâm thực hiện"""
_DECISION = """QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác về {what}, gồm đại diện lãnh đạo các phòng có liên quan.
Điều 2. Tổ công tác tự giải thể khi hoàn thành nhiệm vụ.
Điều 3. Chánh Văn phòng, Trưởng các phòng và các thành viên Tổ công tác thi hành Quyết định này"""
_PLAN = """I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao chất lượng {what} trên địa bàn quận.
2. Phân công rõ người, rõ việc, rõ thời hạn.
II. NỘI DUNG
| STT | Nội dung | Đơn vị thực hiện | Thời hạn |
| 1 | Rà soát hiện trạng | Các phòng | Tháng này |
| 2 | Tổ chức thực hiện | Ủy ban nhân dân các phường | Quý này |
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng theo dõi, đôn đốc, tổng hợp báo cáo Ủy ban nhân dân quận"""
_NOTICE = """Ủy ban nhân dân quận thông báo về {what} như sau:
1. Thời gian: từ 08 giờ 00 phút, thứ Hai tuần sau.
2. Địa điểm: Hội trường Ủy ban nhân dân quận.
3. Các đơn vị chuẩn bị tài liệu và cử người tham dự đúng thành phần"""
_TEXTS = {"CV": _LETTER, "QD": _DECISION, "KH": _PLAN, "TB": _NOTICE}
_SUBJECTS = (
    "tiếp nhận hồ sơ trực tuyến",
    "chỉnh trang đô thị",
    "phòng, chống cháy nổ tại khu dân cư",
    "số hóa sổ hộ tịch",
    "thu gom rác thải tại nguồn",
    "cải cách hành chính",
    "an toàn thực phẩm tại chợ",
    "tuyển sinh đầu cấp",
    "chuyển đổi số",
)
_ISSUED = 22


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who acts in the demo, each in his post."""

    drafter: Actor
    head: Actor
    clerk: Actor
    leader: Actor
    leader_post: UUID


def load() -> None:
    """Write the documents of the last weeks; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if Document.objects.exists() or district is None:
        return
    casts = [cast for code in _DEPARTMENTS if (cast := _cast(district.id, code, now))]
    if not casts:
        return
    days = [now - timedelta(days=n) for n in range(45, 0, -1)]
    working = [day for day in days if day.weekday() < 5]  # noqa: PLR2004 - Monday to Friday
    for n in range(_ISSUED):
        day = working[n * len(working) // _ISSUED]
        at = datetime.combine(local_date(day), time(8, 5 + n), LOCAL_ZONE)
        document_id = _approved(casts[n % len(casts)], n, at=at)
        medium = Medium.PAPER if n % 8 == 5 else Medium.DIGITAL  # noqa: PLR2004 - a few
        use_cases.issue_document(
            actor=casts[0].clerk, document_id=document_id, medium=medium, at=at
        )
    _under_way(casts, at=now - timedelta(hours=3))


def _cast(district_id: UUID, department: str, at: datetime) -> _Cast | None:
    unit = organisation.find_unit(department, on=local_date(at))
    if unit is None:
        return None
    inside = organisation.list_posts([unit.id], at=at)
    above = organisation.list_posts([district_id], at=at)
    wanted = {
        "drafter": _held(inside, organisation.Role.SPECIALIST),
        "head": _held(inside, organisation.Role.UNIT_HEAD),
        "clerk": _held(above, organisation.Role.CLERK),
        "leader": _held(above, organisation.Role.AUTHORITY_LEADER),
    }
    leader = wanted["leader"]
    actors = {name: _actor(post, at) for name, post in wanted.items()}
    if leader is None or None in actors.values():
        return None
    found: dict[str, Any] = actors
    return _Cast(**found, leader_post=leader.id)


def _held(
    posts: tuple[organisation.PostInfo, ...], role: organisation.Role
) -> organisation.PostInfo | None:
    return next((post for post in posts if post.role == role and post.holder_ids), None)


def _actor(post: organisation.PostInfo | None, at: datetime) -> Actor | None:
    if post is None:
        return None
    accounts = identity.accounts_of(post.holder_ids)
    account_id = next((accounts[each] for each in post.holder_ids if each in accounts), None)
    return identity.actor_for(account_id, at) if account_id else None


def _draft(cast: _Cast, n: int, *, at: datetime) -> UUID:
    kind = ("CV", "QD", "CV", "KH", "TB")[n % 5]
    what = _SUBJECTS[n % len(_SUBJECTS)]
    urgency = Urgency.URGENT if n % 7 == 3 else Urgency.NORMAL  # noqa: PLR2004 - a few
    to = _WARDS[n % len(_WARDS)]
    subject = {
        "CV": f"báo cáo kết quả {what}",
        "QD": f"Về việc thành lập Tổ công tác về {what}",
        "KH": what[:1].upper() + what[1:],
        "TB": f"Hội nghị về {what}",
    }[kind]
    document_id = use_cases.begin_draft(
        actor=cast.drafter, kind=kind, subject=subject, urgency=urgency, at=at
    )
    document = Document.objects.get(id=document_id)
    before = queries.content_of(document)
    bases = [each for each in before.bases if "…" not in each]
    if kind == "QD":
        bases.append(f"Theo đề nghị của {document.drafting_unit.name}")
    use_cases.save_version(
        actor=cast.drafter,
        document_id=document_id,
        content=replace(
            before,
            addressees=(to,) if kind == "CV" else (),
            bases=tuple(bases),
            body=_TEXTS[kind].format(to=to, what=what),
            recipients=("Như trên", "Phòng Nội vụ quận Hồng Bàng") if kind == "CV" else _WARDS,
            drafter_mark="HB",
        ),
        based_on=1,
        at=at,
    )
    return document_id


def _to_leader(cast: _Cast, n: int, *, at: datetime, until: State) -> UUID:
    document_id = _draft(cast, n, at=at)
    state = use_cases.submit_draft(
        actor=cast.drafter, document_id=document_id, signer_post_id=cast.leader_post, at=at
    )
    if state is State.CONTENT_CHECK and until is not State.CONTENT_CHECK:
        state = use_cases.check_draft(actor=cast.head, document_id=document_id, at=at)
    if state is State.FORM_CHECK and until is State.APPROVAL:
        use_cases.check_draft(actor=cast.clerk, document_id=document_id, at=at)
    return document_id


def _approved(cast: _Cast, n: int, *, at: datetime) -> UUID:
    document_id = _to_leader(cast, n, at=at, until=State.APPROVAL)
    version = Document.objects.get(id=document_id).version
    use_cases.approve_draft(actor=cast.leader, document_id=document_id, version=version, at=at)
    return document_id


def _under_way(casts: list[_Cast], *, at: datetime) -> None:
    """Leave documents at every desk, so that everybody finds something to do."""
    for n, cast in enumerate(casts):
        _draft(cast, n, at=at)
        checked = _to_leader(cast, n + 4, at=at, until=State.CONTENT_CHECK)
        use_cases.comment(
            actor=cast.head,
            document_id=checked,
            text="Bổ sung thời hạn báo cáo cho rõ.",
            at=at + timedelta(minutes=5),
        )
        _to_leader(cast, n + 8, at=at, until=State.FORM_CHECK)
        _to_leader(cast, n + 12, at=at, until=State.APPROVAL)
    returned = _to_leader(casts[0], 16, at=at, until=State.APPROVAL)
    use_cases.return_draft(
        actor=casts[0].leader,
        document_id=returned,
        reason="Nêu rõ đơn vị chủ trì và kinh phí thực hiện.",
        at=at + timedelta(minutes=10),
    )
    _approved(casts[0], 17, at=at)
    discarded = _draft(casts[0], 18, at=at)
    use_cases.discard_draft(
        actor=casts[0].drafter,
        document_id=discarded,
        reason="Nội dung đã có trong văn bản khác.",
        at=at,
    )
