"""Processes, offices and cases for the tests of this module and of those above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import count
from uuid import UUID

from motcua.foundation import actors
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7
from motcua.foundation.time import LOCAL_ZONE, TimeLimit
from motcua.kernel.cases import api
from motcua.kernel.cases.api import Facts, Step, StepKind
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units

SYSTEM = actors.system("test")
FIELD = "Hộ tịch"
THREE_DAYS = TimeLimit.parse("3 working_day")
_numbers = count(1)


def local(text: str) -> datetime:
    """Read an instant on the clock of Việt Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


AT = local("2024-03-04 09:00")  # a Monday


def a_step(seq: int, kind: StepKind, role: str, hours: str, name: str = "") -> Step:
    return Step(seq=seq, name=name or f"Bước {seq}", role=role, kind=kind, hours=Decimal(hours))


SHORT = (
    a_step(1, StepKind.RECEIVE, "RECEPTION", "1", "Tiếp nhận"),
    a_step(2, StepKind.HANDLE, "SPECIALIST", "8", "Thụ lý"),
    a_step(3, StepKind.SIGN, "AUTHORITY_LEADER", "4", "Ký"),
    a_step(4, StepKind.RETURN, "RECEPTION", "1", "Trả kết quả"),
)
LONG = (
    a_step(1, StepKind.RECEIVE, "RECEPTION", "1", "Tiếp nhận"),
    a_step(2, StepKind.HANDLE, "SPECIALIST", "8", "Thụ lý"),
    a_step(3, StepKind.REVIEW, "UNIT_HEAD", "4", "Kiểm tra"),
    a_step(4, StepKind.SIGN, "AUTHORITY_LEADER", "4", "Ký"),
    a_step(5, StepKind.ISSUE, "CLERK", "1", "Vào sổ, đóng dấu"),
    a_step(6, StepKind.RETURN, "RECEPTION", "1", "Trả kết quả"),
)


def publish(
    steps: Sequence[Step] = SHORT, *, code: str = "ho-tich", at: datetime = AT
) -> api.ProcessInfo:
    """Publish a step table."""
    return api.publish_process(actor=SYSTEM, code=code, title="Hộ tịch", steps=steps, at=at)


@dataclass(frozen=True)
class Office:
    """An authority with one post of each role, and whoever acts in them."""

    unit: organisation.UnitInfo
    posts: dict[str, organisation.PostInfo]
    actors: dict[str, Actor]

    def post(self, role: str) -> UUID:
        return self.posts[role].id

    def actor(self, role: str) -> Actor:
        return self.actors[role]


def holder_of(post: organisation.PostInfo, name: str = "") -> Actor:
    """Return an official who holds the post; cases ask for posts, not for permissions."""
    return Actor(
        kind=ActorKind.OFFICIAL,
        name=name or f"Người giữ {post.title}",
        account_id=uuid7(),
        person_id=uuid7(),
        post_ids=frozenset({post.id}),
        unit_ids=frozenset({post.unit_id}),
    )


def make_office(*roles: str, parent_id: UUID | None = None, fields: Sequence[str] = ()) -> Office:
    """Make an authority with a post of each of ``roles``, or of all that these processes name."""
    unit = units.make_unit(parent_id=parent_id)
    wanted = roles or ("RECEPTION", "SPECIALIST", "UNIT_HEAD", "AUTHORITY_LEADER", "CLERK")
    posts = {
        role: units.make_post(
            unit.id, organisation.Role(role), fields=fields if role == "SPECIALIST" else ()
        )
        for role in wanted
    }
    return Office(unit, posts, {role: holder_of(post) for role, post in posts.items()})


def open_case(
    office: Office,
    *,
    process: api.ProcessInfo | None = None,
    time_limit: TimeLimit = THREE_DAYS,
    at: datetime = AT,
    subject_code: str = "",
    facts: Facts | None = None,
) -> api.CaseInfo:
    """Open a case at the office's reception."""
    return api.open_case(
        actor=office.actors.get("RECEPTION", SYSTEM),
        kind="test",
        subject_code=subject_code or f"T-{next(_numbers)}",
        title="Đăng ký khai sinh",
        person_name="Phạm Thị Thanh Hà",
        unit_id=office.unit.id,
        field=FIELD,
        process=process or publish(),
        time_limit=time_limit,
        facts=facts or {},
        at=at,
    )
