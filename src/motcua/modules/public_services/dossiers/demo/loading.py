"""The demo city gets its dossiers."""

import gc
import logging
import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from random import Random
from uuid import UUID

import django
from django.db import connection, transaction
from django.utils import timezone

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
from .history import DAYS, History, fates
from .town import ACTOR, HEROS_WARD, Office, Town, authorities, look_at_photo, read_town

logger = logging.getLogger(__name__)
DOSSIERS = 3000
PROCESSES = 2
SHARE_OF_THE_DISTRICT, SHARE_OF_THE_STORY = 0.14, 0.14
TWICE = "1.004873"
HEROS_OLD_WISH = "2.000635"

Progress = Callable[[int, int], None]
Work = tuple[UUID, int, datetime, int, bool]  # authority, dossiers, until, days, everything


def _silent(done: int, of: int) -> None:
    """Say nothing."""


def load(
    *,
    dossiers: int = DOSSIERS,
    processes: int = PROCESSES,
    progress: Progress = _silent,
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
        opening: Only what a visitor looks at first, the ward of the story. A later call plays
            the rest.
        days: Over how many days the work is spread.
        everything: Each authority is asked for each of its procedures at least once, if it has
            dossiers enough.
    """
    at = timezone.now()
    published = {each.code for each in cases.list_processes()}
    listed = procedures.list_procedures(on=local_date(at))
    if not {each.process_key or each.code for each in listed} <= published:
        use_cases.publish_processes(actor=ACTOR, at=at)
    units = authorities(at)
    story = {unit.id for unit in units if unit.code == HEROS_WARD}
    shares = _shares(units, dossiers)
    if opening:
        shares = [share for share in shares if share[0] in story]
    missing = [
        (unit_id, share)
        for unit_id, share in shares
        if not Submission.objects.filter(unit_id=unit_id).exists()
    ]
    done = sum(share for _unit, share in shares) - sum(share for _unit, share in missing)
    if missing:
        look_at_photo(at)
    for made in _play([(*each, at, days, everything) for each in missing], processes):
        done += made
        progress(done, dossiers)


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


def _play(missing: Sequence[Work], processes: int) -> Iterator[int]:
    if not processes:
        for work in missing:
            yield play(*work)
    elif missing:
        connection.close()
        spawn = multiprocessing.get_context("spawn")
        with spawn.Pool(processes, initializer=django.setup) as pool:  # leaving it ends them
            yield from pool.imap_unordered(_play_apart, missing)
            pool.map(_deliver, range(processes), chunksize=1)


_read_once = cache(read_town)  # one town for all authorities that a process plays


def play(
    unit_id: UUID,
    amount: int,
    at: datetime,
    days: int = DAYS,
    everything: bool = False,  # noqa: FBT001, FBT002 - a line of work, made in one place
) -> int:
    """Play the work of one authority; return how many dossiers it has."""
    town = _read_once(at)
    with transaction.atomic():
        office = town.office(unit_id)
        is_story = office.unit.code == HEROS_WARD
        random = Random(office.unit.code)  # noqa: S311 - invented data
        history = History(town=town, office=office, random=random, until=at, days=days)
        if everything:
            history.first = list(office.catalogue)
        if is_story and (wish := _heros_old_wish(town)):
            history.add_long_ago(wish)
        history.play(fates(amount, is_story=is_story, random=random))
        if is_story:
            _send_twice(town, office, random)
    for line in history.stuck:
        logger.warning("a dossier of the demo got stuck: %s", line)
    return amount


def _send_twice(town: Town, office: Office, random: Random) -> None:
    """Let somebody send a dossier at home and again at the counter: reception finds the pair."""
    version = procedures.find_version(TWICE, local_date(town.at))
    if version is None or not office.singles:
        return
    for channel, before in ((Channel.ONLINE, 150), (Channel.DIRECT, 20)):
        wish = Wish(version=version, person=office.singles[0], channel=channel, way=ResultWay.DESK)
        acts.send(town, office, wish, random=random, at=town.at - timedelta(minutes=before))


def _play_apart(work: Work) -> int:
    gc.set_threshold(50_000)  # in a process of its own: most objects live as long as it does
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    return play(*work)


def _heros_old_wish(town: Town) -> Wish | None:
    version = procedures.find_version(HEROS_OLD_WISH, local_date(town.at))
    if town.hero is None or version is None:
        return None
    return Wish(version=version, person=town.hero, channel=Channel.ONLINE, way=ResultWay.DESK)


def _deliver(_nth: int) -> None:
    while delivery.deliver_pending():
        pass
