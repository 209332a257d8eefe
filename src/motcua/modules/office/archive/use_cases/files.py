"""Files: opened, filled, put in order, closed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.ids import uuid7
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import queries
from ..errors import CodeTaken, DocumentNotFound, FileIncomplete, WrongState
from ..events import DocumentTakenOut, FileOpened
from ..models import File, Heading, Item, Record
from ..types import FileState, NewFile, NewPaper, PlanState, Source
from .common import (
    describe,
    lock_file,
    lock_symbols,
    place_items,
    recount,
    require_filer,
    require_reason,
)


@transaction.atomic
def open_file(
    *,
    actor: Actor,
    keeper_unit_id: UUID,
    new: NewFile,
    heading_id: UUID | None = None,
    at: datetime,
) -> UUID:
    """Open a file of a unit: by a heading of the approved plan, or beside it with its own symbol.

    Args:
        new: What the heading does not say already; symbol and period of a heading hold.

    Raises:
        NotPermitted: The actor makes no files of that unit.
        FileIncomplete: Title or symbol is missing; the plan is not approved.
        CodeTaken: Another file of the year has the symbol.

    Publishes:
        FileOpened

    Law:
        ND 30/2020, art. 29
    """
    unit = organisation.authority_of(keeper_unit_id)
    file = File(
        unit_id=unit.id,
        keeper_unit_id=keeper_unit_id,
        year=local_date(at).year,
        code=" ".join(new.code.split()),
        title=" ".join(new.title.split()),
        state_at=at,
        access=new.access,
        medium=new.medium,
        years=new.years,
        basis=new.basis,
        keywords=new.keywords.strip(),
        keeper=new.keeper.strip(),
        opened_at=at,
        opened_by_name=actor.name,
    )
    require_filer(actor, file)
    if heading_id is not None:
        _by_heading(file, heading_id)
    faults = [
        Fault(name, str(message))
        for name, message in (("title", queries.words.NO_TITLE), ("symbol", queries.words.NO_CODE))
        if not {"title": file.title, "symbol": file.code}[name]
    ]
    if faults:
        raise FileIncomplete(faults=tuple(faults))
    lock_symbols(unit.id, file.year)
    if File.objects.filter(unit_id=unit.id, year=file.year, code=file.code).exists():
        raise CodeTaken(symbol=file.code, year=file.year)
    describe(file)
    file.save(force_insert=True)
    opened = FileOpened(
        file_id=file.id,
        unit_id=unit.id,
        keeper_unit_id=keeper_unit_id,
        year=file.year,
        symbol=file.code,
        title=file.title,
    )
    house.publish(opened, by=actor, at=at, unit_id=unit.id)
    return file.id


def _by_heading(file: File, heading_id: UUID) -> None:
    heading = Heading.objects.select_related("plan").filter(id=heading_id).first()
    if heading is None or heading.plan.unit_id != file.unit_id:
        raise NotPermitted
    if heading.plan.state != PlanState.APPROVED:
        raise WrongState(state=PlanState(heading.plan.state).label)
    file.heading, file.code, file.year = heading, heading.code, heading.plan.year
    file.title = file.title or heading.title
    file.years, file.basis = heading.years, heading.basis
    file.keeper = file.keeper or heading.keeper


@transaction.atomic
def put_in(
    *, actor: Actor, file_id: UUID, record_ids: Collection[UUID], at: datetime
) -> tuple[UUID, ...]:
    """Put documents into an open file; what lies in it already is left.

    Returns:
        The new items.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not an open file of the actor.
        DocumentNotFound: One of the documents is not the actor's to see, or was destroyed.

    Publishes:
        DocumentFiled, once for each

    Law:
        ND 30/2020, art. 29
    """
    file = lock_file(actor, file_id, FileState.OPEN)
    require_filer(actor, file)
    rows = Record.objects.visible_to(actor).filter(
        id__in=list(record_ids), unit_id=file.unit_id, destroyed_at=None
    )
    records = list(rows.order_by("issued_on", "at", "id"))
    if len(records) != len(set(record_ids)):
        raise DocumentNotFound
    return place_items(file, records, actor=actor, at=at)


@transaction.atomic
def add_paper(*, actor: Actor, file_id: UUID, paper: NewPaper, at: datetime) -> UUID:
    """Put in a document that stands in no register: a photo, minutes, a result, a paper.

    Returns:
        The new item.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not an open file of the actor.
        FileIncomplete: It says nothing of what it is about.

    Publishes:
        DocumentFiled
    """
    file = lock_file(actor, file_id, FileState.OPEN)
    require_filer(actor, file)
    subject = " ".join(paper.subject.split())
    if not subject:
        raise FileIncomplete(faults=(Fault("subject", str(queries.words.NO_SUBJECT)),))
    stored = documents.file_info([paper.file_id])[paper.file_id] if paper.file_id else None
    record = Record.objects.create(
        id=uuid7(),
        source=Source.OTHER,
        unit_id=file.unit_id,
        keeper_unit_id=file.keeper_unit_id,
        at=at,
        kind_name=paper.kind_name.strip(),
        number_symbol=paper.number_symbol.strip(),
        issued_on=paper.issued_on,
        author=paper.author.strip(),
        subject=subject,
        stored_file_id=stored.id if stored else None,
        sha256=stored.sha256 if stored else "",
        size=stored.size if stored else 0,
        pages=paper.sheets,
        search=fold(f"{paper.kind_name} {paper.number_symbol} {paper.author} {subject}"),
    )
    return place_items(file, [record], actor=actor, at=at)[0]


@transaction.atomic
def take_out(*, actor: Actor, file_id: UUID, item_id: UUID, reason: str, at: datetime) -> None:
    """Take a document out of an open file where it was wrong; those behind it move up.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not an open file of the actor.
        DocumentNotFound: It is not in the file.
        NoReasonGiven: There is no reason.

    Publishes:
        DocumentTakenOut
    """
    file = lock_file(actor, file_id, FileState.OPEN)
    require_filer(actor, file)
    said = require_reason(reason)
    item = file.items.select_related("record").filter(id=item_id).first()
    if item is None:
        raise DocumentNotFound
    taken = DocumentTakenOut(
        file_id=file.id,
        record_id=item.record_id,
        document_id=item.record.document_id,
        reason=said,
    )
    item.delete()
    _number(list(file.items.order_by("position")))
    recount(file)
    house.publish(taken, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def put_in_order(
    *,
    actor: Actor,
    file_id: UUID,
    item_ids: Sequence[UUID] = (),
    sheets: Mapping[UUID, int] | None = None,
    at: datetime,  # noqa: ARG001 - as every use case
) -> None:
    """Number the documents of an open file anew and say how many sheets each has.

    Args:
        item_ids: The wanted order; empty sorts by day. What is not named keeps its place behind.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not an open file of the actor.

    Law:
        ND 30/2020, art. 29
    """
    file = lock_file(actor, file_id, FileState.OPEN)
    require_filer(actor, file)
    items = queries.items_in(file)
    if item_ids:
        wanted = {each: n for n, each in enumerate(item_ids)}
        items.sort(key=lambda each: (wanted.get(each.id, len(wanted)), each.position))
    elif sheets is None:
        items.sort(
            key=lambda each: (each.record.issued_on or local_date(each.record.at), each.position)
        )
    for item in items:
        item.sheets = (sheets or {}).get(item.id, item.sheets)
    _number(items)
    recount(file)


def _number(items: list[Item]) -> None:
    for position, item in enumerate(items, start=1):
        item.position = position
    Item.objects.bulk_update(items, ["position", "sheets"])
