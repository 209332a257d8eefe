"""What the acts on a task share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries
from ..errors import TaskElsewhere, TaskNotFound, WordsMissing
from ..models import Entry, Task
from ..types import Happened, State

HOUSE = actors.system("directives")


def lock(actor: Actor, task_id: UUID, *states: State) -> Task:
    """Return a task that the actor may see, locked, in one of the states.

    Raises:
        TaskNotFound: There is none.
        TaskElsewhere: It is elsewhere on its way.
    """
    if not Task.objects.visible_to(actor).filter(id=task_id).exists():
        raise TaskNotFound
    task = Task.objects.select_for_update().get(id=task_id)
    if states and task.state not in states:
        raise TaskElsewhere(state=State(task.state).label)
    return task


def require_follower(actor: Actor, task: Task) -> None:
    """Refuse whoever does not follow a task: the office of the authority, or its leaders.

    Raises:
        NotPermitted: He does not.
    """
    if not queries.may_follow(actor, task):
        raise NotPermitted


def require_leader(actor: Actor, task: Task) -> None:
    """Refuse whoever is neither the leader who gave a task nor one who may decide in his place.

    Raises:
        NotPermitted: He is not.
    """
    if task.leader_post_id not in actor.post_ids and not permissions.APPROVE.held_by(
        actor, unit_id=task.unit_id
    ):
        raise NotPermitted


def require_words(text: str, field: str, message: str) -> str:
    """Return words without blanks around them.

    Raises:
        WordsMissing: There are none; the fault says which field wants them.
    """
    if not text.strip():
        raise WordsMissing(faults=(Fault(field, message),))
    return text.strip()


def set_state(task: Task, state: State, *, at: datetime) -> None:
    """Set the state of a task; nothing is saved."""
    task.state, task.state_at = state, at


def store_files(
    files: Sequence[tuple[str, bytes]], *, actor: Actor, at: datetime
) -> list[dict[str, Any]]:
    """Store evidence and return what an entry keeps of it.

    Raises:
        FileRefused, TooManyFiles: One is not taken in.
    """
    documents.check_count(len(files))
    stored = [
        documents.store(content=content, filename=name, actor=actor, at=at)
        for name, content in files
    ]
    return [
        {"file_id": str(info.id), "filename": name, "size": len(content)}
        for info, (name, content) in zip(stored, files, strict=True)
    ]


def note(
    task: Task,
    what: Happened,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    percent: int | None = None,
    unit_id: UUID | None = None,
    files: Sequence[dict[str, Any]] = (),
) -> None:
    """Write into the history of a task what happened."""
    Entry.objects.create(
        task=task,
        what=what,
        text=text,
        percent=percent,
        at=at,
        by_name=actor.name,
        unit_name=organisation.unit_names([unit_id])[unit_id] if unit_id else "",
        files=list(files),
    )
