"""The demo city gets its dossiers."""

import gc
import logging
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import django
from django.db import OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from psycopg.errors import DeadlockDetected

from motcua.foundation import delivery
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from .. import use_cases
from ..models import Submission
from ..types import Channel, ResultWay
from . import acts
from .acts import Wish
from .fates import fates, fates_of_a_year
from .history import DAYS, History, without_savepoints
from .town import ACTOR, HEROS_WARD, Office, Town, authorities, look_at_photo, read_town

if TYPE_CHECKING:
    from multiprocessing.pool import IMapIterator

logger = logging.getLogger(__name__)
DOSSIERS = 3000
PROCESSES = 2
SHARE_OF_THE_DISTRICT, SHARE_OF_THE_STORY = 0.14, 0.14
TWICE = "1.004873"
HEROS_OLD_WISH = "2.000635"

Progress = Callable[[int, int], None]
LOOK_AGAIN = 3.0  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is played of one authority.

    Attributes:
        everything: It is a whole year, not what visitors look at.
        first: The procedures that are asked for here before all others, in everything.
    """

    unit_id: UUID
    amount: int
    at: datetime
    days: int = DAYS
    everything: bool = False
    first: tuple[str, ...] = ()


def _silent(done: int, of: int) -> None:
    """Say nothing."""


def _warn(line: str) -> None:
    logger.warning("a dossier of the demo got stuck: %s", line)


def load(
    *,
    dossiers: int = DOSSIERS,
    processes: int = PROCESSES,
    progress: Progress = _silent,
    stuck: Callable[[str], None] = _warn,
    opening: bool = False,
    days: int = DAYS,
    everything: bool = False,
) -> None:
    """Play half a year at every authority that has no dossier yet; repeatable.

    Each authority is one transaction: after an interruption it is there with all its dossiers or
    with none.

    Args:
        processes: How many work at once; 0 works in this process.
        progress: Called with how many dossiers are there, of how many.
        stuck: Called with a line for each act that was refused.
        opening: Only what a visitor looks at first, the ward of the story. A later call plays
            the rest.
        days: Over how many days the work is spread.
        everything: A whole year instead, with all that can happen. Each procedure in force is
            asked for at one of the authorities before chance decides, and then each of its own at
            each of them, if there are dossiers enough. Each act is a transaction of its own, and
            others hear of it before the next one.
    """
    at = timezone.now()
    published = {each.code for each in cases.list_processes()}
    listed = procedures.list_procedures(on=local_date(at))
    if not {each.process_key or each.code for each in listed} <= published:
        use_cases.publish_processes(actor=ACTOR, at=at)
    units = authorities(at)
    if everything:
        planned = _plan_everything(units, listed, dossiers, at=at, days=days)
    else:
        planned = [
            Work(unit_id=unit_id, amount=share, at=at, days=days)
            for unit_id, share in _shares(units, dossiers)
        ]
    if opening:
        story = {unit.id for unit in units if unit.code == HEROS_WARD}
        planned = [work for work in planned if work.unit_id in story]
    missing = [
        work for work in planned if not Submission.objects.filter(unit_id=work.unit_id).exists()
    ]
    done = sum(work.amount for work in planned) - sum(work.amount for work in missing)
    if missing:
        look_at_photo(at)
    for made, lines in _play(missing, processes):
        done += made
        progress(done, dossiers)
        for line in lines:
            stuck(line)


def _shares(units: Sequence[organisation.UnitInfo], amount: int) -> list[tuple[UUID, int]]:
    """Return how many dossiers each authority gets, the largest shares first."""
    special = {
        unit.id: SHARE_OF_THE_STORY if unit.code == HEROS_WARD else SHARE_OF_THE_DISTRICT
        for unit in units
        if unit.code == HEROS_WARD or unit.level == organisation.Level.DISTRICT
    }
    others = (1 - sum(special.values())) / max(1, len(units) - len(special))
    shares = [(unit.id, round(amount * special.get(unit.id, others))) for unit in units]
    return sorted(shares, key=lambda share: -share[1])


def _plan_everything(
    units: Sequence[organisation.UnitInfo],
    listed: Sequence[procedures.VersionInfo],
    amount: int,
    *,
    at: datetime,
    days: int,
) -> list[Work]:
    """Give each procedure an authority where it is asked for first, and each authority its share.

    What is asked for at all levels goes round among the wards.
    """
    wards = [unit for unit in units if unit.level == organisation.Level.WARD]
    districts = [unit for unit in units if unit.level == organisation.Level.DISTRICT]
    first: dict[UUID, list[str]] = {unit.id: [] for unit in units}
    for nth, version in enumerate(sorted(listed, key=lambda version: version.code)):
        among = districts if version.level is procedures.Level.DISTRICT else wards
        if among:
            first[among[nth % len(among)].id].append(version.code)
    once = min(1, amount / max(1, len(listed)))
    works = [
        Work(
            unit_id=unit_id,
            amount=round(len(first[unit_id]) * once) + share,
            at=at,
            days=days,
            everything=True,
            first=tuple(first[unit_id]),
        )
        for unit_id, share in _shares(units, max(0, amount - len(listed)))
    ]
    return sorted(works, key=lambda work: -work.amount)


def _play(missing: Sequence[Work], processes: int) -> Iterator[tuple[int, list[str]]]:
    """Play; yield now and then how many dossiers came in meanwhile, and what got stuck."""
    if not processes:
        for work in missing:
            yield work.amount, play(work)
    elif missing:
        connection.close()
        spawn = multiprocessing.get_context("spawn")
        told = Submission.objects.count()
        with spawn.Pool(processes, initializer=django.setup) as pool:  # leaving it ends them
            for lines in _as_they_come(pool.imap_unordered(_play_apart, missing)):
                now = Submission.objects.count()
                yield now - told, lines
                told = now
            pool.map(_deliver, range(processes), chunksize=1)


def _as_they_come(results: "IMapIterator[list[str]]") -> Iterator[list[str]]:
    """Yield results as they come, and nothing in between, so that somebody can look up."""
    while True:
        try:
            yield results.next(timeout=LOOK_AGAIN)
        except multiprocessing.TimeoutError:
            yield []
        except StopIteration:
            return


_read_once = cache(read_town)  # one town for all authorities that a process plays


def play(work: Work) -> list[str]:
    """Play the work of one authority; return a line for each act that was refused."""
    town = _read_once(work.at)
    whole = nullcontext() if work.everything else transaction.atomic()
    with whole:
        office = town.office(work.unit_id, everything=work.everything)
        is_story = office.unit.code == HEROS_WARD
        random = Random(office.unit.code)  # noqa: S311 - invented data
        history = History(town=town, office=office, random=random, until=work.at, days=work.days)
        if is_story and (wish := _heros_old_wish(town)):
            history.add_long_ago(wish)
        if work.everything:
            history.between = _deliver_now
            history.first = _first_of_all(office, work.first)
            history.play(fates_of_a_year(work.amount, random=random))
        else:
            history.play(fates(work.amount, is_story=is_story, random=random))
        if is_story:
            _send_twice(town, office, random)
    return history.stuck


def _first_of_all(office: Office, codes: Sequence[str]) -> list[procedures.VersionInfo]:
    """Return the catalogue of an office, what is asked for first at its end."""
    rank = {code: nth for nth, code in enumerate(codes, start=1)}
    return sorted(office.catalogue, key=lambda version: rank.get(version.code, 0))


def _send_twice(town: Town, office: Office, random: Random) -> None:
    """Let somebody send a dossier at home and again at the counter: reception finds the pair."""
    version = procedures.find_version(TWICE, local_date(town.at))
    if version is None or not office.singles:
        return
    for channel, before in ((Channel.ONLINE, 150), (Channel.DIRECT, 20)):
        wish = Wish(version=version, person=office.singles[0], channel=channel, way=ResultWay.DESK)
        acts.send(town, office, wish, random=random, at=town.at - timedelta(minutes=before))


def _play_apart(work: Work) -> list[str]:
    gc.set_threshold(50_000)  # in a process of its own: most objects live as long as it does
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    while True:
        try:
            return play(work)
        except OperationalError as error:
            # Two authorities serve the same people in long transactions: one of them was undone.
            if work.everything or not isinstance(error.__cause__, DeadlockDetected):
                raise
            _read_once.cache_clear()


def _heros_old_wish(town: Town) -> Wish | None:
    version = procedures.find_version(HEROS_OLD_WISH, local_date(town.at))
    if town.hero is None or version is None:
        return None
    return Wish(version=version, person=town.hero, channel=Channel.ONLINE, way=ResultWay.DESK)


def _deliver_now() -> None:
    """Let the others hear of what was done; nearly always none of them stumbles."""
    try:
        with without_savepoints():
            _deliver(0)
    except TransactionManagementError:  # one did: once more, so that it can be noted
        _deliver(0)


def _deliver(_nth: int) -> None:
    while delivery.deliver_pending():
        pass
