"""What the leader's one screen shows of tasks: to decide, late, due soon, the calendar."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.foundation.time import local
from motcua.kernel.desk import api as desk

from .. import queries, use_cases
from ..models import Task
from ..types import Standing


def _row(task: Task, *, said: str = "") -> desk.Row:
    return desk.Row(
        key=str(task.id),
        title=task.text,
        url=reverse("directives:task", args=[task.id]),
        code=task.label,
        who=task.owner_unit.short_name or task.owner_unit.name,
        said=said or task.product,
        state="" if said else f"{task.percent} %",
        since=task.given_at,
        due_at=task.due_at,
    )


class _Tasks(desk.Listed[Task]):
    """Tasks in one lane, read in place."""

    def said(self, tasks: Sequence[Task]) -> dict[UUID, str]:
        return {}

    def shown(self, found: Sequence[Task]) -> Sequence[desk.Row]:
        said = self.said(found)
        return [_row(task, said=said.get(task.id, "")) for task in found]

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        """Return where a task stands, and the last words said of it."""
        task = queries.get_task(actor=actor, task_id=desk.read_key(key))
        extension = queries.waiting_extension(task)
        facts = [
            (_("Owner unit"), task.owner_unit.name),
            (_("In the hands of"), task.holder_title),
            (_("First deadline"), f"{local(task.due_original_at):%H:%M %d/%m/%Y}"),
            (_("Expected product"), task.product or "–"),
            (_("How far it is"), f"{task.percent} %"),
        ]
        if extension is not None:
            facts.append((_("Until which day"), f"{local(extension.wanted_at):%d/%m/%Y}"))
        entries = task.entries.order_by("-at", "-id")[:4]
        return desk.Reading(
            title=task.text,
            url=reverse("directives:task", args=[task.id]),
            code=task.label,
            state=str(task.standing(at).label),
            text=extension.reason if extension else task.sentence,
            due_at=task.due_at,
            facts=facts,
            words=[(each.by_name, each.text) for each in entries if each.text],
        )


def _approve(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.approve_extension(actor=actor, task_id=desk.read_key(key), at=at)


def _refuse(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.refuse_extension(
        actor=actor, task_id=desk.read_key(key), reason=given.get("refuse_reason", ""), at=at
    )


def _accept(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.accept_task(actor=actor, task_id=desk.read_key(key), at=at)


def _return(*, actor: Actor, key: str, given: Any, at: datetime) -> None:
    use_cases.return_task(
        actor=actor, task_id=desk.read_key(key), reason=given.get("reason", ""), at=at
    )


def _asks(name: str, label: Any) -> Any:
    def fields(*, actor: Actor, key: str, at: datetime) -> Sequence[desk.Field]:
        return [desk.Field(name=name, label=label)]

    return fields


class ExtensionsToDecide(_Tasks):
    """More time that units ask of the actor."""

    code = "directives.extensions"
    lane = desk.Lane.DECIDE
    title: ClassVar[Any] = gettext_lazy("More time for tasks")
    order = 30
    acts = (
        desk.Act(
            code="approve",
            title=gettext_lazy("Approve more time"),
            do=_approve,
            done=gettext_lazy("The new deadline holds; the unit has been told."),
            many=True,
            primary=True,
        ),
        desk.Act(
            code="refuse",
            title=gettext_lazy("Keep the deadline"),
            do=_refuse,
            done=gettext_lazy("The deadline stays; the unit was told why."),
            icon="return",
            fields=_asks("refuse_reason", gettext_lazy("Reason")),
        ),
    )

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Task]:
        return queries.list_to_extend(actor=actor)

    def said(self, tasks: Sequence[Task]) -> dict[UUID, str]:
        return {
            each.task_id: f"{local(each.wanted_at):%d/%m/%Y}: {each.reason}"
            for each in queries.list_asked(tasks)
        }


class ResultsToCheck(_Tasks):
    """Results that the actor accepts or returns."""

    code = "directives.results"
    lane = desk.Lane.DECIDE
    title: ClassVar[Any] = gettext_lazy("Results of tasks")
    order = 40
    acts = (
        desk.Act(
            code="accept",
            title=gettext_lazy("Accept the result"),
            do=_accept,
            done=gettext_lazy("Accepted: the task is done."),
            many=True,
            primary=True,
        ),
        desk.Act(
            code="return",
            title=gettext_lazy("Return to the unit"),
            do=_return,
            done=gettext_lazy("Returned to the unit, with your reason."),
            icon="return",
            fields=_asks("reason", gettext_lazy("What is missing or has to be mended")),
        ),
    )

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Task]:
        return queries.list_to_check(actor=actor)


class LateTasks(_Tasks):
    """Tasks past their deadline that the actor has to look after."""

    code = "directives.late"
    lane = desk.Lane.LATE
    title: ClassVar[Any] = gettext_lazy("Tasks")
    order = 20

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Task]:
        return queries.list_of_care(actor=actor, standing=Standing.OVERDUE, at=at)


class SoonTasks(_Tasks):
    """Tasks whose deadline is near."""

    code = "directives.soon"
    lane = desk.Lane.SOON
    title: ClassVar[Any] = gettext_lazy("Tasks")
    order = 20

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Task]:
        return queries.list_of_care(actor=actor, standing=Standing.DUE_SOON, at=at)


class TaskDeadlines(desk.Deadlines):
    """Deadlines of tasks, for the calendar."""

    code = "directives.deadlines"
    title: ClassVar[Any] = gettext_lazy("Tasks")

    def falling(
        self, *, actor: Actor, since: datetime, until: datetime, limit: int
    ) -> Sequence[desk.Row]:
        found = queries.list_falling(actor=actor, since=since, until=until)
        return [_row(task) for task in found[:limit]]


SOURCES: tuple[_Tasks, ...] = (
    ExtensionsToDecide(),
    ResultsToCheck(),
    LateTasks(),
    SoonTasks(),
)
DEADLINES = TaskDeadlines()
PROVIDED = (*SOURCES, DEADLINES)
