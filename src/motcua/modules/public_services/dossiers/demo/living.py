"""What happens next in the demo city: one act at a time, at the real instant."""

from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from uuid import UUID

from django.db import transaction

from motcua.kernel.cases import api as cases

from .. import use_cases
from ..models import Submission
from ..types import Channel, ResultWay, State
from . import acts
from .acts import Wish
from .town import HEROS_WARD, Office, Town, authorities, read_town

SENDS = 0.35  # of all acts; a dossier takes five or so until it ends
MOST_OPEN = 500  # beyond it officials catch up first
LEFT_FOR_VISITORS = {State.WAITING: 10, State.PROCESSING: 25, State.FINISHED: 5}  # in one ward
CANDIDATES = 40
OPEN = (State.WAITING, State.SUPPLEMENT, State.PROCESSING, State.SIGNING, State.FINISHED)


def begin(*, at: datetime, random: Random) -> "Life":
    """Read the city and return who lets it live."""
    return Life(town=read_town(at), random=random)


@dataclass(kw_only=True)
class Life:
    """Lets somebody do one thing at each call."""

    town: Town
    random: Random
    _offices: dict[UUID, Office] = field(default_factory=dict)
    _units: dict[UUID, str] = field(default_factory=dict)

    def __call__(self, at: datetime) -> str | None:
        """Do one thing; return a line that tells it, or None if there is nothing to do.

        Raises:
            DomainError: It was refused.
        """
        if not self._units:
            self._units = {unit.id: unit.code for unit in authorities(at)}
        open_ones = Submission.objects.filter(state__in=OPEN, unit_id__in=self._units).count()
        if self._units and open_ones < MOST_OPEN and self.random.random() < SENDS:
            return self._send(at)
        return self._go_on(at)

    def _office(self, unit_id: UUID) -> Office:
        if unit_id not in self._offices:
            self._offices[unit_id] = self.town.office(unit_id)
        return self._offices[unit_id]

    @transaction.atomic
    def _send(self, at: datetime) -> str:
        office = self._office(self.random.choice(list(self._units)))
        version = office.choose(self.random)
        online = self.random.random() < 0.8  # noqa: PLR2004 - of all dossiers
        wish = Wish(
            version=version,
            person=office.applicant(version, self.random),
            channel=Channel.ONLINE if online else Channel.DIRECT,
            way=ResultWay.ELECTRONIC if online else ResultWay.DESK,
        )
        code = acts.send(self.town, office, wish, random=self.random, at=at)
        return f"{code}: {wish.person.full_name} nộp hồ sơ “{version.title}”."

    def _candidates(self) -> list[Submission]:
        """Return open dossiers that a visitor does not wait for."""
        heros = [unit_id for unit_id, code in self._units.items() if code == HEROS_WARD]
        left: set[UUID] = set()
        for state, amount in LEFT_FOR_VISITORS.items():
            newest = Submission.objects.filter(unit_id__in=heros, state=state)
            left |= set(newest.order_by("-submitted_at").values_list("id", flat=True)[:amount])
        found = Submission.objects.filter(state__in=OPEN, unit_id__in=self._units)
        found = found.exclude(id__in=left)
        if self.town.hero is not None:
            found = found.exclude(person_id=self.town.hero.id)
        return list(found.order_by("?")[:CANDIDATES])

    @transaction.atomic
    def _go_on(self, at: datetime) -> str | None:
        for submission in self._candidates():
            office = self._office(submission.unit_id)
            line = self._next(office, submission, at)
            if line:
                return f"{submission.code}: {line}"
        return None

    def _next(self, office: Office, submission: Submission, at: datetime) -> str | None:
        code = submission.code
        match submission.state:
            case State.WAITING:
                return self._receive(office, submission, at)
            case State.SUPPLEMENT if submission.person_id in self.town.people:
                acts.answer(self.town, office, submission, at=at)
                return f"{submission.person_name} bổ sung hồ sơ."
            case State.FINISHED:
                acts.give(office, code, receiver=submission.person_name, at=at)
                return "Bộ phận một cửa trả kết quả."
            case State.PROCESSING | State.SIGNING:
                return self._step(office, code, at)
        return None

    def _receive(self, office: Office, submission: Submission, at: datetime) -> str:
        actor = office.reception(at)
        if self.random.random() < 0.02:  # noqa: PLR2004 - of all dossiers
            acts.refuse(office, submission.code, random=self.random, at=at)
            return f"{actor.name} từ chối tiếp nhận."
        use_cases.accept_dossier(actor=actor, code=submission.code, at=at)
        return f"{actor.name} tiếp nhận hồ sơ."

    def _step(self, office: Office, code: str, at: datetime) -> str | None:
        now = acts.standing_of(code)
        if now is None or now.post_id is None:
            return None
        if now.state == State.SIGNING and now.step is not cases.StepKind.ISSUE:
            return None  # the paper is being signed
        acts.step(office, code, now, by_hand=False, at=at)
        return f"{office.official(now.post_id, at).name} xong bước “{now.step.label}”."
