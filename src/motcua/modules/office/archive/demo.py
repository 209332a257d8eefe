"""The archive of the demo district: plans, files in every state, stores, loans, what ran out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from motcua.foundation.actors import Actor
from motcua.foundation.delivery import deliver_pending
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases
from .models import File, Heading, Place, Record
from .types import Line, Medium, NewFile, NewPaper, Target

DISTRICT = "H24.12"
_UNITS = {"TH": "H24.12.01", "TP": "H24.12.02", "NV": "H24.12.03", "TNMT": "H24.12.06"}
_PLAN: tuple[tuple[str, str, str, int | None], ...] = (
    ("Tổng hợp", "TH", "Chương trình, kế hoạch công tác năm của quận", None),
    ("Tổng hợp", "TH", "Báo cáo tháng, quý gửi Ủy ban nhân dân thành phố", 20),
    ("Tổng hợp", "TH", "Giấy mời, lịch công tác, thông báo họp", 2),
    ("Tư pháp", "TP", "Số hóa sổ hộ tịch và đăng ký hộ tịch", None),
    ("Tư pháp", "TP", "Công văn trao đổi về hộ tịch, chứng thực", 5),
    ("Tổ chức, cán bộ", "NV", "Cải cách hành chính và chuyển đổi số", 10),
    ("Tổ chức, cán bộ", "NV", "Quy hoạch cán bộ", 10),
    ("Tài nguyên và môi trường", "TNMT", "Thu gom rác thải, chỉnh trang đô thị", 10),
    ("Tài nguyên và môi trường", "TNMT", "Trả lời đơn về đất đai", 20),
)
_PAPERS = (
    ("Báo cáo", "Kết quả thực hiện nhiệm vụ", 6),
    ("Công văn", "Đề nghị phối hợp rà soát số liệu", 2),
    ("Biên bản", "Họp tổ công tác", 3),
    ("Kế hoạch", "Triển khai nhiệm vụ trong năm", 8),
)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who acts in the archive of the district."""

    clerk: Actor
    archivist: Actor
    leader: Actor
    unit_id: UUID
    units: dict[str, UUID]


