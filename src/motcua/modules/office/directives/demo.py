"""Conclusions of the demo district's chairman, and their tasks in every state."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from django.utils import timezone

from motcua.foundation.actors import Actor
from motcua.foundation.time import LOCAL_ZONE, local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from . import queries, rules, use_cases
from .models import Task
from .types import Given, Source, Wanted

DISTRICT = "H24.12"
_KEY = UUID("6d6f7463-7561-4469-8265-637469766573")
_NOTES = Path(__file__).resolve().parent / "data" / "demo.json"


@dataclass(frozen=True, slots=True)
class _Stage:
    """Whoever acts in the demo, found by the posts of a task."""

    leader: Actor

    def holder(self, task: Task, at: datetime) -> Actor:
        return _actor_of(task.holder_post_id, at) or self.leader


def load() -> None:
    """Give the tasks of the last weeks and let their units work on them; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if Task.objects.exists() or district is None:
        return
    leaders = queries.list_leaders(district.id, at=now)
    leader = _actor_of(leaders[0].post_id, now) if leaders else None
    if leader is None:
        return
    stage = _Stage(leader)
    tasks: list[Task] = []
    for note in json.loads(_NOTES.read_text()):
        at = _working_morning(now - timedelta(days=note["days_ago"]))
        text = "\n".join(note["text"])
        tasks += _give(stage, district.id, leaders[0].post_id, note["title"], text, at=at)
    _play(stage, tasks, now)
    last = local_date(now).replace(day=1) - timedelta(days=1)
    if any(local_date(task.given_at) <= last for task in tasks):
        use_cases.freeze_evaluation(
            actor=leader, unit_id=district.id, year=last.year, month=last.month, at=now
        )


def _working_morning(at: datetime) -> datetime:
    day = local_date(at)
    while day.weekday() > 4:  # noqa: PLR2004 - Saturday and Sunday
        day -= timedelta(days=1)
    return datetime.combine(day, time(9, 15), LOCAL_ZONE)


def _give(
    stage: _Stage, unit_id: UUID, post_id: UUID, title: str, text: str, *, at: datetime
) -> list[Task]:
    """Take the tasks out of a note as the page does, and give them."""
    on: date = local_date(at)
    names = {unit.id: unit for unit in queries.list_around(unit_id, on=on)}
    found = rules.propose_tasks(text, units=queries.names_in_texts(unit_id, on=on), on=on)
    wanted = [
        Wanted(
            owner=str(each.owner_id),
            text=each.text,
            due=each.deadline.words if each.deadline else "10 ngày làm việc",
            supports="; ".join(names[one].name for one in each.support_ids),
            product=each.product,
            sentence=each.sentence,
        )
        for each in found
    ]
    ids = use_cases.give_tasks(
        actor=stage.leader,
        unit_id=unit_id,
        given=Given(source=Source.NOTE, title=title, text=text, given_on=on),
        leader_post_id=post_id,
        wanted=wanted,
        key=uuid5(_KEY, title),
        at=at,
    )
    return list(Task.objects.filter(id__in=ids).order_by("number"))


def _actor_of(post_id: UUID, at: datetime) -> Actor | None:
    post = organisation.get_post(post_id, at=at)
    accounts = identity.accounts_of(post.holder_ids)
    account_id = next((accounts[each] for each in post.holder_ids if each in accounts), None)
    return identity.actor_for(account_id, at) if account_id else None


def _play(stage: _Stage, tasks: list[Task], now: datetime) -> None:
    """Let the units work: some in time, some late, some not at all."""
    for n, task in enumerate(tasks):
        task.refresh_from_db()
        if play := _PLAYS.get(n):
            play(stage, task, now)


def _in_time(stage: _Stage, task: Task, _now: datetime) -> None:
    _finish(stage, task, at=task.due_at - timedelta(hours=5))


def _late(stage: _Stage, task: Task, _now: datetime) -> None:
    _finish(stage, task, at=_working_morning(task.due_at + timedelta(days=3)))


def _under_way(stage: _Stage, task: Task, now: datetime) -> None:
    _progress(stage, task, 30, at=now - timedelta(days=1))


def _wants_time(stage: _Stage, task: Task, now: datetime) -> None:
    _progress(stage, task, 60, at=now - timedelta(days=3))
    _extend(stage, task, now)


def _to_check(stage: _Stage, task: Task, now: datetime) -> None:
    _report(stage, task, at=min(now, task.due_at) - timedelta(hours=4))


def _withdrawn(stage: _Stage, task: Task, now: datetime) -> None:
    use_cases.withdraw_task(
        actor=stage.leader,
        task_id=task.id,
        reason="Thành phố đã giao cho Sở Công Thương kiểm tra.",
        at=now - timedelta(days=1),
    )


def _assigned(stage: _Stage, task: Task, now: datetime) -> None:
    at = now - timedelta(hours=6)
    posts = queries.posts_for(task.owner_unit_id, at=at)
    other = next((each for each in posts if each.id != task.holder_post_id), None)
    if other is not None:
        use_cases.assign_task(
            actor=stage.holder(task, at),
            task_id=task.id,
            to_post_id=other.id,
            opinion="Đồng chí tham mưu trước hạn 01 ngày.",
            at=at,
        )


def _progress(stage: _Stage, task: Task, percent: int, *, at: datetime) -> None:
    use_cases.report_progress(
        actor=stage.holder(task, at),
        task_id=task.id,
        text="Đã họp các bên liên quan, đang tổng hợp số liệu.",
        percent=percent,
        at=at,
    )


def _report(stage: _Stage, task: Task, *, at: datetime) -> None:
    _progress(stage, task, 80, at=at - timedelta(hours=20))
    use_cases.report_done(
        actor=stage.holder(task, at),
        task_id=task.id,
        text="Đã hoàn thành, gửi kèm báo cáo.",
        files=[("bao-cao.pdf", _paper(task, at))],
        at=at,
    )


def _paper(task: Task, at: datetime) -> bytes:
    """Return evidence that can be opened: the unit's own month on one page."""
    unit = organisation.get_unit(task.owner_unit_id)
    day = local_date(at)
    values = queries.sheet_values(
        unit=unit,
        month=day.month,
        year=day.year,
        lines=[],
        scoring=queries.stored_scoring(day),
        as_of=at,
        dated=at,
        is_frozen=False,
    )
    return queries.draw_sheet(values)


def _finish(stage: _Stage, task: Task, *, at: datetime) -> None:
    _report(stage, task, at=at)
    use_cases.accept_task(
        actor=stage.leader, task_id=task.id, text="Đạt yêu cầu.", at=at + timedelta(hours=2)
    )


def _extend(stage: _Stage, task: Task, now: datetime) -> None:
    """Ask for more time, and leave it to the leader."""
    day = _working_morning(max(task.due_at, now) + timedelta(days=9))
    at = now - timedelta(hours=5)
    use_cases.ask_extension(
        actor=stage.holder(task, at),
        task_id=task.id,
        wanted_on=local_date(day),
        reason="Chờ số liệu của các trường ngoài công lập.",
        at=at,
    )


_PLAYS = {
    0: _in_time,
    1: _late,
    2: _in_time,
    3: _in_time,
    4: _wants_time,
    5: _in_time,
    6: _late,
    7: _under_way,
    8: _to_check,
    9: _under_way,
    11: _withdrawn,
    12: _assigned,
}
