"""Giving: tasks out of a conclusion or a note, as a human confirmed them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.numbering import api as numbering
from motcua.kernel.organisation import api as organisation

from .. import queries, rules
from ..errors import SourceNotFound, TasksInvalid
from ..events import TaskGiven
from ..models import Directive, Support, Task
from ..types import Given, Group, Happened, State, Wanted
from .common import HOUSE, note


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A task that lacks nothing."""

    wanted: Wanted
    support_ids: tuple[UUID, ...]
    owner: organisation.UnitInfo
    post: organisation.PostInfo
    due: queries.Due


@transaction.atomic
def give_tasks(
    *,
    actor: Actor,
    unit_id: UUID,
    given: Given,
    leader_post_id: UUID,
    wanted: Sequence[Wanted],
    key: UUID,
    at: datetime,
) -> tuple[UUID, ...]:
    """Give units the tasks that a human confirmed, each with its deadline and its case.

    A group of units gets a task each. All faults of all tasks are told at once; their paths are
    names of fields with the number of the task behind, such as ``due_2``.

    Args:
        leader_post_id: The post of the leader who gave them; he decides on extensions.
        key: Of the form; sent twice the tasks are given once.

    Returns:
        The ids of the tasks.

    Raises:
        NotPermitted: The actor gives no tasks there.
        SourceNotFound: The document is not his to see.
        TasksInvalid: Something is missing or cannot be.

    Publishes:
        TaskGiven

    Law:
        ND 30/2020, art. 23-24
    """
    if not queries.may_give(actor, unit_id, at=at):
        raise NotPermitted
    if before := _given_before(key):
        return before
    leaders = {each.post_id: each for each in queries.list_leaders(unit_id, at=at)}
    faults = [*_faults_of(given, wanted, leaders, leader_post_id, at=at)]
    given_on = given.given_on or local_date(at)
    plans = _plan(unit_id, given_on, wanted, faults, at=at)
    if faults:
        raise TasksInvalid(faults=tuple(faults))
    if given.source_id and not queries.find_source(actor, given.source, given.source_id):
        raise SourceNotFound
    leader = leaders[leader_post_id]
    directive, is_new = Directive.objects.get_or_create(
        key=key,
        defaults={
            "unit_id": unit_id,
            "source": given.source,
            "source_id": given.source_id,
            "number_symbol": given.number_symbol.strip(),
            "title": given.title.strip() or _("Note of %(day)s") % {"day": f"{given_on:%d/%m/%Y}"},
            "text": given.text,
            "given_on": given_on,
            "leader_post_id": leader.post_id,
            "leader_name": leader.name,
            "leader_title": leader.title,
            "entered_at": at,
            "entered_by_name": actor.name,
        },
    )
    if not is_new:  # the same form came twice at once
        return _given_before(key)
    follower = queries.following_post(unit_id, at=at)
    return tuple(
        _give(directive, plan, follower.id if follower else None, actor=actor, at=at)
        for plan in plans
    )


def _given_before(key: UUID) -> tuple[UUID, ...]:
    tasks = Task.objects.filter(directive__key=key).order_by("number")
    return tuple(tasks.values_list("id", flat=True))


def _faults_of(
    given: Given,
    wanted: Sequence[Wanted],
    leaders: Mapping[UUID, queries.Leader],
    leader_post_id: UUID,
    *,
    at: datetime,
) -> Iterator[Fault]:
    if leader_post_id not in leaders:
        yield Fault("leader", _("Choose the leader who gave the tasks."))
    if given.given_on is None:
        yield Fault("given_on", _("Write the day as dd/mm/yyyy."))
    elif given.given_on > local_date(at):
        yield Fault("given_on", _("That day lies ahead. Write the day on which it was said."))
    if not wanted:
        yield Fault("text", _("No task is left. Add one, or leave the page."))


def _plan(
    unit_id: UUID, given_on: date, wanted: Sequence[Wanted], faults: list[Fault], *, at: datetime
) -> list[_Plan]:
    """Return what is wanted, unit by unit; what is wrong with it is added to the faults."""
    today = local_date(at)
    owners = queries.list_owners(unit_id, on=today)
    names = queries.names_in_texts(unit_id, on=today)
    known = {str(unit.id): [unit] for unit in owners}
    by_id = {unit.id: unit for unit in owners}
    for group in Group:
        known[group.value] = [by_id[each] for each in queries.members(group, owners)]
    plans: list[_Plan] = []
    for n, each in enumerate(wanted):
        units = known.get(each.owner, [])
        beside = rules.units_in(each.supports, units=names)
        if not each.text.strip():
            faults.append(Fault(f"text_{n}", _("Write what shall be done.")))
        if not units:
            faults.append(Fault(f"owner_{n}", _("Choose the unit that answers for the task.")))
        if beside.unknown:
            message = _("We know no unit “%(name)s” here.") % {"name": beside.unknown[0]}
            faults.append(Fault(f"supports_{n}", message))
        for unit, post, due in _dated(n, each, units, given_on, faults, at=at):
            plan = _Plan(wanted=each, support_ids=beside.unit_ids, owner=unit, post=post, due=due)
            plans.append(plan)
    return plans


