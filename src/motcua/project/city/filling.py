"""Years of dossiers in a simulated city, written by several processes."""

import math
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as clock_time
from functools import cache
from itertools import groupby
from random import Random
from time import monotonic, time
from typing import Any

import django
from django.contrib.auth import get_user_model
from django.db import connection

from motcua.foundation import delivery, modules
from motcua.foundation.models import EventRecord
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.analytics import api as analytics
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from . import seasons
from .size import WARDS_OF_HONG_BANG, Size
from .units import ACTOR, CITY, Progress

CROWD = 2000
SHARE_OF_A_DISTRICT = 3.0  # beside a ward
SLOW_EVERY = 9  # one office in so many
AT_ONCE = 4_000_000  # changes that are settled by one statement
ANALYZED = (
    "dossiers_submission, dossiers_dossier, dossiers_supplementrequest, cases_case, cases_casestep,"
    " foundation_event, foundation_stream, analytics_story, analytics_cell"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What was written, and how long each part took, in seconds."""

    dossiers: int
    events: int
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Part:
    """Days that one process writes."""

    size: Size
    end: float
    days: tuple[Any, ...]


@cache
def _bulky() -> Any:
    """Return the module that brings along what writes dossiers in bulk."""
    return next(each for each in modules.installed() if "archive" in each.manifest.extra)


def archive() -> Any:
    """Return what writes dossiers in bulk."""
    return _bulky().manifest.extra["archive"]


def fill(
    size: Size, *, processes: int, progress: Progress, seconds_at_most: float = math.inf
) -> Filled:
    """Write the dossiers, put what they count into the cells, and let the server look at it all.

    Args:
        processes: How many write at once; 0 writes in this process.
        seconds_at_most: After so long no further month is begun, the oldest are left out.
    """
    _deliver(progress)  # of the units: several processes would wait for each other's locks
    if size.is_played:
        return _play(size, processes=processes, progress=progress)
    seconds: dict[str, float] = {}
    parts, done, events = _parts(size, time() + seconds_at_most), 0, 0
    archive().publish(size.until)
    _open_accounts(size.until)
    with archive().aside():
        began = monotonic()
        for dossiers, happened in _written(parts, processes):
            done, events = done + dossiers, events + happened
            progress("dossiers", done, size.dossiers)
        seconds["rows"] = monotonic() - began
        began = monotonic()
    seconds["indexes"] = monotonic() - began
    began = monotonic()
    _settle(progress)
    seconds["cells"] = monotonic() - began
    with connection.cursor() as cursor:
        cursor.execute(f"vacuum analyze {ANALYZED}")
    return Filled(dossiers=done, events=events, seconds=seconds)


def _play(size: Size, *, processes: int, progress: Progress) -> Filled:
    """Let the people of Hồng Bàng do everything by the public functions, as in the demo."""
    began = monotonic()
    _bulky().manifest.demo(
        dossiers=size.dossiers,
        days=(size.last_day - size.first_day).days,
        processes=processes,
        progress=lambda done, of: progress("dossiers", done, of),
    )
    _deliver(progress)
    _settle(progress)
    happened = EventRecord.objects.filter(code__startswith="dossiers.").count()
    return Filled(dossiers=size.dossiers, events=happened, seconds={"rows": monotonic() - began})


def _deliver(progress: Progress) -> None:
    done = 0
    while delivered := delivery.deliver_pending():
        done += delivered
        progress("events", done, done)


def _parts(size: Size, end: float) -> list[_Part]:
    """Return the days month by month, the last first; a month is a process's work."""
    listed_days = organisation.list_days(None, first=size.first_day, last=size.last_day)
    works = {each.day: bool(each.segments) for each in listed_days}
    random = Random(size.seed)  # noqa: S311 - an invented city
    amounts = seasons.shares(size.dossiers, seasons.weights(works, random))
    first, listed = 1, []
    for day, amount in amounts.items():
        listed.append(archive().Day(day, amount, first, works[day]))
        first += amount
    months = groupby(listed, key=lambda each: (each.day.year, each.day.month))
    parts = [
        _Part(size, end, tuple(each for each in days if each.amount)) for _month, days in months
    ]
    return parts[::-1]


def _written(parts: Sequence[_Part], processes: int) -> Iterator[tuple[int, int]]:
    if not processes:
        yield from map(_write, parts)
        return
    connection.close()
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(processes, initializer=django.setup) as pool:
        yield from pool.imap_unordered(_write_apart, parts)


def _write_apart(part: _Part) -> tuple[int, int]:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    return _write(part)


def _write(part: _Part) -> tuple[int, int]:
    if time() > part.end:
        return 0, 0
    writer = archive().Writer(
        places=_places(part.size),
        crowd=_crowd(),
        until=part.size.until,
        seed=part.size.seed,
        kinds=part.size.kinds,
    )
    return writer.write(part.days), writer.events


# ------------------------------------------------------------------------ who and where
@cache
def _places(size: Size) -> list[Any]:
    """Return the authorities of the city: one cheats, one in nine is slow."""
    posts = _specialists(size)
    accounts = identity.accounts_of([post.holder_ids[0] for _unit, post in posts])
    names = identity.persons([post.holder_ids[0] for _unit, post in posts])
    found: list[Any] = []
    for nth, (unit, post) in enumerate(posts):
        random = Random(f"{size.seed} {unit.code}")  # noqa: S311 - an invented city
        is_ward, holder_id = unit.level == organisation.Level.WARD, post.holder_ids[0]
        found.append(
            archive().Place(
                unit_id=unit.id,
                code=unit.code,
                is_ward=is_ward,
                post_id=post.id,
                account_id=accounts.get(holder_id, holder_id),
                holder_name=names[holder_id].full_name,
                weight=random.lognormvariate(0, 0.5) * (1 if is_ward else SHARE_OF_A_DISTRICT),
                temper=_temper(nth, size.seed),
                first_day=unit.valid_from,
                last_day=unit.valid_to - date.resolution if unit.valid_to else date.max,
            )
        )
    return found


def _temper(nth: int, seed: int) -> Any:
    """Return what an office is like; the first is the district of Hồng Bàng."""
    tempers = archive().Temper
    if nth == 1 + seed % (WARDS_OF_HONG_BANG - 1):
        return tempers.CHEATING
    return tempers.SLOW if (nth + seed) % SLOW_EVERY == 0 else tempers.ORDINARY


def _specialists(size: Size) -> list[tuple[organisation.UnitInfo, organisation.PostInfo]]:
    """Return the authorities below the city, each with a post where dossiers are handled."""
    units = {
        unit.id: unit
        for day in (size.first_day, size.last_day)
        for unit in organisation.list_units(day, kind=organisation.UnitKind.AUTHORITY)
        if unit.code != CITY
    }
    found = []
    for unit in sorted(units.values(), key=lambda each: each.code):
        day = (unit.valid_to or size.last_day) - date.resolution
        at = datetime.combine(day, clock_time.min, LOCAL_ZONE)
        posts = organisation.list_posts(organisation.authority_ids(unit.id, at), at=at)
        held = [each for each in posts if each.holder_ids]
        handling = [each for each in held if each.role == organisation.Role.SPECIALIST]
        found.append((unit, (handling or held)[0]))
    return found


@cache
def _crowd() -> list[Any]:
    applicants = _applicants()
    citizens = get_user_model().objects.filter(
        is_official=False, person_id__in=[person.id for person in applicants]
    )
    accounts = dict(citizens.values_list("person_id", "id"))
    return [
        archive().Applicant(person.id, accounts[person.id], person.full_name)
        for person in applicants
        if person.id in accounts
    ]


def _applicants() -> Sequence[identity.PersonInfo]:
    everybody = identity.list_persons_by_name("n", limit=10_000)
    grown_up = [each for each in everybody if each.birth_date and each.birth_date.year < 2000]  # noqa: PLR2004
    return sorted(grown_up, key=lambda each: each.personal_number or "")[:CROWD]


def _open_accounts(at: datetime) -> None:
    for person in _applicants():
        identity.admit_citizen(
            actor=ACTOR,
            personal_number=person.personal_number or "",
            full_name=person.full_name,
            at=at,
        )


def _settle(progress: Progress) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "set work_mem = '1GB'"
        )  # millions of changes are parted and added up in memory
        cursor.execute("analyze analytics_change")
    settled = 0
    while moved := analytics.settle(limit=AT_ONCE):
        settled += moved
        progress("cells", settled, settled)
