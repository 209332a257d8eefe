"""Doing: to a person, how far it is, done."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.kernel.cases import api as cases

from .. import queries
from ..errors import ReportInvalid
from ..events import ProgressReported, TaskAssigned, TaskReported
from ..models import Task
from ..types import AT_WORK, Happened, State
from .common import lock, note, require_words, set_state, store_files

_ALL = 100


@transaction.atomic
def assign_task(
    *, actor: Actor, task_id: UUID, to_post_id: UUID, opinion: str = "", at: datetime
) -> None:
    """Give a task to a person of the unit.

    Raises:
        TaskNotFound, TaskElsewhere: It is not at work.
        NotYourStep: It lies with another post.
        ReportInvalid: The post is none of the unit.

    Publishes:
        TaskAssigned

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *AT_WORK)
    cases.require_holder(actor=actor, post_id=task.holder_post_id)
    posts = queries.posts_for(task.owner_unit_id, at=at)
    post = next((each for each in posts if each.id == to_post_id), None)
    if post is None:
        raise ReportInvalid(faults=(Fault("to_post", _("Choose a person of the unit.")),))
    if post.id != task.holder_post_id:
        cases.hand_over(actor=actor, case_id=task.case_id, to_post_id=post.id, note=opinion, at=at)
    task.holder_post_id, task.holder_title = post.id, post.title
    set_state(task, State.WORKING, at=at)
    task.save()
    said = f"{post.title}. {opinion.strip()}".strip()
    note(task, Happened.ASSIGNED, said, actor=actor, at=at, unit_id=post.unit_id)
    assigned = TaskAssigned(
        task_id=task.id, unit_id=task.unit_id, post_id=post.id, opinion=opinion.strip()
    )
    house.publish(assigned, by=actor, at=at, unit_id=task.unit_id)


@transaction.atomic
def report_progress(
    *,
    actor: Actor,
    task_id: UUID,
    text: str,
    percent: int | None = None,
    files: Sequence[tuple[str, bytes]] = (),
    at: datetime,
) -> Happened:
    """Say how far a task is, with evidence; a co-ordinating unit tells what it contributed.

    Args:
        percent: From 0 to 100; of the owner alone. 100 does not end the task: see
            :func:`report_done`.

    Returns:
        As what it stands in the history.

    Raises:
        TaskNotFound, TaskElsewhere: It is not at work.
        NotPermitted: The task neither lies with the actor nor waits for his unit.
        WordsMissing, ReportInvalid: Words or percent are missing or wrong.
        FileRefused, TooManyFiles: Evidence is not taken in.

    Publishes:
        ProgressReported

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *AT_WORK)
    is_own = task.holder_post_id in actor.post_ids
    unit_id = task.owner_unit_id if is_own else _supporting_unit(task, actor)
    said = require_words(text, "text", _("Write what has been done and what is left."))
    if is_own and not (percent is not None and 0 <= percent <= _ALL):
        raise ReportInvalid(faults=(Fault("percent", _("Write a number from 0 to 100.")),))
    evidence = store_files(files, actor=actor, at=at)
    what = Happened.PROGRESS if is_own else Happened.CONTRIBUTED
    if is_own and percent is not None:
        task.percent = percent
        set_state(task, State.WORKING, at=at)
        task.save()
    else:
        percent = None
        task.supports.filter(unit_id=unit_id, contributed_at=None).update(contributed_at=at)
    note(task, what, said, actor=actor, at=at, percent=percent, unit_id=unit_id, files=evidence)
    reported = ProgressReported(task_id=task.id, unit_id=task.unit_id, percent=percent, text=said)
    house.publish(reported, by=actor, at=at, unit_id=task.unit_id)
    return what


def _supporting_unit(task: Task, actor: Actor) -> UUID:
    own = task.supports.filter(unit_id__in=queries.units_spoken_for(actor))
    unit_id = own.order_by("id").values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotPermitted
    return unit_id


@transaction.atomic
def report_done(
    *,
    actor: Actor,
    task_id: UUID,
    text: str,
    document_id: UUID | None = None,
    files: Sequence[tuple[str, bytes]] = (),
    at: datetime,
) -> None:
    """Say that a task is done, with its product; the clock stands until the office has looked.

    Args:
        document_id: An issued document of ours that is the product.

    Raises:
        TaskNotFound, TaskElsewhere: It is not at work.
        NotYourStep: It lies with another post.
        WordsMissing, ReportInvalid: Words or the expected product are missing.
        FileRefused, TooManyFiles: Evidence is not taken in.

    Publishes:
        TaskReported

    Law:
        ND 30/2020, art. 24
    """
    task = lock(actor, task_id, *AT_WORK)
    cases.require_holder(actor=actor, post_id=task.holder_post_id)
    said = require_words(text, "done_text", _("Write what the result is."))
    document = queries.find_product(actor, document_id) if document_id else None
    if document_id and document is None:
        message = _("This document is not issued, or not yours to see.")
        raise ReportInvalid(faults=(Fault("document", message),))
    if task.product and document is None and not files:
        message = _("The task asks for a product: %(product)s. Choose the document or add a file.")
        raise ReportInvalid(faults=(Fault("files", message % {"product": task.product}),))
    evidence = store_files(files, actor=actor, at=at)
    task.reported_at, task.percent = at, _ALL
    if document is not None:
        task.document_id, task.document_number = document.id, document.number_symbol
        said = f"{said}\n{document.kind_name} {document.number_symbol}: {document.subject}"
    set_state(task, State.REPORTED, at=at)
    task.save()
    note(
        task,
        Happened.REPORTED,
        said,
        actor=actor,
        at=at,
        percent=_ALL,
        unit_id=task.owner_unit_id,
        files=evidence,
    )
    reported = TaskReported(task_id=task.id, unit_id=task.unit_id, document_id=document_id)
    house.publish(reported, by=actor, at=at, unit_id=task.unit_id)
