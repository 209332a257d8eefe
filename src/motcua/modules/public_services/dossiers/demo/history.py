"""Half a year of work at one authority, act by act in the order of time."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import count
from random import Random

from django.db import connection, transaction

from motcua.foundation.errors import DomainError
from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit, local, local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures

from .. import use_cases
from ..models import Submission
from ..types import Channel, ResultWay
from . import acts, answers
from .acts import Wish
from .town import Office, Town

DAYS = 182
ONLINE = 0.8
WEEKEND = 0.2
ELECTRONIC = 0.7
LATE = 0.03


class Fate(StrEnum):
    """How far a dossier of the demo comes, or what happens to it on its way."""

    ENDED = "ENDED"
    SUPPLEMENTED = "SUPPLEMENTED"
    SENT_BACK = "SENT_BACK"
    LATE = "LATE"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"
    # Those that lie somewhere today:
    WAITING = "WAITING"
    ASKED = "ASKED"
    HANDLING = "HANDLING"
    OVERDUE = "OVERDUE"
    REVIEWING = "REVIEWING"
    SIGNING = "SIGNING"
    APPROVED = "APPROVED"
    ISSUING = "ISSUING"
    READY = "READY"


# Working hours since they were sent, from … to.
LYING = {
    Fate.WAITING: (0.2, 6.5),
    Fate.ASKED: (6, 40),
    Fate.HANDLING: (5, 14),
    Fate.OVERDUE: (40, 90),
    Fate.REVIEWING: (7, 16),
    Fate.SIGNING: (7, 16),
    Fate.APPROVED: (6, 15),
    Fate.ISSUING: (7, 18),
    Fate.READY: (9, 60),
}
STOPS = {
    Fate.HANDLING: cases.StepKind.HANDLE,
    Fate.OVERDUE: cases.StepKind.HANDLE,
    Fate.REVIEWING: cases.StepKind.REVIEW,
    Fate.SIGNING: cases.StepKind.SIGN,
    Fate.ISSUING: cases.StepKind.ISSUE,
}
# One of each state comes first, so that even a small city has them all.
FIRST = (
    Fate.WAITING,
    Fate.ENDED,
    Fate.HANDLING,
    Fate.READY,
    Fate.SIGNING,
    Fate.APPROVED,
    Fate.ASKED,
    Fate.REFUSED,
    Fate.WITHDRAWN,
)
IN_EACH = (
    *(Fate.WAITING,) * 4,
    *(Fate.HANDLING,) * 4,
    *(Fate.SIGNING,) * 3,
    *(Fate.READY,) * 4,
    *(Fate.APPROVED,) * 3,
    *(Fate.ISSUING,) * 2,
    *(Fate.REVIEWING,) * 2,
    *(Fate.ASKED,) * 2,
    Fate.OVERDUE,
)
IN_THE_STORY = (
    *(Fate.WAITING,) * 10,
    *(Fate.HANDLING,) * 5,
    *(Fate.SIGNING,) * 4,
    *(Fate.READY,) * 3,
    Fate.OVERDUE,
)
ORDINARY = {
    Fate.ENDED: 0.81,
    Fate.SUPPLEMENTED: 0.08,
    Fate.LATE: LATE,
    Fate.SENT_BACK: 0.025,
    Fate.REFUSED: 0.025,
    Fate.WITHDRAWN: 0.02,
}


def fates(amount: int, *, is_story: bool, random: Random) -> list[Fate]:
    """Return the fates of an authority's dossiers."""
    lying = (*IN_EACH, *IN_THE_STORY) if is_story else IN_EACH
    chosen = [*FIRST, *lying[: max(0, amount // 3)]][:amount]
    rest = random.choices(list(ORDINARY), list(ORDINARY.values()), k=amount - len(chosen))
    return chosen + rest


@dataclass(kw_only=True)
class Dossier:
    """A dossier of the history on its way."""

    fate: Fate
    wish: Wish
    code: str = ""
    pace: float = 0.5
    was_asked: bool = False
    was_sent_back: bool = False
    span: timedelta = timedelta(hours=1)

    @property
    def lies(self) -> bool:
        return self.fate in LYING


Act = Callable[[Dossier, datetime], None]


@dataclass(kw_only=True)
class History:
    """Plays the work of one authority; acts that would lie ahead are left to the living.

    Attributes:
        days: How far back the work begins.
        first: What is asked for before chance decides.
    """

    town: Town
    office: Office
    random: Random
    until: datetime
    days: int = DAYS
    first: list[procedures.VersionInfo] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    _agenda: list[tuple[datetime, int, Act, Dossier]] = field(default_factory=list)
    _nth: Iterator[int] = field(default_factory=count)

    def play(self, planned: Sequence[Fate]) -> None:
        """Play the whole life of dossiers with these fates."""
        for fate in planned:
            dossier = self._plan(fate)
            self._later(self._sent_at(dossier), self._send, dossier)
        while self._agenda:
            at, _nth, act, dossier = heapq.heappop(self._agenda)
            try:
                with transaction.atomic(), _without_savepoints():
                    act(dossier, at)
            except DomainError as error:
                faults = getattr(error, "faults", ())
                self.stuck.append(f"{dossier.wish.version.code} {dossier.code}: {error} {faults}")

    def add_long_ago(self, wish: Wish) -> None:
        """Let a dossier that somebody sent more than a year ago run its way."""
        dossier = Dossier(fate=Fate.ENDED, wish=wish)
        sent_at = self.office.clock.add(
            start=self.until - timedelta(days=400),
            limit=TimeLimit(Decimal(1), TimeUnit.WORKING_HOUR),
        )
        self._later(sent_at, self._send, dossier)

    # ------------------------------------------------------------------ plans
    def _plan(self, fate: Fate) -> Dossier:
        random, version = self.random, self._version(fate)
        online = random.random() < ONLINE or fate is Fate.APPROVED
        way = random.choices((ResultWay.DESK, ResultWay.POST), (0.85, 0.15))[0]
        if online and (fate is Fate.APPROVED or random.random() < ELECTRONIC):
            way = ResultWay.ELECTRONIC
        wish = Wish(
            version=version,
            person=self.office.applicant(version, random),
            channel=Channel.ONLINE if online else Channel.DIRECT,
            way=way,
        )
        pace = random.uniform(0.25, 0.85)
        if fate is Fate.LATE:
            pace = random.uniform(1.3, 2.2)
        return Dossier(fate=fate, wish=wish, pace=pace)

    def _version(self, fate: Fate) -> procedures.VersionInfo:
        if self.first and fate is Fate.ENDED:
            return self.first.pop()
        quick = None if fate not in LYING or fate is Fate.WAITING else False
        if fate is Fate.LATE:
            quick = False
        while True:
            version = self.office.choose(self.random, quick=quick)
            kinds = {step.kind.value for step in version.steps}
            stop = STOPS.get(fate)
            if stop is None or stop.value in kinds or not self._has(stop):
                return version

    def _has(self, kind: cases.StepKind) -> bool:
        return any(
            step.kind.value == kind.value
            for version in self.office.catalogue
            if version.time_limit.unit is not TimeUnit.SAME_DAY
            for step in version.steps
        )

    def _sent_at(self, dossier: Dossier) -> datetime:
        if dossier.lies:
            return self._lately(*LYING[dossier.fate])
        random, clock = self.random, self.office.clock
        while True:
            day = local_date(self.until) - timedelta(days=random.randint(1, self.days))
            works = clock.is_working_day(day)
            if dossier.wish.channel is Channel.ONLINE:
                if works or random.random() < WEEKEND:
                    minutes = int(random.triangular(6 * 60, 22.5 * 60, 9.5 * 60))
                    return _at(day, minutes)
            elif works:
                return self._after(_at(day, 0), timedelta(hours=random.uniform(0.1, 7.4)))

    def _lately(self, least: float, most: float) -> datetime:
        """Return an instant that lies so many working hours back."""
        clock, at = self.office.clock, self.until
        for _attempt in range(200):
            at = self.until - timedelta(minutes=self.random.uniform(10, 60 * (80 + 6 * most)))
            hours = clock.time_between(at, self.until).total_seconds() / 3600
            if least <= hours <= most and 6 <= local(at).hour < 22:  # noqa: PLR2004 - people sleep
                break
        return at

    def _after(self, at: datetime, span: timedelta) -> datetime:
        hours = max(Decimal("0.02"), Decimal(round(span.total_seconds() / 3600, 3)))
        return self.office.clock.add(start=at, limit=TimeLimit(hours, TimeUnit.WORKING_HOUR))

    def _later(self, at: datetime, act: Act, dossier: Dossier) -> None:
        if at < self.until:
            heapq.heappush(self._agenda, (at, next(self._nth), act, dossier))

    def _soon(self, at: datetime, low: float, high: float, act: Act, dossier: Dossier) -> None:
        hours = self.random.uniform(low, high) * (0.2 if dossier.lies else 1)
        self._later(self._after(at, timedelta(hours=hours)), act, dossier)

    # ------------------------------------------------------------------- acts
    def _send(self, dossier: Dossier, at: datetime) -> None:
        dossier.code = acts.send(self.town, self.office, dossier.wish, random=self.random, at=at)
        match dossier.fate:
            case Fate.WAITING:
                return
            case Fate.ASKED | Fate.SUPPLEMENTED:
                self._soon(at, 1, 7, self._ask, dossier)
            case Fate.REFUSED:
                self._soon(at, 1, 7, self._refuse, dossier)
            case Fate.WITHDRAWN:
                self._soon(at, 1, 4, self._withdraw, dossier)
            case _:
                low, high = (0.05, 0.3) if dossier.wish.channel is Channel.DIRECT else (0.4, 6)
                self._soon(at, low, high, self._accept, dossier)

    def _accept(self, dossier: Dossier, at: datetime) -> None:
        accepted = use_cases.accept_dossier(
            actor=self.office.reception(at), code=dossier.code, at=at
        )
        left = self.office.clock.time_between(at, accepted.due_at) * dossier.pace
        kinds = [step.kind.value for step in dossier.wish.version.steps]
        amount = sum(kind in {"HANDLE", "REVIEW", "SIGN", "ISSUE"} for kind in kinds)
        dossier.span = timedelta(minutes=25) if dossier.lies else left / max(1, amount)
        self._go_on(dossier, at)

    def _go_on(self, dossier: Dossier, at: datetime) -> None:
        self._later(self._after(at, dossier.span), self._step, dossier)

    def _step(self, dossier: Dossier, at: datetime) -> None:
        now = acts.standing_of(dossier.code)
        assert now is not None  # noqa: S101 - it was accepted
        if now.step is STOPS.get(dossier.fate):
            return
        is_back = dossier.fate is Fate.SENT_BACK and not dossier.was_sent_back
        if is_back and now.step is cases.StepKind.SIGN:
            dossier.was_sent_back = True
            actor = self.office.official(now.post_id, at)
            reason = self.random.choice(answers.book()["reasons"]["back"])
            use_cases.send_back(actor=actor, code=dossier.code, reason=reason, at=at)
            self._go_on(dossier, at)
            return
        by_hand = dossier.fate is not Fate.APPROVED
        acts.step(self.office, dossier.code, now, by_hand=by_hand, at=at)
        if now.step is cases.StepKind.SIGN and not by_hand:
            return
        self._after_step(dossier, now.step, at)

    def _after_step(self, dossier: Dossier, done: cases.StepKind, at: datetime) -> None:
        kinds = {step.kind.value for step in dossier.wish.version.steps}
        last = "ISSUE" if "ISSUE" in kinds else "SIGN"
        if done.value != last:
            self._go_on(dossier, at)
        elif dossier.fate is not Fate.READY:
            self._soon(at, 0.5, 14, self._give, dossier)

    def _give(self, dossier: Dossier, at: datetime) -> None:
        receiver = dossier.wish.person.full_name
        acts.give(self.office, dossier.code, receiver=receiver, at=at)

    def _ask(self, dossier: Dossier, at: datetime) -> None:
        acts.ask(self.office, dossier.wish, dossier.code, random=self.random, at=at)
        if dossier.fate is Fate.SUPPLEMENTED:
            self._soon(at, 3, 30, self._answer, dossier)

    def _answer(self, dossier: Dossier, at: datetime) -> None:
        submission = Submission.objects.get(code=dossier.code)
        acts.answer(self.town, self.office, submission, at=at)
        self._soon(at, 0.5, 5, self._accept, dossier)

    def _refuse(self, dossier: Dossier, at: datetime) -> None:
        acts.refuse(self.office, dossier.code, random=self.random, at=at)

    def _withdraw(self, dossier: Dossier, at: datetime) -> None:
        actor = self.town.citizen(dossier.wish.person, at)
        reason = self.random.choice(answers.book()["reasons"]["withdrawal"])
        use_cases.withdraw(actor=actor, code=dossier.code, reason=reason, at=at)


@contextmanager
def _without_savepoints() -> Iterator[None]:
    """Let what is done inside succeed or fail as one: a third of all statements are savepoints."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), LOCAL_ZONE)
