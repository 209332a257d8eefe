"""A district and two wards that owe a small report every month."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.kernel.documents import api as documents
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import local
from motcua.modules.office.reports import use_cases
from motcua.modules.office.reports.models import Report
from motcua.modules.office.reports.types import (
    Closing,
    Column,
    Deadline,
    Frequency,
    RegimeTerms,
    Sheet,
)

ADOPTED = local("2024-02-20 08:00")
OPENED = local("2024-03-15 07:00")  # a Friday; the period closed on the 14th
IN_TIME = local("2024-03-18 09:00")
TOO_LATE = local("2024-03-25 09:00")
SINCE = date(2020, 1, 1)
HOUSE = actors.system("test")
_PEOPLE = {
    "chairman": ("Đỗ Văn Chủ", "AUTHORITY_LEADER", "Chủ tịch Ủy ban nhân dân quận", "district"),
    "supervisor": ("Ngô Thị Kiểm", "SUPERVISOR", "Cán bộ kiểm soát thủ tục", "district"),
    "admin": ("Lý Văn Danh", "CATALOGUE_ADMIN", "Quản trị danh mục", "district"),
    "warden": ("Hoàng Thị Phường", "AUTHORITY_LEADER", "Chủ tịch UBND phường", "ward"),
    "clerk": ("Vũ Thị Soạn", "CLERK", "Văn thư", "ward"),
    "warden2": ("Phạm Văn Trưởng", "AUTHORITY_LEADER", "Chủ tịch UBND phường", "ward2"),
    "clerk2": ("Trần Thị Ngoài", "CLERK", "Văn thư", "ward2"),
}
SHEET = Sheet(
    code="B1",
    title="Phản ánh, kiến nghị",
    columns=(
        Column("Nội dung"),
        Column("Kỳ trước", "Tiếp nhận"),
        Column("Mới", "Tiếp nhận"),
        Column("Tổng", "Tiếp nhận"),
        Column("Đã xử lý"),
        Column("Hồ sơ tiếp nhận"),
        Column("Ghi chú"),
    ),
    rows=(
        ("Quy định", "?", "?", "=B+C", "?", "#received", "?chữ"),
        ("Hành vi", "?", "?", "=B+C", "?", "", ""),
        ("Cộng", "=SUM(B1:B2)", "=SUM(C1:C2)", "=SUM(D1:D2)", "=SUM(E1:E2)", "", ""),
    ),
    checks=("E <= D | Đã xử lý không thể nhiều hơn tiếp nhận",),
)
TERMS = RegimeTerms(
    code="PAKN",
    title="Báo cáo tháng về phản ánh, kiến nghị",
    subject="Phản ánh, kiến nghị",
    receiver="Ủy ban nhân dân thành phố",
    source="Nghị định 09/2019/NĐ-CP",
    frequency=Frequency.MONTH,
    closing=Closing.FOURTEENTH,
    deadlines=(
        Deadline(level="WARD", rule="2 working_day"),
        Deadline(level="DISTRICT", rule="4 working_day"),
    ),
    valid_from=SINCE,
)
WHOLE = {
    "B1!B1": "2",
    "B1!C1": "5",
    "B1!E1": "6",
    "B1!B2": "0",
    "B1!C2": "1",
    "B1!E2": "1",
    "B1!G1": "Đã trả lời bằng văn bản",
}


@dataclass(frozen=True)
class World:
    """The units and people; ``actor`` tells what each may do at an instant."""

    units: dict[str, UUID]
    accounts: dict[str, Any]

    def actor(self, who: str, at: datetime = IN_TIME) -> Actor:
        return identity.actor_for(self.accounts[who].id, at=at)

    def report(self, where: str) -> Report:
        rows = Report.objects.select_related("unit", "regime", "receiver")
        return rows.get(unit_id=self.units[where], regime_code="PAKN")


def make_world() -> World:
    """Make the units, one person in each post, the form and its regime; nothing is open yet."""
    district = people.make_unit(
        "H24.12",
        name="Ủy ban nhân dân quận Hồng Bàng",
        short_name="UBND quận Hồng Bàng",
        level=organisation.Level.DISTRICT,
    )
    units = {"district": district}
    for where, number, name in (("ward", 22, "Hùng Vương"), ("ward2", 23, "Sở Dầu")):
        units[where] = people.make_unit(
            f"H24.12.{number}",
            parent_id=district,
            name=f"Ủy ban nhân dân phường {name}",
            short_name=f"UBND phường {name}",
        )
    accounts = {}
    for who, (name, role, title, where) in _PEOPLE.items():
        accounts[who] = people.make_official(f"rp-{who}", full_name=name)
        post = organisation.create_post(
            actor=people.SYSTEM,
            unit_id=units[where],
            role=organisation.Role(role),
            title=title,
            valid_from=SINCE,
            at=people.AT,
        )
        organisation.appoint(
            actor=people.SYSTEM,
            post_id=post.id,
            person_id=accounts[who].person_id,
            valid_from=SINCE,
            at=people.AT,
        )
    make_regime()
    return World(units=units, accounts=accounts)


def make_regime() -> None:
    """Publish the form and let its regime hold."""
    form_id = use_cases.create_form(actor=HOUSE, code="PAKN", title="Phản ánh", at=ADOPTED)
    use_cases.save_form(actor=HOUSE, form_id=form_id, sheets=[SHEET], at=ADOPTED)
    use_cases.publish_form(actor=HOUSE, form_id=form_id, at=ADOPTED)
    use_cases.set_regime(actor=HOUSE, terms=TERMS, form_code="PAKN", at=ADOPTED)


def rows_of(model: str, **wanted: Any) -> Any:
    """Return rows of a model that another module keeps to itself."""
    return apps.get_model(model).objects.filter(**wanted)


def open_all(at: datetime = OPENED) -> int:
    """Open what is owed."""
    return use_cases.open_reports(at=at)


def fill(world: World, where: str, *, at: datetime = IN_TIME, **changed: str) -> Report:
    """Fill a unit's report in whole, with other words in some cells (``B1`` for ``B1!B1``)."""
    report, who = world.report(where), FILLERS[where]
    words = WHOLE | {f"B1!{key}": text for key, text in changed.items()}
    use_cases.save_cells(actor=world.actor(who, at), report_id=report.id, changed=words, at=at)
    return report


def approve(world: World, where: str, *, at: datetime = IN_TIME, **changed: str) -> Report:
    """Fill a report in, lay it before the head, and let it be signed; the job has not run."""
    report = fill(world, where, at=at, **changed)
    use_cases.submit_report(actor=world.actor(FILLERS[where], at), report_id=report.id, at=at)
    use_cases.approve_report(actor=world.actor(HEADS[where], at), report_id=report.id, at=at)
    return world.report(where)


def send(world: World, where: str, *, at: datetime = IN_TIME, **changed: str) -> Report:
    """Send a report with a file that stands for the signed one."""
    record_signed(approve(world, where, at=at, **changed), at=at)
    return world.report(where)


def record_signed(report: Report, *, at: datetime = IN_TIME) -> None:
    """Take in a file that stands for the signed report."""
    version = report.versions.get(number=report.number)
    stored = documents.store(content=_picture(), filename="to.jpg", actor=HOUSE, at=at)
    use_cases.record_signed(actor=HOUSE, version_id=version.id, file_id=stored.id, at=at)


@cache
def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#8C1C13").save(out, "JPEG")
    return out.getvalue()


FILLERS = {"district": "supervisor", "ward": "clerk", "ward2": "clerk2"}
HEADS = {"district": "chairman", "ward": "warden", "ward2": "warden2"}
