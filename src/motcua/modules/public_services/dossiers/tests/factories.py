"""Offices, drafts and dossiers at every stage, made through use cases."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from PIL import Image

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.ids import uuid7
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.documents import api as documents
from motcua.kernel.forms import api as forms
from motcua.kernel.forms.tests import factories as form_factories
from motcua.kernel.identity import api as identity
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.kernel.organisation.tests import factories as units
from motcua.modules.public_services.dossiers import queries, rules, use_cases
from motcua.modules.public_services.dossiers.models import Result, Submission
from motcua.modules.public_services.dossiers.types import Channel, PostalAddress, ResultWay
from motcua.modules.public_services.procedures import api as procedures
from motcua.modules.public_services.procedures.tests import factories as catalogue

if TYPE_CHECKING:
    from django.db.models import QuerySet

SYSTEM = actors.system("test")
CAT = "1.999001"  # a procedure without a form of its own: three working days, one paper
BIRTH = catalogue.BIRTH
FORMS = {CAT: "yeu-cau-chung", BIRTH: "khai-sinh"}
LETTER = {"decision": "GRANTED", "subject": "Giấy phép nuôi mèo", "words": "Đồng ý cho nuôi mèo."}


def local(text: str) -> datetime:
    """Read an instant on the clock of Việt Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


AT = local("2024-03-04 09:00")  # a Monday
LATER = AT + timedelta(hours=1)


def rows_of(model: str, **wanted: object) -> "QuerySet[Any]":
    """Return the rows of a neighbour's table, such as ``cases.Case``: tests may count them."""
    rows: QuerySet[Any] = apps.get_model(model)._default_manager.filter(**wanted)
    return rows


@dataclass(frozen=True)
class Office:
    """An authority with one post of each role; the actors have the rights of their posts."""

    unit: organisation.UnitInfo
    reception: Actor
    specialist: Actor
    leader: Actor
    clerk: Actor
    head: Actor
    posts: dict[str, UUID] = field(default_factory=dict)


@cache
def picture() -> bytes:
    """Return a small photograph."""
    kept = BytesIO()
    Image.new("RGB", (64, 64), "white").save(kept, "PNG")
    return kept.getvalue()


def make_file(name: str = "giay.png", actor: Actor = SYSTEM) -> UUID:
    """Store a photograph of a paper."""
    return documents.store(content=picture(), filename=name, actor=actor, at=AT).id


def make_catalogue(*records: dict[str, object], birth: bool = False, **changes: object) -> None:
    """Publish the procedure :data:`CAT`, with ``changes``, its form and its process.

    Args:
        records: Other procedures instead.
        birth: Also publish birth registration as it ships.
    """
    wanted = {"yeu-cau-chung", "khai-sinh"} if birth else {"yeu-cau-chung"}
    schemas = [form_factories.schema_of(code) for code in sorted(wanted)]
    forms.load_forms(actor=SYSTEM, schemas=schemas, at=AT)
    if not procedures.list_versions(CAT):
        catalogue.import_records(*(records or [catalogue.a_record(**changes)]))
    if birth:
        catalogue.import_shipped(BIRTH)
    use_cases.publish_processes(actor=SYSTEM, at=AT)


def make_catalogue_with_a_clerk() -> None:
    """Publish :data:`CAT` with a step of issue: no source of the catalogue writes one."""
    catalogue.import_records(catalogue.a_record())
    versions = rows_of("procedures.ProcedureVersion", procedure__code=CAT)
    versions.update(effective_to=date(2024, 1, 1))
    version = versions.get()
    *steps, last = version.content["steps"]
    issue = {**last, "kind": "ISSUE", "role": "CLERK", "name": "Vào sổ, đóng dấu"}
    version.content["steps"] = [*steps, issue, {**last, "seq": last["seq"] + 1}]
    version.id, version.number, version.effective_to = uuid7(), 2, None
    version.effective_from = date(2024, 1, 1)
    version.save(force_insert=True)
    rows_of("procedures.CatalogueEdition").update(stamp=uuid7())
    make_catalogue()


def make_actor(
    unit_id: UUID, role: str, *, title: str = "", name: str = "Lê Văn Bình", sort: int = 0
) -> tuple[Actor, UUID]:
    """Return an official appointed to a new post of that role, and the post."""
    account = people.make_official(full_name=name)
    post = units.make_post(
        unit_id, organisation.Role(role), title=title, person_id=account.person_id, sort=sort
    )
    return identity.actor_for(account.id, AT), post.id


