"""A district with a plan, a department and three wards."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from PIL import Image

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.modules.operations.programme import use_cases
from motcua.modules.operations.programme.models import Item, Plan
from motcua.modules.operations.programme.types import Given, Kind, Wanted

YEAR = 2024
MORNING = datetime(2024, 3, 5, 9, 0, tzinfo=LOCAL_ZONE)
_POSTS = {
    "leader": ("AUTHORITY_LEADER", "district"),
    "head": ("UNIT_HEAD", "department"),
    "warden": ("AUTHORITY_LEADER", "ward"),
    "other": ("AUTHORITY_LEADER", "elsewhere"),
}


@dataclass(frozen=True)
class Office:
    """The district, its department, its wards, an authority elsewhere, and their people."""

    unit_id: UUID
    department_id: UUID
    ward_ids: tuple[UUID, ...]
    accounts: dict[str, Any]

    def actor(self, who: str, at: datetime = MORNING) -> Actor:
        return identity.actor_for(self.accounts[who].id, at=at)


def rows_of(model: str, **wanted: object) -> Any:
    """Return rows that the rooms below wrote, such as messages."""
    return apps.get_model(model)._default_manager.filter(**wanted)


def make_office() -> Office:
    """Make the district with the people who keep and carry out its plan."""
    level, kind = organisation.Level, organisation.UnitKind
    district = people.make_unit(
        "H24.12", name="Ủy ban nhân dân quận Hồng Bàng", level=level.DISTRICT
    )
    department = people.make_unit(
        "H24.12.03",
        parent_id=district,
        name="Phòng Nội vụ quận Hồng Bàng",
        short_name="Phòng Nội vụ",
        kind=kind.DEPARTMENT,
        level=level.DISTRICT,
    )
    wards = tuple(people.make_unit(f"H24.12.2{n}", parent_id=district) for n in (1, 2, 3))
    places = {"district": district, "department": department, "ward": wards[0]}
    places["elsewhere"] = people.make_unit("H24.90", level=level.DISTRICT)
    accounts = {}
    for who, (role, where) in _POSTS.items():
        accounts[who] = people.make_official(f"p-{who}", full_name=f"Người {who}")
        people.give_post(accounts[who], places[where], role=role)
    return Office(district, department, wards, accounts)


def enter(office: Office, **changes: Any) -> Plan:
    """Enter the plan of the year."""
    given: dict[str, Any] = {
        "year": YEAR,
        "title": "Kế hoạch chuyển đổi số",
        "number_symbol": "35/KH-UBND",
        "issued_on": date(YEAR, 1, 10),
    }
    plan_id = use_cases.enter_plan(
        actor=office.actor("leader"),
        unit_id=office.unit_id,
        given=Given(**{**given, **changes}),
        at=MORNING,
    )
    return Plan.objects.select_related("unit").get(id=plan_id)


def wanted(office: Office, **changes: Any) -> Wanted:
    """Return a target that lacks nothing: 95 per cent by Saturday, 29 June."""
    values: dict[str, Any] = {
        "kind": Kind.TARGET,
        "number": 1,
        "text": "Tỷ lệ văn bản ký số",
        "lead_unit_id": office.department_id,
        "due_on": date(YEAR, 6, 29),
        "measured_in": "%",
        "aim": Decimal(95),
    }
    return Wanted(**{**values, **changes})


def task(office: Office, **changes: Any) -> Wanted:
    """Return a task that lacks nothing."""
    return wanted(office, **{"kind": Kind.TASK, "text": "Tập huấn ký số", "aim": None, **changes})


def plan_items(office: Office, plan: Plan, *rows: Wanted) -> list[Item]:
    """Put lines into a plan; return all of it."""
    use_cases.plan_items(actor=office.actor("leader"), plan_id=plan.id, wanted=rows, at=MORNING)
    return list(Item.objects.filter(plan=plan).select_related("plan").order_by("kind", "number"))


def picture() -> bytes:
    """Return a photograph that proves something."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#0F6B5C").save(out, "JPEG")
    return out.getvalue()


def reach(office: Office, item: Item, *, at: datetime, who: str = "head") -> None:
    """Report a line as reached, with a photograph, and confirm it."""
    use_cases.report_item(
        actor=office.actor(who),
        item_id=item.id,
        text="Đã hoàn thành.",
        percent=100,
        value=item.aim,
        is_reached=True,
        files=[("anh.jpg", picture())],
        at=at,
    )
    use_cases.confirm_item(actor=office.actor("leader"), item_id=item.id, at=at)


def offer(office: Office, plan: Plan, title: str = "Một cửa Hiện đại", **changes: Any) -> UUID:
    """Offer a pilot model to all wards."""
    return use_cases.offer_model(
        **{
            "actor": office.actor("leader"),
            "plan_id": plan.id,
            "title": title,
            "at": MORNING,
            **changes,
        }
    )
