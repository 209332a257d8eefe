"""A day of a whole city is written: lives for many persons and units, copied by PostgreSQL."""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from ... import rules, use_cases
from ...types import Channel, ResultWay
from ..fates import Fate
from ..town import ACTOR, FAVOURITES
from .drawing import STORIES, Drawn, columns, draw
from .lives import Life, Plan
from .places import SHARES, Applicant, Place, Temper

MOST_OF_A_FATE = {Fate.ENDED: 14, Fate.SUPPLEMENTED: 2, Fate.LATE: 3}
ONLINE, ELECTRONIC, BY_POST = 0.8, 0.7, 0.1
TABLES = (
    "dossiers_submission",
    "dossiers_supplementrequest",
    "cases_case",
    "cases_casestep",
    "dossiers_dossier",
    "foundation_stream",
    "foundation_event",
    STORIES,
)
# What looks rows up, but for the keys that others refer to: how to drop it, how to make it again.
_ASIDE = """
select
    format('drop index %%s', indexrelid::regclass),
    replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
from pg_index where indrelid = any(%(tables)s::regclass[]) and not exists (
    select from pg_constraint where conindid = indexrelid
)
union all
select
    format('alter table %%s drop constraint %%I', mine.conrelid::regclass, mine.conname),
    format(
        'alter table %%s add constraint %%I %%s',
        mine.conrelid::regclass, mine.conname, pg_get_constraintdef(mine.oid)
    )
from pg_constraint mine
where mine.contype = 'p' and mine.conrelid = any(%(tables)s::regclass[]) and not exists (
    select from pg_constraint theirs where theirs.confrelid = mine.conrelid
)
"""
Counted = Counter[tuple[str, UUID, str, str]]


T = TypeVar("T")


class Chances(Generic[T]):
    """Things of which one is picked, the heavier the likelier."""

    def __init__(self, things: Sequence[T], weights: Iterable[float]) -> None:
        self._things, self._upto = things, list(accumulate(weights))

    def pick(self, random: Random) -> T:
        """Return one of them."""
        nth = bisect(self._upto, random.random() * self._upto[-1])
        return self._things[min(nth, len(self._things) - 1)]


@dataclass(frozen=True, slots=True)
class Day:
    """So many dossiers are sent on a day; ``first`` is the number of the first of all."""

    day: date
    amount: int
    first: int
    is_working: bool