def load() -> None:
    """Fill the archive with the last years; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if district is None or File.objects.exists():
        return
    cast = _cast(district.id, now)
    if cast is None:
        return
    deliver_pending(limit=100_000)  # what was issued and registered before is known now
    this_year = local_date(now).year
    for year in (this_year - 1, this_year):
        _plan(cast, year, at=_day(min(date(year, 1, 8), local_date(now))))
    box_id = _stores(cast, at=now)
    _old_files(cast, this_year, box_id)
    _new_files(cast, now)


def _day(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), LOCAL_ZONE)


def _actor(unit_id: UUID, role: organisation.Role, at: datetime) -> Actor | None:
    for post in organisation.list_posts([unit_id], at=at):
        accounts = identity.accounts_of(post.holder_ids) if post.role == role else {}
        for account_id in accounts.values():
            return identity.actor_for(account_id, at)
    return None


def _cast(unit_id: UUID, at: datetime) -> _Cast | None:
    role = organisation.Role
    wanted = {
        "clerk": _actor(unit_id, role.CLERK, at),
        "archivist": _actor(unit_id, role.ARCHIVIST, at),
        "leader": _actor(unit_id, role.AUTHORITY_LEADER, at),
    }
    if None in wanted.values():
        return None
    units = {
        mark: unit.id
        for mark, code in _UNITS.items()
        if (unit := organisation.find_unit(code, on=local_date(at)))
    }
    found: dict[str, Any] = wanted
    return _Cast(**found, unit_id=unit_id, units=units) if len(units) == len(_UNITS) else None


def _plan(cast: _Cast, year: int, *, at: datetime) -> None:
    lines = [
        Line(
            group=group,
            serial=n,
            mark=mark,
            title=title,
            years=years,
            unit_id=cast.units[mark],
            keeper=organisation.get_unit(cast.units[mark]).name,
        )
        for n, (group, mark, title, years) in enumerate(_PLAN, start=1)
    ]
    plan_id = use_cases.draw_up_plan(actor=cast.clerk, unit_id=cast.unit_id, year=year, at=at)
    use_cases.save_lines(actor=cast.clerk, plan_id=plan_id, lines=lines, at=at)
    use_cases.propose_plan(actor=cast.clerk, plan_id=plan_id, at=at)
    use_cases.approve_plan(actor=cast.leader, plan_id=plan_id, at=at)


def _stores(cast: _Cast, *, at: datetime) -> UUID:
    """Build a store with two shelves of three boxes; return the first box."""
    place: dict[str, Any] = {"actor": cast.archivist, "unit_id": cast.unit_id, "at": at}
    store = use_cases.add_place(name="Kho lưu trữ tầng 1", note="Nhà B, 6 giá", **place)
    for n in (1, 2):
        shelf = use_cases.add_place(name=f"Giá {n}", above_id=store, **place)
        for box in range(3 * n - 2, 3 * n + 1):
            use_cases.add_place(name=f"Hộp {box:02d}", above_id=shelf, **place)
    return Place.objects.get(name="Hộp 01", unit_id=cast.unit_id).id


def _file(
    cast: _Cast, mark: str, title: str, years: int | None, *, code: str, at: datetime, **more: Any
) -> UUID:
    return use_cases.open_file(
        actor=cast.clerk,
        keeper_unit_id=cast.units[mark],
        new=NewFile(title=title, years=years, code=code, **more),
        at=at,
    )


def _fill(
    cast: _Cast, file_id: UUID, *, at: datetime, papers: int = 3, scans: bool = False
) -> None:
    for n in range(papers):
        kind, subject, sheets = _PAPERS[n % len(_PAPERS)]
        day = local_date(at) + timedelta(days=20 * n)
        stored = _scan(cast, f"{kind} số {n + 4}", subject, day) if scans and n == 0 else None
        use_cases.add_paper(
            actor=cast.clerk,
            file_id=file_id,
            paper=NewPaper(
                subject=subject,
                kind_name=kind,
                number_symbol=f"{n + 4:02d}/{'BC' if n % 2 == 0 else 'CV'}-UBND",
                author="Ủy ban nhân dân quận Hồng Bàng",
                issued_on=day,
                sheets=sheets,
                file_id=stored,
            ),
            at=_day(day),
        )


def _scan(cast: _Cast, title: str, subject: str, day: date) -> UUID:
    """Store a page that stands for the scan of a paper."""
    drawn = documents.render_paper(
        queries.LIST,
        {
            "title": title,
            "author": "Ủy ban nhân dân quận Hồng Bàng",
            "at": _day(day),
            "unit_name": "Ủy ban nhân dân quận Hồng Bàng",
            "heading": title,
            "under": [subject],
            "heads": ("STT", "Nội dung", "Kết quả"),
            "widths": ("12", "", "40"),
            "rows": [("1", subject, "Hoàn thành"), ("2", "Báo cáo Ủy ban", "Đúng hạn")],
            "after": [],
            "signers": [],
            "landscape": False,
            "verify": None,
        },
    )
    name = f"{title.replace(' ', '-').lower()}-{day:%Y%m%d}.pdf"
    return documents.store(content=drawn, filename=name, actor=cast.clerk, at=_day(day)).id


def _close(cast: _Cast, file_id: UUID, *, at: datetime) -> None:
    row = File.objects.get(id=file_id)
    new = NewFile(
        title=row.title, years=row.years, medium=Medium(row.medium), keywords=row.keywords
    )
    use_cases.close_file(actor=cast.clerk, file_id=file_id, new=new, at=at)


def _hand_over(cast: _Cast, file_id: UUID, *, at: datetime) -> None:
    row = File.objects.get(id=file_id)
    transfer_id = use_cases.list_for_archive(
        actor=cast.clerk,
        from_unit_id=row.keeper_unit_id,
        target=Target.CURRENT,
        file_ids=[file_id],
        at=at,
    )
    use_cases.offer_files(actor=cast.clerk, transfer_id=transfer_id, at=at)
    use_cases.receive_files(
        actor=cast.archivist,
        transfer_id=transfer_id,
        condition="Đủ tài liệu, không rách nát, đã đánh số tờ",
        at=at,
    )


def _old_files(cast: _Cast, this_year: int, box_id: UUID) -> None:
    """Make files of earlier years: due, in the archive, run out, due for the historical archive."""
    for n, (years_ago, mark, title, years, is_handed) in enumerate(
        (
            (6, "TP", "Công văn trao đổi về chứng thực", 5, True),
            (6, "NV", "Giấy mời, lịch công tác của phòng", 2, False),
            (6, "TP", "Đăng ký hộ tịch lưu động", None, True),
            (3, "NV", "Cải cách hành chính của quận", 10, True),
            (3, "TNMT", "Chỉnh trang tuyến phố Điện Biên Phủ", 20, True),
            (2, "TP", "Tập huấn chứng thực điện tử", 5, False),
            (2, "NV", "Sắp xếp tổ dân phố", None, False),
        ),
        start=11,
    ):
        at = _day(date(this_year - years_ago, 2, 6))
        medium = Medium.PAPER if years == 2 else Medium.MIXED  # noqa: PLR2004 - short ones
        file_id = _file(cast, mark, title, years, code=f"{n}.{mark}", at=at, medium=medium)
        _fill(cast, file_id, at=at, scans=medium is Medium.MIXED)
        _close(cast, file_id, at=at + timedelta(days=120))
        if is_handed:
            _hand_over(cast, file_id, at=at + timedelta(days=200))
            use_cases.put_into_box(actor=cast.archivist, file_ids=[file_id], box_id=box_id, at=at)
    deliver_pending(limit=100_000)


def _new_files(cast: _Cast, now: datetime) -> None:
    """Open this year's files by the plan; put a part of what was issued into them; lend one."""
    plan = Heading.objects.filter(plan__unit_id=cast.unit_id, plan__year=local_date(now).year)
    files: dict[UUID, UUID] = {}
    for heading in plan.order_by("serial"):
        if heading.unit_id is None or heading.unit_id in files:
            continue
        files[heading.unit_id] = use_cases.open_file(
            actor=cast.clerk,
            keeper_unit_id=heading.unit_id,
            heading_id=heading.id,
            new=NewFile(title="", years=None),
            at=now,
        )
    records = Record.objects.filter(unit_id=cast.unit_id, document_id__isnull=False)
    for n, record in enumerate(records.order_by("at", "id")):
        if record.keeper_unit_id in files and n % 3:
            use_cases.put_in(
                actor=cast.clerk,
                file_id=files[record.keeper_unit_id],
                record_ids=[record.id],
                at=now,
            )
    _lend(cast, now)


def _lend(cast: _Cast, now: datetime) -> None:
    head = _actor(cast.units["TP"], organisation.Role.UNIT_HEAD, now)
    file = File.objects.filter(unit_id=cast.unit_id, state="CURRENT", years=20).first()
    if head is None or file is None:
        return
    for on_paper in (True, False):
        loan_id = use_cases.ask_for_file(
            actor=head,
            file_id=file.id,
            purpose="Đối chiếu khi trả lời đơn của công dân",
            on_paper=on_paper,
            at=now,
        )
        if on_paper:
            due_on = local_date(now) + timedelta(days=7)
            use_cases.grant_loan(actor=cast.archivist, loan_id=loan_id, due_on=due_on, at=now)
