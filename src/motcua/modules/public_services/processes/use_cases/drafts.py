"""Drafts: begun from the last version, saved as typed, thrown away."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.kernel.cases import api as cases

from ..errors import ChangedMeanwhile, CodeTaken, NoDraft, NoSuchProcess
from ..events import DraftDiscarded
from ..models import Draft, Process
from ..types import DraftInfo, Kind, Row


def lock_process(code: str) -> Process:
    """Return a process, locked.

    Raises:
        NoSuchProcess: There is none.
    """
    found = Process.objects.select_for_update().filter(code=code).first()
    if found is None:
        raise NoSuchProcess(process=code)
    return found


@transaction.atomic
def create_process(
    *,
    actor: Actor,
    code: str,
    title: str,
    kind: Kind,
    field: str = "",
    rows: Sequence[Row] = (),
    at: datetime,
) -> DraftInfo:
    """Begin a process that the library does not have; nothing follows it before it is published.

    Args:
        rows: A table to begin with, such as that of a process like it.

    Raises:
        NotPermitted: The actor does not manage processes.
        CodeTaken: There is a process of this code already.

    Law:
        ND 118/2025
    """
    cases.MANAGE_PROCESSES.require(actor)
    process, made = Process.objects.get_or_create(
        code=code, defaults={"title": title, "kind": kind, "field": field}
    )
    if not made:
        raise CodeTaken(process=code)
    draft = Draft(
        process=process,
        title=title,
        rows=[row.to_json() for row in rows],
        edited_at=at,
        edited_by=actor.name,
    )
    draft.save(force_insert=True)
    return draft.to_info()


@transaction.atomic
def begin_draft(*, actor: Actor, code: str, at: datetime) -> DraftInfo:
    """Begin to change a process: a draft that says what its last version says.

    A draft that is there already stays as it is.

    Raises:
        NotPermitted: The actor does not manage processes.
        NoSuchProcess: There is no such process.

    Law:
        ND 118/2025
    """
    process = lock_process(code)
    cases.MANAGE_PROCESSES.require(actor)
    if draft := Draft.objects.filter(process=process).first():
        return draft.to_info()
    last = process.versions.select_related("steps_version__process").order_by("-number").first()
    steps = last.steps_version.to_info().steps if last else ()
    draft = Draft(
        process=process,
        title=last.title if last else process.title,
        rows=[Row.of(step).to_json() for step in steps],
        edited_at=at,
        edited_by=actor.name,
    )
    draft.save(force_insert=True)
    return draft.to_info()


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    code: str,
    title: str,
    rows: Sequence[Row],
    revision: int,
    page_key: str,
    overwrite: bool = False,
    at: datetime,
) -> DraftInfo:
    """Save a table as typed, faults and all.

    Args:
        revision: What the draft's revision was when the page was opened.
        page_key: Names the page; a page that saves itself again and again does not meet itself.
        overwrite: Save although somebody else did: he has seen it and wants this.

    Raises:
        NotPermitted: The actor does not manage processes.
        NoDraft: It was published or thrown away in the meantime.
        ChangedMeanwhile: Another page saved since this one was opened.

    Law:
        ND 118/2025
    """
    draft = Draft.objects.select_for_update().filter(process__code=code).first()
    cases.MANAGE_PROCESSES.require(actor)
    if draft is None:
        raise NoDraft(process=code)
    known = draft.revision == revision or (page_key and draft.page_key == page_key)
    if not known and not overwrite:
        raise ChangedMeanwhile(name=draft.edited_by)
    draft.title, draft.rows = title.strip(), [row.to_json() for row in rows]
    draft.revision, draft.page_key = draft.revision + 1, page_key
    draft.edited_at, draft.edited_by = at, actor.name
    draft.save()
    return draft.to_info()


@transaction.atomic
def discard_draft(*, actor: Actor, code: str, at: datetime) -> None:
    """Throw a draft away; versions stay. A process that was never published goes with it.

    Raises:
        NotPermitted: The actor does not manage processes.
        NoSuchProcess: There is no such process.
        NoDraft: There is no draft.

    Publishes:
        DraftDiscarded

    Law:
        ND 118/2025
    """
    process = lock_process(code)
    cases.MANAGE_PROCESSES.require(actor)
    deleted, _kinds = Draft.objects.filter(process=process).delete()
    if not deleted:
        raise NoDraft(process=code)
    gone = DraftDiscarded(process_id=process.id, process_code=code)
    house.publish(gone, by=actor, at=at)
    if not process.versions.exists() and not process.assignments.exists():
        process.delete()
