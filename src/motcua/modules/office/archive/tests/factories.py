"""Files of the office of the outgoing tests, filled with what it issued and registered."""

from typing import Any
from uuid import UUID

from django.apps import apps

from motcua.foundation import actors
from motcua.foundation.delivery import deliver_pending
from motcua.kernel.identity.tests import factories as people
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.archive import use_cases
from motcua.modules.office.archive.models import File, Item, Record
from motcua.modules.office.archive.types import Line, NewFile, NewPaper, Target
from motcua.modules.office.incoming.tests import factories as arrivals
from motcua.modules.office.outgoing.tests import factories as letters
from motcua.modules.office.outgoing.tests.factories import MORNING, SINCE, Office, local

SYSTEM = actors.system("tests")


def make_office() -> Office:
    """Make the office of the outgoing tests, with an archivist."""
    office = letters.make_office()
    account = people.make_official("o-archivist", full_name="Đinh Thị Lưu")
    post = organisation.create_post(
        actor=people.SYSTEM,
        unit_id=office.unit_id,
        role=organisation.Role.ARCHIVIST,
        title="Lưu trữ viên",
        valid_from=SINCE,
        sort=20,
        at=people.AT,
    )
    organisation.appoint(
        actor=people.SYSTEM,
        post_id=post.id,
        person_id=account.person_id,
        valid_from=SINCE,
        at=people.AT,
    )
    office.accounts["archivist"], office.posts["archivist"] = account, post.id
    return office


def new(**changes: Any) -> NewFile:
    """Return what a file is told."""
    values: dict[str, Any] = {"title": "Hồ sơ cải cách hành chính", "years": 10, "code": "01.TP"}
    return NewFile(**{**values, **changes})


def open_file(office: Office, *, who: str = "drafter", at=MORNING, **changes: Any) -> UUID:
    """Open a file of the department."""
    return use_cases.open_file(
        actor=office.actor(who, at), keeper_unit_id=office.department_id, new=new(**changes), at=at
    )


def incoming(office: Office, *, at=MORNING, content: bytes | None = None, **changes: Any) -> Any:
    """Register a document, route it to the department, and let the archive hear of it."""
    document_id = arrivals.register(office, at=at, content=content, is_another=True, **changes)
    arrivals.route(office, document_id, at=at)
    deliver_pending()
    return Record.objects.get(document_id=document_id)


def add_paper(office: Office, file_id: UUID, /, *, at=MORNING, **changes: Any) -> UUID:
    """Put a paper into a file that stands in no register."""
    values = {"subject": "Biên bản họp", "issued_on": at.date(), "sheets": 3}
    return use_cases.add_paper(
        actor=office.actor("drafter", at),
        file_id=file_id,
        paper=NewPaper(**{**values, **changes}),
        at=at,
    )


def closed_file(office: Office, *, at=MORNING, file_id: UUID | None = None, **changes: Any) -> UUID:
    """Close a file that holds a paper."""
    file_id = file_id or open_file(office, at=at, **changes)
    if not Item.objects.filter(file_id=file_id).exists():
        add_paper(office, file_id, at=at)
    row = File.objects.get(id=file_id)
    use_cases.close_file(
        actor=office.actor("drafter", at),
        file_id=file_id,
        new=new(title=row.title, years=row.years, medium=row.medium, access=row.access),
        at=at,
    )
    return file_id


def hand_over(office: Office, *file_ids: UUID, at=MORNING) -> UUID:
    """Hand files over to the archive of the agency: both sides sign."""
    transfer_id = use_cases.list_for_archive(
        actor=office.actor("drafter", at),
        from_unit_id=office.department_id,
        target=Target.CURRENT,
        file_ids=file_ids,
        at=at,
    )
    use_cases.offer_files(actor=office.actor("head", at), transfer_id=transfer_id, at=at)
    use_cases.receive_files(
        actor=office.actor("archivist", at), transfer_id=transfer_id, condition="Tốt", at=at
    )
    deliver_pending()
    return transfer_id


def archived_file(office: Office, *, at=MORNING, **changes: Any) -> UUID:
    """Make a file that the archive of the agency keeps."""
    file_id = closed_file(office, at=at, **changes)
    hand_over(office, file_id, at=at)
    return file_id


def rows_of(model: str, **filters: Any) -> Any:
    """Return the rows of a neighbour's model, as its tests would see them."""
    return apps.get_model(model).objects.filter(**filters)


def lines() -> tuple[Line, ...]:
    """Return the lines of a small record plan."""
    return (
        Line(group="Tổng hợp", serial=1, mark="TH", title="Báo cáo năm", years=None),
        Line(group="Tư pháp", serial=2, mark="TP", title="Công tác hộ tịch", years=20),
    )


__all__ = [
    "MORNING",
    "SYSTEM",
    "Office",
    "add_paper",
    "archived_file",
    "arrivals",
    "closed_file",
    "hand_over",
    "incoming",
    "letters",
    "lines",
    "local",
    "make_office",
    "new",
    "open_file",
    "rows_of",
]
