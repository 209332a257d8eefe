"""The control slip of a case, and how agencies keep their times."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.kernel.organisation import api as organisation

from ..models import CaseStep, Opinion
from ..types import AgencyTimes, HandOver, Outcome, Timing

# Stays that ended with the case, or went to somebody else on the way, are nobody's lateness.
_TIMES = """
with came as (
    select unit_id, due_at, done_at from cases_casestep
    where unit_id = any(%(units)s) and started_at >= %(since)s and started_at < %(until)s
        and kind <> 'RECEIVE' and outcome in ('', 'DONE', 'SENT_BACK')
    union all
    select unit_id, due_at, answered_at from cases_opinion
    where unit_id = any(%(units)s) and asked_at >= %(since)s and asked_at < %(until)s
        and (answered_at is not null or waived_at is null or waived_at > due_at)
)
select unit_id,
    count(*) filter (where (done_at at time zone %(zone)s)::date
        < (due_at at time zone %(zone)s)::date),
    count(*) filter (where done_at <= due_at and (done_at at time zone %(zone)s)::date
        = (due_at at time zone %(zone)s)::date),
    count(*) filter (where done_at > due_at),
    count(*) filter (where done_at is null and due_at >= %(at)s),
    count(*) filter (where done_at is null and due_at < %(at)s)
from came group by unit_id
"""


def hand_overs(
    *, case_id: UUID, at: datetime, since: datetime | None = None
) -> tuple[HandOver, ...]:
    """Return the lines of a case's control slip, in the order of time; four queries.

    Every stay is measured at the post where it was, every opinion at the agency that was asked: a
    case may be late by an agency's fault and its agency in time, and the other way round.

    Args:
        since: When the case was opened, if the caller knows it: older partitions are left alone.
    """
    stays = CaseStep.objects.filter(case_id=case_id)
    if since is not None:
        stays = stays.filter(started_at__gte=since)
    in_order = list(stays.order_by("started_at", "id"))
    asked = list(Opinion.objects.filter(case_id=case_id).order_by("asked_at", "id"))
    units = {each.unit_id for each in in_order} | {each.unit_id for each in asked}
    units |= {each.asked_by_unit for each in asked}
    names = organisation.unit_names({unit_id for unit_id in units if unit_id})
    held = {each.post_id for each in in_order} | {each.post_id for each in asked}
    posts = organisation.post_info({post_id for post_id in held if post_id})
    titles = {post_id: post.title for post_id, post in posts.items()}
    lines = [
        *_stay_lines(in_order, names, titles, at=at),
        *(_opinion_line(each, names, titles, at=at) for each in asked),
    ]
    return tuple(sorted(lines, key=lambda line: (line.handed_at, line.is_opinion)))


def _stay_lines(
    stays: Iterable[CaseStep],
    names: Mapping[UUID, str],
    titles: Mapping[UUID, str],
    *,
    at: datetime,
) -> Iterable[HandOver]:
    before: CaseStep | None = None
    for stay in stays:
        yield HandOver(
            name=stay.name,
            from_unit_id=before.unit_id if before else None,
            from_unit=names.get(before.unit_id, "") if before and before.unit_id else "",
            from_name=before.holder_name if before else "",
            to_unit_id=stay.unit_id,
            to_unit=names.get(stay.unit_id, "") if stay.unit_id else "",
            to_name=stay.holder_name or (titles.get(stay.post_id, "") if stay.post_id else ""),
            handed_at=stay.started_at,
            due_at=stay.due_at,
            done_at=stay.done_at,
            timing=Timing.of(due_at=stay.due_at, done_at=stay.done_at, at=at),
            outcome=Outcome(stay.outcome) if stay.outcome else None,
            is_opinion=False,
            note=stay.note,
        )
        before = stay


def _opinion_line(
    opinion: Opinion, names: Mapping[UUID, str], titles: Mapping[UUID, str], *, at: datetime
) -> HandOver:
    done_at = opinion.answered_at or opinion.waived_at
    return HandOver(
        name=opinion.question,
        from_unit_id=opinion.asked_by_unit,
        from_unit=names.get(opinion.asked_by_unit, "") if opinion.asked_by_unit else "",
        from_name=opinion.asked_by,
        to_unit_id=opinion.unit_id,
        to_unit=names.get(opinion.unit_id, ""),
        to_name=opinion.answered_by or titles.get(opinion.post_id, ""),
        handed_at=opinion.asked_at,
        due_at=opinion.due_at,
        done_at=opinion.answered_at,
        timing=Timing.of(due_at=opinion.due_at, done_at=done_at, at=at),
        outcome=None,
        is_opinion=True,
        note=opinion.answer or opinion.waived_reason,
    )


def agency_times(
    *, unit_ids: Iterable[UUID], since: datetime, until: datetime, at: datetime
) -> Mapping[UUID, AgencyTimes]:
    """Count how agencies kept the times of what began from ``since`` to before ``until``.

    Who may ask about which units is decided by the caller.
    """
    wanted = list(unit_ids)
    values: dict[str, Any] = {
        "units": wanted,
        "since": since,
        "until": until,
        "at": at,
        "zone": "Asia/Ho_Chi_Minh",
    }
    found = {unit_id: AgencyTimes(unit_id=unit_id) for unit_id in wanted}
    with connection.cursor() as cursor:
        cursor.execute(_TIMES, values)
        for unit_id, early, on_time, late, still, overdue in cursor.fetchall():
            found[unit_id] = replace(
                found[unit_id],
                early=early,
                on_time=on_time,
                late=late,
                open=still,
                overdue=overdue,
            )
    return found