@dataclass(kw_only=True)
class Writer:
    """Writes days; the same seed, places and days give the same rows.

    Attributes:
        until: What would happen later is left to the living.
        kinds: How many procedures are asked for at each level.
    """

    places: Sequence[Place]
    crowd: Sequence[Applicant]
    until: datetime
    seed: int
    kinds: int
    counted: Counted = field(default_factory=Counter)
    events: int = 0

    @cached_property
    def _clock(self) -> organisation.Clock:
        return organisation.clock(self.places[0].unit_id)

    @cached_property
    def _processes(self) -> Mapping[str, cases.ProcessInfo]:
        return {each.code: each for each in cases.list_processes()}

    @cached_property
    def _catalogue(self) -> Mapping[bool, tuple[list[procedures.VersionInfo], list[float]]]:
        """What wards (true) and districts are asked for, with its share."""
        on = local_date(self.until)
        found = {}
        for is_ward, level in ((True, procedures.Level.WARD), (False, procedures.Level.DISTRICT)):
            favourites = FAVOURITES[level]
            listed = [
                each
                for each in procedures.list_procedures(on=on, level=level)
                if (each.process_key or each.code) in self._processes
                and each.online_level is not procedures.OnlineLevel.NONE
            ]
            listed.sort(key=lambda each: (each.code not in favourites, each.code))
            chosen = listed[: self.kinds]
            rest = (1 - sum(favourites.values())) / max(1, len(chosen) - len(favourites))
            found[is_ward] = (chosen, [favourites.get(each.code, rest) for each in chosen])
        return found

    def write(self, days: Sequence[Day]) -> int:
        """Write days, each in a transaction of its own, and return how many dossiers they had."""
        for day in days:
            self._write_day(day)
        self._keep_counts()
        return sum(each.amount for each in days)

    # ------------------------------------------------------------------- what happens
    def _drawn(
        self, day: Day, random: Random, *, is_ward: bool
    ) -> Mapping[Temper, "Chances[Drawn]"]:
        """Draw the lives of a day, and how often each is lived in an office of some temper."""
        most = max(1, day.amount // 20)
        lives = [
            (fate, self._draw(day, fate, random, is_ward=is_ward))
            for fate in SHARES[Temper.ORDINARY]
            for _nth in range(min(most, MOST_OF_A_FATE.get(fate, 1)))
        ]
        of_fate = Counter(fate for fate, _drawn in lives)
        return {
            temper: Chances(
                [drawn for _fate, drawn in lives],
                [shares[fate] / of_fate[fate] for fate, _drawn in lives],
            )
            for temper, shares in SHARES.items()
        }

    def _draw(self, day: Day, fate: Fate, random: Random, *, is_ward: bool) -> Drawn:
        version = random.choices(*self._catalogue[is_ward])[0]
        online = not day.is_working or random.random() < ONLINE
        way = ResultWay.POST if random.random() < BY_POST else ResultWay.DESK
        if online and random.random() < ELECTRONIC:
            way = ResultWay.ELECTRONIC
        plan = Plan(
            day=day.day,
            fate=fate,
            version=version,
            channel=Channel.ONLINE if online else Channel.DIRECT,
            way=way,
            files=random.choice((0, 1, 2)),
        )
        acts = Life(plan, self._clock, random).acts()
        happened = [(event, at) for event, at in acts if at < self.until]
        return draw(
            plan, happened or acts[:1], self._processes[version.process_key or version.code]
        )

    # ------------------------------------------------------------------- what is written
    def _write_day(self, day: Day) -> None:
        random = Random(f"{self.seed} {day.day}")  # noqa: S311 - an invented city
        here = [place for place in self.places if place.is_there(day.day)]
        places = Chances(here, [place.weight for place in here])
        levels = sorted({place.is_ward for place in here})
        lives = {is_ward: self._drawn(day, random, is_ward=is_ward) for is_ward in levels}
        buffers: dict[str, list[str]] = defaultdict(list)
        lived: Counter[tuple[int, UUID]] = Counter()
        serials: Counter[str] = Counter()
        by_id: dict[int, Drawn] = {}
        for nth in range(day.first, day.first + day.amount):
            place = places.pick(random)
            life = lives[place.is_ward][place.temper].pick(random)
            serials[place.code] += 1
            given = {
                "key": f"{life.head[:8]}-{life.head[8:]}-7000-8000-{nth:011x}",
                "serial": (serial := serials[place.code]),
                "code": _code(place, day, serial),
                **place.as_stand_ins,
                **random.choice(self.crowd).as_stand_ins,
            }
            for table, text in life.lines.items():
                buffers[table].append(text % given)
            lived[id(life), place.unit_id] += 1
            by_id[id(life)] = life
        self._count(lived, by_id)
        _copy(buffers)

    def _count(self, lived: Mapping[tuple[int, UUID], int], by_id: Mapping[int, Drawn]) -> None:
        for (which, unit_id), times in lived.items():
            self.events += times * by_id[which].events
            for fact, on, dimension, amount in by_id[which].counts:
                self.counted[fact, unit_id, on, dimension] += times * amount

    @transaction.atomic
    def _keep_counts(self) -> None:
        """Leave what was counted to be settled, as the delivery of an event does."""
        with connection.cursor() as cursor:
            names = "fact, unit_id, day, dimension, amount"
            with cursor.copy(f"copy analytics_change ({names}) from stdin") as copy:
                for (fact, unit_id, on, dimension), amount in self.counted.items():
                    copy.write(f"{fact}\t{unit_id}\t{on}\t{dimension}\t{amount}\n")
        self.counted.clear()


def _code(place: Place, day: Day, serial: int) -> str:
    return rules.dossier_code(
        unit_code=place.code, day=day.day, serial=serial, pattern=settings.DOSSIER_CODE_PATTERN
    )


def publish(at: datetime) -> None:
    """Publish the processes of all procedures, as the import of a catalogue does."""
    use_cases.publish_processes(actor=ACTOR, at=at)


@transaction.atomic
def _copy(buffers: Mapping[str, Sequence[str]]) -> None:
    with connection.cursor() as cursor:
        # The rows fit each other as they were drawn: nothing is looked up.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("set local synchronous_commit = off")
        for table in TABLES:
            if buffers.get(table):
                names = ", ".join(f'"{name}"' for name in columns(table))
                with cursor.copy(f"copy {table} ({names}) from stdin") as copy:
                    copy.write("".join(buffers[table]))


@contextmanager
def aside() -> Iterator[None]:
    """Put the indexes of the tables aside while millions are written, and back again."""
    with connection.cursor() as cursor:
        cursor.execute(_ASIDE, {"tables": list(TABLES)})
        indexes = cursor.fetchall()
        for drop, _make in indexes:
            cursor.execute(drop)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set maintenance_work_mem = '1GB'")
            for _drop, make in indexes:
                cursor.execute(make)
            cursor.execute("reset maintenance_work_mem")
