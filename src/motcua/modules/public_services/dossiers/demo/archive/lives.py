"""The life of a dossier: what happens to it and when, by the working calendar of its day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID

from motcua.foundation.events import Event
from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.procedures import api as procedures

from ... import events
from ...types import Channel, ResultWay, Settlement, Stage, StopGround
from ..fates import Fate

KEY = "0aaaaaaa-aaaa-7aaa-8aaa-aaaaaaaaaaa"  # stands for the first 35 characters of its keys
SUBMISSION, CASE, FIRST_REQUEST, SECOND_REQUEST = (UUID(KEY + end) for end in "0fed")
PERSON = UUID("0bbbbbbb-bbbb-7bbb-8bbb-bbbbbbbbbbbb")
CODE, NUMBER = "@CODE@", "@SERIAL@"
Act = tuple[Event, datetime]

ON_TIME, LATE = (0.2, 0.85), (1.3, 2.4)  # shares of the promised time
SUPPLEMENT_HOURS = (3, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What somebody comes for, how, on which day, and what becomes of it."""

    day: date
    fate: Fate
    version: procedures.VersionInfo
    channel: Channel
    way: ResultWay
    files: int = 0


@dataclass(frozen=True, slots=True)
class Life:
    """Lets a dossier live; chance decides the hours."""

    plan: Plan
    clock: organisation.Clock
    random: Random

    def acts(self) -> Sequence[Act]:
        """Return what happens, in order."""
        sent_at = self._sent_at()
        said = events.DossierSubmitted(
            **_WHO,
            procedure_code=self.plan.version.code,
            channel=self.plan.channel.value,
            online_level=self.plan.version.online_level.value,
            gives_paper=bool(self.plan.version.result),
            files=self.plan.files,
            identified=True,
        )
        return [(said, sent_at), *self._at_reception(sent_at)]

    def _sent_at(self) -> datetime:
        midnight = datetime.combine(self.plan.day, time.min, LOCAL_ZONE)
        if self.plan.channel is Channel.ONLINE:
            return midnight + timedelta(minutes=int(self.random.triangular(360, 1350, 570)))
        return self._after(midnight, 0.1, 7.4)

    def _after(self, at: datetime, low: float, high: float) -> datetime:
        hours = self.random.uniform(low, high)
        return self.clock.after(start=at, span=_whole_seconds(timedelta(hours=hours)))

    def _at_reception(self, at: datetime) -> Iterator[Act]:
        if self.plan.fate is Fate.REFUSED:
            reason = "Hồ sơ không thuộc thẩm quyền giải quyết."
            yield events.SubmissionRefused(**_WHO, reason=reason), self._after(at, 0.1, 4)
            return
        if self.plan.fate is Fate.SUPPLEMENTED:
            asked_at = self._after(at, 0.1, 4)
            at = self._after(asked_at, *SUPPLEMENT_HOURS)
            yield _ask(FIRST_REQUEST, Stage.AT_RECEPTION), asked_at
            yield events.SupplementAnswered(**_WHO, request_id=FIRST_REQUEST), at
        quick = (0.05, 0.4) if self.plan.channel is Channel.DIRECT else (0.2, 5)
        yield from self._accepted(self._after(at, *quick))

    def _accepted(self, at: datetime) -> Iterator[Act]:
        due_at = self.clock.add(start=at, limit=self.plan.version.time_limit)
        accepted = events.DossierAccepted(
            **_WHO, case_id=CASE, due_at=due_at, form_number=f"{NUMBER}/{at.year}"
        )
        yield accepted, at
        ways = {
            Fate.ASKED_TWICE: self._asked_twice,
            Fate.WITHDRAWN: self._withdrawn,
            Fate.STOPPED: self._stopped,
        }
        yield from ways.get(self.plan.fate, self._finished)(at, due_at)

    def _share(self, at: datetime, due_at: datetime, share: float) -> datetime:
        """Return when so much of the time that was promised at an instant is over."""
        span = max(self.clock.time_between(at, due_at), timedelta(minutes=30))
        return self.clock.after(
            start=at, span=timedelta(seconds=round(span.total_seconds() * share))
        )

    def _finished(self, at: datetime, due_at: datetime) -> Iterator[Act]:
        pace = self.random.uniform(*(LATE if self.plan.fate is Fate.LATE else ON_TIME))
        issued_at = self._share(at, due_at, pace)
        number = f"{NUMBER}/QĐ-UBND"
        approved = events.ResultApproved(submission_id=SUBMISSION, dossier_code=CODE, number=number)
        yield approved, self._share(at, issued_at, 0.9)
        signed = events.ResultSigned(
            submission_id=SUBMISSION, dossier_code=CODE, token=KEY, number=number
        )
        yield signed, issued_at
        yield events.ResultIssued(**_WHO, on_time=issued_at <= due_at), issued_at
        electronic = self.plan.way is ResultWay.ELECTRONIC
        taken_at = self._after(issued_at, *((0.01, 0.2) if electronic else (0.5, 30)))
        returned = events.ResultReturned(
            **_WHO, way=self.plan.way.value, receiver="" if electronic else "Người nộp hồ sơ"
        )
        yield returned, taken_at

    def _asked_twice(self, at: datetime, due_at: datetime) -> Iterator[Act]:
        for request, share in ((FIRST_REQUEST, 0.3), (SECOND_REQUEST, 0.5)):
            asked_at = self._share(at, due_at, share)
            answered_at = self._after(asked_at, *SUPPLEMENT_HOURS)
            waited = self.clock.time_between(asked_at, answered_at)
            due_at = self.clock.after(start=due_at, span=waited)
            yield _ask(request, Stage.IN_PROCESSING), asked_at
            answered = events.SupplementAnswered(**_WHO, request_id=request, due_at=due_at)
            yield answered, answered_at
            at = answered_at
        yield from self._finished(at, due_at)

    def _withdrawn(self, at: datetime, due_at: datetime) -> Iterator[Act]:
        reason = "Không còn nhu cầu."
        yield events.DossierWithdrawn(**_WHO, reason=reason), self._share(at, due_at, 0.4)

    def _stopped(self, at: datetime, due_at: datetime) -> Iterator[Act]:
        stopped = events.DossierStopped(
            **_WHO,
            ground=StopGround.LAW.value,
            reason="Dừng giải quyết theo quy định.",
            settlement=Settlement.NONE.value,
            form_number=f"{NUMBER}/TB-UBND",
        )
        yield stopped, self._share(at, due_at, self.random.uniform(0.85, 0.99))


_WHO: Mapping[str, Any] = {
    "submission_id": SUBMISSION,
    "dossier_code": CODE,
    "person_id": PERSON,
}


def _whole_seconds(span: timedelta) -> timedelta:
    return timedelta(seconds=round(span.total_seconds()))


def _ask(request_id: UUID, stage: Stage) -> Event:
    return events.SupplementRequested(**_WHO, request_id=request_id, stage=stage.value, items=1)
