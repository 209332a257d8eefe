"""Background jobs: each working day, who will be late and who has to know."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.errors import DomainError
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers

from . import queries, rules, use_cases
from .types import Level, Warned

logger = logging.getLogger(__name__)
WATCH = actors.system("delays.watch")
FARTHEST = timedelta(days=14)  # no run of days off is longer


def draft_apologies() -> None:
    """Draft an apology for every dossier due within one working day; the schedule's door."""
    draft_due(at=timezone.now())


def draft_due(*, at: datetime) -> int:
    """Draft the apologies that are needed, by the calendar of each unit; return how many."""
    due = [
        each
        for each in dossiers.list_due(before=at + FARTHEST)
        # The applicant of a joined errand has one promise: only the whole is apologised for.
        if each.state is dossiers.State.PROCESSING and not each.is_reappointed and not each.is_part
    ]
    known = queries.with_apology(each.submission_id for each in due)
    clocks = organisation.clocks({each.unit_id for each in due})
    limit = TimeLimit(Decimal(settings.APOLOGY_BEFORE_DAYS), TimeUnit.WORKING_DAY)
    ends = {unit_id: clock.add(start=at, limit=limit) for unit_id, clock in clocks.items()}
    drafted = 0
    for each in due:
        if each.submission_id in known or each.due_at > ends[each.unit_id]:
            continue
        try:
            drafted += use_cases.draft_apology(actor=WATCH, due=each, at=at) is not None
        except DomainError as error:  # the others go on
            logger.warning("no apology was drafted for %s: %s", each.code, error)
    return drafted


def remind() -> None:
    """Send each person his digest; the schedule's door."""
    remind_all(at=timezone.now())


def remind_all(*, at: datetime) -> int:
    """Tell the holder of a dossier, his head and the chairman, one message each; return how many.

    Statements do not grow with the number of dossiers, but for the messages themselves.
    """
    due = dossiers.list_due(before=at + FARTHEST)
    told = queries.levels_told(each.submission_id for each in due)
    clocks = organisation.clocks({each.unit_id for each in due})
    reached = [
        (each, level)
        for each in due
        for level in rules.levels_reached(
            days_left=clocks[each.unit_id].days_between(at, each.due_at),
            is_late=each.due_at < at,
            told=told.get(each.submission_id, frozenset()),
            before=Decimal(settings.REMIND_BEFORE_DAYS),
            chairman_after=Decimal(settings.ESCALATE_AFTER_DAYS),
        )
    ]
    lines = _by_person(reached, at=at)
    accounts = identity.accounts_of(lines)
    waiting = set(lines) - queries.told_today(person_ids=lines, at=at)
    sent = 0
    for person_id in sorted(waiting & set(accounts)):
        sent += use_cases.send_digest(
            actor=WATCH,
            person_id=person_id,
            account_id=accounts[person_id],
            lines=lines[person_id],
            at=at,
        )
    return sent


def _by_person(
    reached: Sequence[tuple[dossiers.DueDossier, Level]], *, at: datetime
) -> dict[UUID, list[Warned]]:
    units = {each.unit_id for each, _level in reached}
    units |= {each.handling_unit_id for each, _level in reached}
    posts = organisation.list_posts(units, at=at) if units else ()
    held = organisation.post_info({each.post_id for each, _level in reached if each.post_id}, at=at)
    holders = {person_id for post in held.values() for person_id in post.holder_ids}
    takers = {account: person for person, account in identity.accounts_of(holders).items()}
    found: dict[UUID, list[Warned]] = {}
    for each, level in reached:
        people = _people(each, level, posts=posts, held=held, takers=takers)
        for person_id in people:
            found.setdefault(person_id, []).append(_line(each, level))
    return found


def _line(each: dossiers.DueDossier, level: Level) -> Warned:
    return Warned(
        submission_id=each.submission_id,
        dossier_code=each.code,
        unit_id=each.unit_id,
        title=each.title,
        step_name=each.step_name,
        due_at=each.due_at,
        level=level,
    )


def _people(
    each: dossiers.DueDossier,
    level: Level,
    *,
    posts: Iterable[organisation.PostInfo],
    held: Mapping[UUID, organisation.PostInfo],
    takers: Mapping[UUID, UUID],
) -> tuple[UUID, ...]:
    """Return to whom a level goes: one post, whoever holds it."""
    role = organisation.Role
    if level is Level.PERSON:
        if each.account_id and each.account_id in takers:
            return (takers[each.account_id],)
        post = held.get(each.post_id) if each.post_id else None
        return post.holder_ids if post else ()
    leaders = [post for post in posts if post.role == role.AUTHORITY_LEADER and post.holder_ids]
    chairman = next((post for post in leaders if post.unit_id == each.unit_id), None)
    if level is Level.CHAIRMAN:
        return chairman.holder_ids[:1] if chairman else ()
    heads = [post for post in posts if post.role == role.UNIT_HEAD and post.holder_ids]
    head = next((post for post in heads if post.unit_id == each.handling_unit_id), chairman)
    return head.holder_ids[:1] if head else ()