def _dated(
    n: int,
    wanted: Wanted,
    units: Sequence[organisation.UnitInfo],
    given_on: date,
    faults: list[Fault],
    *,
    at: datetime,
) -> Iterator[tuple[organisation.UnitInfo, organisation.PostInfo, queries.Due]]:
    """Yield each unit with the post that gets the task and the deadline by its calendar."""
    deadline = rules.read_deadline(wanted.due, on=given_on)
    if deadline is None:
        message = _("Write the deadline: a day such as 15/12/2026, or “10 ngày làm việc”.")
        faults.append(Fault(f"due_{n}", message))
        return
    for unit in units:
        post = queries.receiving_post(unit.id, at=at)
        due = queries.count_due(unit.id, deadline, given_on=given_on, at=at)
        if due is None:
            faults.append(Fault(f"due_{n}", _("That deadline is over. Write a later one.")))
            return
        if post is None:
            message = _("Nobody heads %(unit)s at the moment.") % {"unit": unit.name}
            faults.append(Fault(f"owner_{n}", message))
            return
        yield unit, post, due


def _give(
    directive: Directive, plan: _Plan, follower_id: UUID | None, *, actor: Actor, at: datetime
) -> UUID:
    wanted, owner, post = plan.wanted, plan.owner, plan.post
    year = local_date(at).year
    number = numbering.take(book=f"directives:{directive.unit_id}", period=str(year), at=at)
    task = Task(
        directive=directive,
        unit_id=directive.unit_id,
        year=year,
        number=number,
        owner_unit_id=owner.id,
        owner_authority_id=organisation.authority_of(owner.id).id,
        text=" ".join(wanted.text.split()),
        product=" ".join(wanted.product.split()),
        sentence=wanted.sentence.strip(),
        counted=plan.due.counted,
        given_at=at,
        due_at=plan.due.due_at,
        due_original_at=plan.due.due_at,
        soon_at=plan.due.soon_at,
        state_at=at,
        holder_post_id=post.id,
        holder_title=post.title,
        follower_post_id=follower_id,
        leader_post_id=directive.leader_post_id,
    )
    task.search = fold(
        f"nv {number}/{year} {task.text} {task.product} {owner.name} {owner.short_name}"
        f" {directive.number_symbol} {directive.title}"
    )
    task.case_id = _open_case(task, directive, plan, actor=actor, at=at)
    task.state = State.GIVEN if post.role in queries.HEADS else State.WORKING
    task.save()
    supports = [each for each in dict.fromkeys(plan.support_ids) if each != owner.id]
    Support.objects.bulk_create(Support(task=task, unit_id=each) for each in supports)
    note(task, Happened.GIVEN, task.text, actor=actor, at=at)
    given = TaskGiven(
        task_id=task.id,
        unit_id=task.unit_id,
        owner_unit_id=owner.id,
        support_unit_ids=tuple(supports),
        case_id=task.case_id,
        due_at=task.due_at,
        text=task.text,
        source_id=directive.source_id,
        owner_authority_id=task.owner_authority_id,
    )
    house.publish(given, by=actor, at=at, unit_id=task.unit_id)
    return task.id


def _open_case(
    task: Task, directive: Directive, plan: _Plan, *, actor: Actor, at: datetime
) -> UUID:
    """Open the case of a task in the unit that has to do it, and hand it to its head."""
    code, title, steps = queries.process_table()
    process = cases.find_process(code=code, steps=steps) or cases.publish_process(
        actor=HOUSE, code=code, title=title, steps=steps, at=at
    )
    case = cases.open_case(
        actor=actor,
        kind="DIRECTIVE",
        subject_code=str(task.id),
        title=task.text,
        person_name=directive.leader_name,
        unit_id=plan.owner.id,
        field="",
        process=process,
        time_limit=plan.due.limit,
        at=at,
    )
    if case.post_id != plan.post.id:
        cases.hand_over(actor=HOUSE, case_id=case.id, to_post_id=plan.post.id, note="", at=at)
    return case.id
