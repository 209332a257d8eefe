"""A district with a department, its posts and their holders; documents on their way."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests.factories import local
from motcua.modules.office.outgoing import queries, use_cases
from motcua.modules.office.outgoing.models import Document
from motcua.modules.office.outgoing.types import Content, State

MORNING = local("2024-03-05 08:30")  # a Tuesday
SINCE = date(2020, 1, 1)
BODY = """Thực hiện kế hoạch chuyển đổi số, Ủy ban nhân dân quận đề nghị các phường rà soát:
1. Danh mục thủ tục hành chính, gồm:
a) Thủ tục về hộ tịch;
b) Thủ tục về chứng thực.
2. Trang thiết bị của bộ phận một cửa.
Đề nghị các phường thực hiện"""


@dataclass(frozen=True)
class Office:
    """Who works in the district; ``actor`` tells what each may do at an instant."""

    unit_id: UUID
    department_id: UUID
    ward_id: UUID
    accounts: dict[str, Any]
    posts: dict[str, UUID]

    def actor(self, who: str, at: datetime = MORNING) -> Actor:
        return identity.actor_for(self.accounts[who].id, at=at)


_LINKS = {"answers", "corrects", "replaces"}
_PEOPLE = {
    "drafter": ("Vũ Thị Soạn", "SPECIALIST", "Chuyên viên Phòng Tư pháp"),
    "head": ("Phạm Văn Trưởng", "UNIT_HEAD", "Trưởng phòng Tư pháp"),
    "clerk": ("Ngô Thị Thư", "CLERK", "Văn thư"),
    "leader": ("Đỗ Văn Chủ", "AUTHORITY_LEADER", "Chủ tịch Ủy ban nhân dân quận"),
    "deputy": ("Lê Thị Phó", "AUTHORITY_LEADER", "Phó Chủ tịch phụ trách văn hóa - xã hội"),
    "stranger": ("Trần Thị Ngoài", "SPECIALIST", "Chuyên viên phường"),
}


def make_office() -> Office:
    """Make a district, its department of justice, a ward, and one person in each post."""
    district = people.make_unit(
        "H24.12",
        name="Ủy ban nhân dân quận Hồng Bàng",
        short_name="UBND quận Hồng Bàng",
        level=organisation.Level.DISTRICT,
    )
    department = people.make_unit(
        "H24.12.02",
        parent_id=district,
        name="Phòng Tư pháp quận Hồng Bàng",
        short_name="Phòng Tư pháp",
        kind=organisation.UnitKind.DEPARTMENT,
        level=organisation.Level.DISTRICT,
    )
    ward = people.make_unit(
        "H24.12.22",
        parent_id=district,
        name="Ủy ban nhân dân phường Hùng Vương",
        short_name="UBND phường Hùng Vương",
    )
    units = {"drafter": department, "head": department, "stranger": ward}
    accounts, posts = {}, {}
    for order, (who, (name, role, title)) in enumerate(_PEOPLE.items()):
        account = people.make_official(f"o-{who}", full_name=name)
        post = organisation.create_post(
            actor=people.SYSTEM,
            unit_id=units.get(who, district),
            role=organisation.Role(role),
            title=title,
            valid_from=SINCE,
            sort=order,
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
    return Office(district, department, ward, accounts, posts)


def write(
    office: Office, document_id: UUID, *, who: str = "drafter", at: datetime, **changes: Any
) -> int:
    """Save a version with changes to what stands there."""
    document = Document.objects.get(id=document_id)
    return use_cases.save_version(
        actor=office.actor(who, at),
        document_id=document_id,
        content=replace(queries.content_of(document), **changes),
        based_on=document.version,
        at=at,
    )


def draft(office: Office, *, kind: str = "CV", at: datetime = MORNING, **values: Any) -> UUID:
    """Make a draft that lacks nothing."""
    document_id = use_cases.begin_draft(
        actor=office.actor("drafter", at),
        kind=kind,
        subject=values.pop("subject", "rà soát thủ tục hành chính trực tuyến"),
        at=at,
        **{
            name: values.pop(name) for name in ("answers", "corrects", "replaces") if name in values
        },
    )
    write(
        office,
        document_id,
        at=at,
        **{
            "addressees": ("UBND phường Hùng Vương",) if kind == "CV" else (),
            "bases": (),
            "body": BODY,
            "recipients": ("Như trên", "Phòng Tư pháp"),
            **values,
        },
    )
    return document_id


def approved(
    office: Office, *, at: datetime = MORNING, signer: str = "leader", **values: Any
) -> UUID:
    """Make a document that lies with the clerk to be issued."""
    document_id = draft(office, at=at, **values)
    use_cases.submit_draft(
        actor=office.actor("drafter", at),
        document_id=document_id,
        signer_post_id=office.posts[signer],
        at=at,
    )
    use_cases.check_draft(actor=office.actor("head", at), document_id=document_id, at=at)
    use_cases.check_draft(actor=office.actor("clerk", at), document_id=document_id, at=at)
    version = Document.objects.get(id=document_id).version
    use_cases.approve_draft(
        actor=office.actor(signer, at), document_id=document_id, version=version, at=at
    )
    return document_id


def state_of(document_id: UUID) -> State:
    return State(Document.objects.values_list("state", flat=True).get(id=document_id))


__all__ = ["MORNING", "Content", "Office", "approved", "draft", "local", "make_office", "state_of"]
