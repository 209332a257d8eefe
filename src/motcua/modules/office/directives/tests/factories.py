"""Tasks at the office of the outgoing tests, with an office that follows them."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from PIL import Image

from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.foundation.time import local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.directives import use_cases
from motcua.modules.office.directives.models import Task
from motcua.modules.office.directives.types import Given, Source, Wanted
from motcua.modules.office.outgoing.tests import factories as letters
from motcua.modules.office.outgoing.tests.factories import MORNING, SINCE, local

_MORE = {
    "chief": ("Bùi Văn Chánh", "UNIT_HEAD", "Chánh Văn phòng", "office"),
    "warden": ("Hoàng Thị Phường", "AUTHORITY_LEADER", "Chủ tịch UBND phường", "ward"),
}


@dataclass(frozen=True)
class Office:
    """The district, its office and department, a ward; ``actor`` tells what each may do."""

    letters: letters.Office
    office_id: UUID
    accounts: dict[str, Any]
    posts: dict[str, UUID]

    @property
    def unit_id(self) -> UUID:
        return self.letters.unit_id

    @property
    def department_id(self) -> UUID:
        return self.letters.department_id

    @property
    def ward_id(self) -> UUID:
        return self.letters.ward_id

    def actor(self, who: str, at: datetime = MORNING) -> Actor:
        return identity.actor_for(self.accounts[who].id, at=at)


def make_office() -> Office:
    """Make the district with the head of its office and the leader of its ward."""
    district = letters.make_office()
    office = people.make_unit(
        "H24.12.01",
        parent_id=district.unit_id,
        name="Văn phòng Hội đồng nhân dân và Ủy ban nhân dân quận",
        short_name="Văn phòng HĐND và UBND",
        kind=organisation.UnitKind.DEPARTMENT,
        level=organisation.Level.DISTRICT,
    )
    accounts, posts = dict(district.accounts), dict(district.posts)
    for who, (name, role, title, where) in _MORE.items():
        account = people.make_official(f"o-{who}", full_name=name)
        post = organisation.create_post(
            actor=people.SYSTEM,
            unit_id=office if where == "office" else district.ward_id,
            role=organisation.Role(role),
            title=title,
            valid_from=SINCE,
            at=people.AT,
        )
        organisation.appoint(
            actor=people.SYSTEM,
            post_id=post.id,
            person_id=account.person_id,
            valid_from=SINCE,
            at=people.AT,
        )
        accounts[who], posts[who] = account, post.id
    return Office(district, office, accounts, posts)


def picture() -> bytes:
    """Return a photograph that proves something."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#8C1C13").save(out, "JPEG")
    return out.getvalue()


def wanted(office: Office, **changes: Any) -> Wanted:
    """Return a task that lacks nothing, for the department."""
    values: dict[str, Any] = {
        "owner": str(office.department_id),
        "text": "Rà soát dữ liệu hộ tịch",
        "due": "15/03/2024",
        "sentence": "Giao Phòng Tư pháp rà soát dữ liệu hộ tịch trước 15/3.",
    }
    return Wanted(**{**values, **changes})


def give(
    office: Office, *rows: Wanted, who: str = "leader", at: datetime = MORNING, **changes: Any
) -> list[Task]:
    """Give tasks out of a note of the chairman."""
    values: dict[str, Any] = {
        "given": Given(source=Source.NOTE, title="Giao ban", given_on=local_date(at)),
        "leader_post_id": office.posts["leader"],
        "key": uuid7(),
    }
    ids = use_cases.give_tasks(
        actor=office.actor(who, at),
        unit_id=office.unit_id,
        wanted=rows or (wanted(office),),
        at=at,
        **{**values, **changes},
    )
    return list(Task.objects.filter(id__in=ids).order_by("number"))


def report(office: Office, task: Task, *, at: datetime, who: str = "head") -> None:
    """Report a task as done."""
    use_cases.report_done(
        actor=office.actor(who, at), task_id=task.id, text="Đã rà soát xong.", at=at
    )


def finish(office: Office, task: Task, *, at: datetime) -> None:
    """Report a task as done and accept it."""
    report(office, task, at=at)
    use_cases.accept_task(actor=office.actor("chief", at), task_id=task.id, at=at)


__all__ = [
    "MORNING",
    "Office",
    "finish",
    "give",
    "local",
    "make_office",
    "picture",
    "report",
    "wanted",
]
