"""Half a year of work at one authority, act by act in the order of time."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from django.conf import settings
from django.db import connection, transaction

from motcua.foundation.errors import DomainError
from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit, local, local_date
from motcua.kernel.cases import api as cases
from motcua.modules.public_services.procedures import api as procedures

from .. import use_cases
from ..models import Submission
from ..types import Channel, ResultWay, State
from . import acts, answers
from .acts import Standing, Wish
from .fates import LYING, STOPS, Fate
from .town import Office, Town

DAYS = 182
ONLINE = 0.8
WEEKEND = 0.2
ELECTRONIC = 0.7
LONGEST_WAIT = 40  # visits to a result that is held back


@dataclass(kw_only=True)
class Dossier:
    """A dossier of the history on its way."""

    fate: Fate
    wish: Wish
    code: str = ""
    pace: float = 0.5
    had_its_turn: bool = False
    waits: int = 0
    span: timedelta = timedelta(hours=1)

    @property
    def lies(self) -> bool:
        return self.fate in LYING


Act = Callable[[Dossier, datetime], None]


def _nothing() -> None:
    """Do nothing."""


@dataclass(kw_only=True)
class History:
    """Plays the work of one authority; acts that would lie ahead are left to the living.

    Attributes:
        days: How far back the work begins.
        first: What is asked for before chance decides; the last of them comes first.
        between: Called after each act, before the next one.
    """

    town: Town
    office: Office
    random: Random
    until: datetime
    days: int = DAYS
    first: list[procedures.VersionInfo] = field(default_factory=list)
    between: Callable[[], None] = _nothing
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
                with transaction.atomic(), without_savepoints():
                    act(dossier, at)
            except DomainError as error:
                self._note(dossier, error, act)
            self.between()

    def _note(self, dossier: Dossier, error: Exception, act: Act) -> None:
        version, faults = dossier.wish.version, getattr(error, "faults", ())
        what = f"{version.code} {dossier.code} {dossier.fate} {act.__name__.strip('_')}"
        self.stuck.append(f"{what}: {type(error).__name__}: {error} {faults or ''}".strip())

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
        online = online and version.online_level is not procedures.OnlineLevel.NONE
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
        for nth in reversed(range(len(self.first))):
            if self._fits(fate, self.first[nth]):
                return self.first.pop(nth)
        quick = None if fate not in LYING or fate is Fate.WAITING else False
        if fate is Fate.LATE:
            quick = False
        while True:
            version = self.office.choose(self.random, quick=quick)
            kinds = {step.kind.value for step in version.steps}
            stop = STOPS.get(fate)
            if stop is None or stop.value in kinds or not self._has(stop):
                return version

    def _fits(self, fate: Fate, version: procedures.VersionInfo) -> bool:
        """Tell whether a dossier of a procedure may have a fate."""
        calm = fate is Fate.WAITING or fate not in {*LYING, Fate.LATE}
        is_quick = version.time_limit.unit is TimeUnit.SAME_DAY
        kinds, stop = {step.kind.value for step in version.steps}, STOPS.get(fate)
        stands = stop is None or stop.value in kinds
        return self.office.may_be_asked(version) and stands and (calm or not is_quick)

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
            case Fate.ASKED | Fate.SUPPLEMENTED | Fate.ASKED_TWICE | Fate.UNANSWERED:
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
        if now.state == State.FINISHED and dossier.fate is not Fate.READY:
            self._soon(at, 0.5, 14, self._give, dossier)
        if now.state not in {State.PROCESSING, State.SIGNING} or now.step is STOPS.get(
            dossier.fate
        ):
            return
        if now.state == State.SIGNING and now.step is not cases.StepKind.ISSUE:
            self._wait_for_others(dossier, at)
        elif (turn := self._turn(dossier, now, at)) is not None:
            dossier.had_its_turn = True
            turn(dossier, now, at)
        else:
            self._do(dossier, now, at)

    def _do(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        if now.opinions_open:
            acts.give_opinions(self.office, now.case_id, random=self.random, at=at)
        by_hand = dossier.fate is not Fate.APPROVED
        acts.step(self.office, dossier.code, now, by_hand=by_hand, at=at)
        if by_hand or now.step is not cases.StepKind.SIGN:
            self._go_on(dossier, at)

    def _wait_for_others(self, dossier: Dossier, at: datetime) -> None:
        """Let other agencies do their parts; the result is held back until they have."""
        for play in acts.played_beside():
            play(dossier_code=dossier.code, at=at)
        dossier.waits += 1
        if dossier.waits > LONGEST_WAIT:
            self._note(dossier, TimeoutError("held back for ever"), self._step)
        else:
            self._go_on(dossier, at)

    # ------------------------------------------------- what happens on the way
    def _turn(
        self, dossier: Dossier, now: Standing, at: datetime
    ) -> Callable[[Dossier, Standing, datetime], None] | None:
        """Return what happens now instead of the next step, once."""
        if dossier.had_its_turn:
            return None
        if now.step is cases.StepKind.SIGN:
            return self._send_back if dossier.fate is Fate.SENT_BACK else None
        if now.step is not cases.StepKind.HANDLE or not self.office.does(now.post_id, at):
            return None
        while_handled = {
            Fate.PAUSED: self._pause,
            Fate.ASKED_TWICE: self._ask_again,
            Fate.CONSULTED: self._consult,
            Fate.REAPPOINTED: self._apologise,
            Fate.STOPPED: self._stop,
        }
        return while_handled.get(dossier.fate)

    def _send_back(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        actor = self.office.official(now.post_id, at)
        reason = self.random.choice(answers.book()["reasons"]["back"])
        use_cases.send_back(actor=actor, code=dossier.code, reason=reason, at=at)
        self._go_on(dossier, at)

    def _pause(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        office, random = self.office, self.random
        acts.ask(office, dossier.wish, dossier.code, random=random, at=at, by=now.post_id)
        self._soon(at, 3, 30, self._answer_and_go_on, dossier)

    def _ask_again(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        proposal = acts.propose_asking_again(
            self.office, dossier.wish, dossier.code, now.post_id, random=self.random, at=at
        )

        def decide(dossier: Dossier, at: datetime) -> None:
            acts.let_ask_again(self.office, dossier.code, proposal, at=at)
            self._soon(at, 3, 30, self._answer_and_go_on, dossier)

        self._soon(at, 1, 7, decide, dossier)

    def _consult(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        acts.consult(self.office, dossier.code, now.post_id, random=self.random, at=at)
        self._go_on(dossier, at)

    def _apologise(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        due_at = self._after(max(now.due_at, at), timedelta(hours=24))
        acts.apologise(self.office, dossier.code, due_at=due_at, random=self.random, at=at)
        self._go_on(dossier, at)

    def _stop(self, dossier: Dossier, now: Standing, at: datetime) -> None:
        acts.propose_stop(self.office, dossier.code, now.post_id, at=at)

        def decide(dossier: Dossier, at: datetime) -> None:
            acts.stop(self.office, dossier.code, acts.ASKED, at=at)

        self._soon(at, 1, 7, decide, dossier)

    def _give(self, dossier: Dossier, at: datetime) -> None:
        receiver = dossier.wish.person.full_name
        acts.give(self.office, dossier.code, receiver=receiver, at=at)

    def _ask(self, dossier: Dossier, at: datetime) -> None:
        acts.ask(self.office, dossier.wish, dossier.code, random=self.random, at=at)
        if dossier.fate in {Fate.SUPPLEMENTED, Fate.ASKED_TWICE}:
            self._soon(at, 3, 30, self._answer, dossier)
        if dossier.fate is Fate.UNANSWERED:
            days = timedelta(days=settings.SUPPLEMENT_REPLY_DAYS + 1)
            self._later(self._after(at + days, timedelta(hours=1)), self._stop_unanswered, dossier)

    def _answer(self, dossier: Dossier, at: datetime) -> None:
        self._bring(dossier, at)
        self._soon(at, 0.5, 5, self._accept, dossier)

    def _answer_and_go_on(self, dossier: Dossier, at: datetime) -> None:
        self._bring(dossier, at)
        self._go_on(dossier, at)

    def _bring(self, dossier: Dossier, at: datetime) -> None:
        submission = Submission.objects.get(code=dossier.code)
        acts.answer(self.town, self.office, submission, at=at)

    def _stop_unanswered(self, dossier: Dossier, at: datetime) -> None:
        acts.stop(self.office, dossier.code, acts.UNANSWERED, at=at)

    def _refuse(self, dossier: Dossier, at: datetime) -> None:
        acts.refuse(self.office, dossier.code, random=self.random, at=at)

    def _withdraw(self, dossier: Dossier, at: datetime) -> None:
        actor = self.town.citizen(dossier.wish.person, at)
        reason = self.random.choice(answers.book()["reasons"]["withdrawal"])
        use_cases.withdraw(actor=actor, code=dossier.code, reason=reason, at=at)


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Let what is done inside succeed or fail as one: a third of all statements are savepoints."""
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = True


def _at(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), LOCAL_ZONE)
