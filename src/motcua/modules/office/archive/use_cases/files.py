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

from .. import permissions, queries, rules
from ..errors import CodeTaken, DocumentNotFound, FileIncomplete, WrongState
from ..events import DocumentTakenOut, FileClosed, FileOpened, FileReopened, HoldChanged
from ..models import File, Heading, Item, Record
from ..types import KEPT_HERE, FileState, NewFile, NewPaper, PlanState, Source
from .common import (
    describe,
    lock_file,
    lock_symbols,
    place_items,
    recount,
    require_filer,
    require_reason,
    set_terms,
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


@transaction.atomic
def close_file(*, actor: Actor, file_id: UUID, new: NewFile, at: datetime) -> None:
    """Close a file whose work has ended: title, period and days are fixed, its period runs.

    It begins with its first document and ends with its last. Called again it changes nothing.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not an open file of the actor.
        FileIncomplete: It is empty, has no title, or sheets are not counted that must be.

    Publishes:
        FileClosed

    Law:
        ND 30/2020, art. 29
    """
    file = lock_file(actor, file_id, FileState.OPEN, FileState.CLOSED)
    require_filer(actor, file)
    if file.state == FileState.CLOSED:
        return
    file.title, file.keywords = " ".join(new.title.split()), new.keywords.strip()
    file.access, file.years = new.access, new.years
    file.basis, file.medium = new.basis.strip() or file.basis, new.medium
    first, last = queries.days_of(file)
    faults = queries.why_not_close(file)
    if faults:
        raise FileIncomplete(faults=faults)
    file.begins_on = first or local_date(file.opened_at)
    file.ends_on = last or local_date(at)
    file.closed_at, file.closed_by_name = at, actor.name
    file.state, file.state_at = FileState.CLOSED, at
    set_terms(file)
    describe(file)
    file.save()
    closed = FileClosed(
        file_id=file.id,
        unit_id=file.unit_id,
        begins_on=file.begins_on,
        ends_on=file.ends_on,
        documents=file.documents,
        expires_on=file.expires_on,
    )
    house.publish(closed, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def reopen_file(*, actor: Actor, file_id: UUID, reason: str, at: datetime) -> None:
    """Open a closed file again that its unit still has: a document came late.

    Raises:
        FileNotFound, WrongState, NotPermitted: It is not a closed file of the actor.
        NoReasonGiven: There is no reason.

    Publishes:
        FileReopened
    """
    file = lock_file(actor, file_id, FileState.CLOSED)
    require_filer(actor, file)
    said = require_reason(reason)
    if queries.open_list_of(file) is not None:
        raise WrongState(state=str(queries.words.ON_A_LIST))
    file.state, file.state_at = FileState.OPEN, at
    file.expires_on = file.current_due_on = None
    file.save(update_fields=["state", "state_at", "expires_on", "current_due_on"])
    reopened = FileReopened(file_id=file.id, unit_id=file.unit_id, reason=said)
    house.publish(reopened, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def set_hold(*, actor: Actor, file_id: UUID, held: bool, reason: str, at: datetime) -> None:
    """Keep a file from destruction whatever its period, while a case needs it; or let it go.

    Raises:
        FileNotFound, WrongState: It is not a file that is kept here.
        NotPermitted: The actor does not keep the archive.
        NoReasonGiven: There is no reason.

    Publishes:
        HoldChanged
    """
    file = lock_file(actor, file_id, FileState.OPEN, *KEPT_HERE)
    permissions.KEEP.require(actor, unit_id=file.unit_id)
    said = require_reason(reason)
    file.held, file.hold_reason = held, said if held else ""
    file.save(update_fields=["held", "hold_reason"])
    changed = HoldChanged(file_id=file.id, unit_id=file.unit_id, held=held, reason=said)
    house.publish(changed, by=actor, at=at, unit_id=file.unit_id)


@transaction.atomic
def keep_longer(
    *, actor: Actor, file_id: UUID, years: int | None, reason: str, at: datetime
) -> None:
    """Keep a file longer than its heading says; a period is never made shorter here.

    Raises:
        FileNotFound, WrongState: It is not a closed file that is kept here.
        NotPermitted: The actor does not keep the archive.
        FileIncomplete: The period is not longer.

    Publishes:
        HoldChanged

    Law:
        L 33/2024
    """
    file = lock_file(actor, file_id, *KEPT_HERE)
    permissions.KEEP.require(actor, unit_id=file.unit_id)
    said = require_reason(reason)
    if file.years is None or (years is not None and years <= file.years):
        raise FileIncomplete(faults=(Fault("years", str(queries.words.NOT_LONGER)),))
    file.years, file.basis = years, said
    assert file.ends_on is not None  # noqa: S101 - a closed file has its days
    file.expires_on = rules.expires_on(ends_on=file.ends_on, years=years)
    file.save(update_fields=["years", "basis", "expires_on"])
    changed = HoldChanged(file_id=file.id, unit_id=file.unit_id, held=file.held, reason=said)
    house.publish(changed, by=actor, at=at, unit_id=file.unit_id)
