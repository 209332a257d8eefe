"""Figures for the board: tasks done on time, done late, open."""

from collections.abc import Sequence
from fractions import Fraction
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor
from motcua.kernel.analytics import api as analytics
from motcua.kernel.cases import api as cases

from .. import queries
from ..models import Task
from . import story
from .story import TALE

_SOURCE = "Quy chế làm việc của Ủy ban nhân dân"


def _row(task: Task, *, is_counted: bool) -> analytics.Row:
    return analytics.Row(
        code=queries.place_of(task),
        title=task.text,
        unit_id=task.owner_authority_id,
        at=task.reported_at or task.given_at,
        counted=is_counted,
        note=task.owner_unit.short_name or task.owner_unit.name,
        url=reverse("directives:task", args=[task.id]),
    )


def _rows(which: Q) -> analytics.ListRows:
    def rows(
        actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
    ) -> Sequence[analytics.Row]:
        found = queries.list_done(
            which,
            actor=actor,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            after=after,
            limit=limit,
        )
        return [_row(task, is_counted=is_counted) for task, is_counted in found]

    return rows


def _hands(which: Q) -> analytics.Hands:
    def handled(
        actor: Actor, unit_id: UUID, period: analytics.Period
    ) -> Sequence[analytics.Handled]:
        found = queries.list_done(
            which,
            actor=actor,
            unit_id=unit_id,
            start=period.start,
            end=period.end,
            after="",
            limit=None,
        )
        handlers = cases.handlers(
            case_ids=[task.case_id for task, _counted in found],
            since=min((task.given_at for task, _counted in found), default=period.start),
        )
        return [
            analytics.Handled(
                row=_row(task, is_counted=is_counted),
                account_id=handlers.get(task.case_id, (None, ""))[0],
                handler=handlers.get(task.case_id, (None, ""))[1],
            )
            for task, is_counted in found
        ]

    return analytics.parted(handled)


def _open_rows(
    actor: Actor, unit_id: UUID, period: analytics.Period, after: str, limit: int
) -> Sequence[analytics.Row]:
    found = queries.list_open(
        actor=actor, unit_id=unit_id, end=period.end, after=after, limit=limit
    )
    return [_row(task, is_counted=True) for task in found]


ON_TIME_SHARE = analytics.Indicator(
    code="tasks-on-time",
    title=_("Tasks done on time"),
    meaning=_("How many of the leaders’ tasks done in the period were reported by their deadline."),
    formula=_("tasks accepted that were reported by their deadline ÷ tasks accepted"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.DONE_ON_TIME),),
    denominator=(analytics.Term(story.DONE),),
    rows=_rows(queries.ON_TIME),
    hands=_hands(queries.ON_TIME),
    direction=analytics.Direction.UP,
    target=Fraction(1),
    order=260,
)
LATE_SHARE = analytics.Indicator(
    code="tasks-late",
    title=_("Tasks done late"),
    meaning=_("How many of the leaders’ tasks done in the period were reported after it."),
    formula=_("tasks accepted that were reported after their deadline ÷ tasks accepted"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=(analytics.Term(story.DONE), analytics.Term(story.DONE_ON_TIME, sign=-1)),
    denominator=(analytics.Term(story.DONE),),
    rows=_rows(queries.LATE),
    hands=_hands(queries.LATE),
    direction=analytics.Direction.DOWN,
    order=270,
)
OPEN = analytics.Indicator(
    code="tasks-open",
    title=_("Open tasks"),
    meaning=_("Tasks of the leaders that were not done at the end of the period."),
    formula=_("tasks given before the end of the period and not reported as done by then"),
    source=_SOURCE,
    kind=analytics.Kind.COUNT,
    numerator=(
        analytics.Term(story.GIVEN, analytics.Over.END),
        analytics.Term(story.DONE, analytics.Over.END, sign=-1),
    ),
    rows=_open_rows,
    direction=analytics.Direction.NONE,
    order=280,
)
ALL = [ON_TIME_SHARE, LATE_SHARE, OPEN]

__all__ = ["ALL", "TALE"]