def make_office(
    *, level: str = "WARD", parent_id: UUID | None = None, area_id: UUID | None = None
) -> Office:
    """Make an authority that decides on everything of its level."""
    unit = units.make_unit(level=organisation.Level(level), parent_id=parent_id, area_id=area_id)
    organisation.give_competence(
        actor=SYSTEM, unit_id=unit.id, level=unit.level, valid_from=units.SINCE, at=AT
    )
    made = {
        role: make_actor(unit.id, role, title=title, name=name)
        for role, title, name in (
            ("RECEPTION", "Công chức một cửa", "Trần Thị Quỳnh"),
            ("SPECIALIST", "Công chức Tư pháp - Hộ tịch", "Lê Thị Thuỷ Tiên"),
            ("UNIT_HEAD", "Trưởng bộ phận", "Đỗ Văn Hùng"),
            ("AUTHORITY_LEADER", "Chủ tịch", "Nguyễn Hữu Đường"),
            ("CLERK", "Văn thư", "Bùi Thị Lan"),
        )
    }
    return Office(
        unit=unit,
        reception=made["RECEPTION"][0],
        specialist=made["SPECIALIST"][0],
        leader=made["AUTHORITY_LEADER"][0],
        clerk=made["CLERK"][0],
        head=made["UNIT_HEAD"][0],
        posts={role: post_id for role, (_actor, post_id) in made.items()},
    )


def make_citizen(full_name: str = "Phạm Thị Thanh Hà") -> Actor:
    """Return somebody who signed in as a citizen."""
    account = people.make_citizen(full_name)
    return identity.actor_for(account.id, AT)


def paper_key(code: str = CAT) -> str:
    """Return the key of the first paper that has to be added."""
    version = procedures.get_version(code, AT.date())
    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    return next(need.key for need in needs if need.required and need.is_added)


POSTAL = PostalAddress(
    recipient="Nguyễn Thị Hà",
    phone="0912 345 678",
    street="Số 5 ngõ 12",
    ward="Phường Minh Khai",
    province="Thành phố Hải Phòng",
)


def make_draft(
    office: Office,
    actor: Actor,
    *,
    code: str = CAT,
    papers: bool = True,
    result_way: ResultWay | None = None,
    postal: PostalAddress | None = None,
    at: datetime = AT,
    person_id: UUID | None = None,
    channel: Channel = Channel.DIRECT,
) -> UUID:
    """Begin a draft that can be sent at once."""
    draft = use_cases.begin_draft(
        actor=actor,
        procedure_code=code,
        unit_id=office.unit.id,
        person_id=person_id,
        channel=channel,
        data=form_factories.answers(FORMS[code]),
        at=at,
    )
    if result_way is not None:
        use_cases.save_draft(
            actor=actor, draft_id=draft.id, result_way=result_way, postal=postal, at=at
        )
    if papers:
        use_cases.add_draft_paper(
            actor=actor,
            draft_id=draft.id,
            component_key=paper_key(code),
            name="Đơn đề nghị",
            file_id=make_file(actor=actor),
            at=at,
        )
    return draft.id


def submitted(office: Office, actor: Actor | None = None, *, at: datetime = AT, **options) -> str:
    """Return the code of a dossier that waits for reception."""
    actor = actor or make_citizen()
    draft_id = make_draft(office, actor, at=at, **options)
    return use_cases.submit(actor=actor, draft_id=draft_id, at=at).code


def accepted(office: Office, actor: Actor | None = None, *, at: datetime = AT, **options) -> str:
    """Return the code of a dossier at the specialist's post."""
    code = submitted(office, actor, at=at, **options)
    use_cases.accept_dossier(actor=office.reception, code=code, at=at)
    return code


def at_signature(office: Office, actor: Actor | None = None, **options) -> str:
    """Return the code of a dossier whose draft waits for the leader."""
    code = accepted(office, actor, **options)
    use_cases.draft_result(actor=office.specialist, code=code, draft=LETTER, at=LATER)
    use_cases.submit_result(actor=office.specialist, code=code, at=LATER)
    return code


def approved(office: Office, actor: Actor | None = None, **options) -> str:
    """Return the code of a dossier whose approved result is not signed yet."""
    code = at_signature(office, actor, **options)
    use_cases.approve_result(actor=office.leader, code=code, at=LATER)
    return code


def sign(code: str, *, at: datetime = LATER) -> None:
    """Record a signed paper, without signing one."""
    use_cases.record_signed_result(
        actor=SYSTEM, submission_id=get(code).id, file_id=make_file("ket-qua.png"), at=at
    )


def finished(office: Office, actor: Actor | None = None, **options) -> str:
    """Return the code of a dossier whose result lies ready at the desk."""
    code = approved(office, actor, result_way=ResultWay.DESK, **options)
    sign(code)
    return code


def result_of(code: str) -> Result:
    """Return the result of a dossier that has one."""
    return Result.objects.get(dossier__submission__code=code)


def get(code: str) -> Submission:
    """Return a dossier as it stands, with all that belongs to it."""
    return queries.get_submission(actor=SYSTEM, code=code)
