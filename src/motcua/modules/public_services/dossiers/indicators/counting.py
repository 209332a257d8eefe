"""What the story of a dossier counts."""

from collections.abc import Iterator
from datetime import datetime

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from ..types import TALE_NAME, Channel, Fact
from .lateness import is_late_at_last, turns
from .story import TOLD_BY, Story

Counted = tuple[str, datetime]
NO_ONLINE_SERVICE = {"", "NONE"}
SECONDS_OF_A_MINUTE = 60


def counts(story: Story) -> Iterator[analytics.Count]:
    """Tell what a dossier counts: nothing before it is accepted."""
    if story.unit_id is None or story.accepted_at is None:
        return
    reception = _of_reception(story, story.accepted_at)
    for fact, at in (*reception, *_of_its_end(story), *_of_its_promise(story)):
        yield analytics.Count(fact, story.unit_id, local_date(at))
    for fact in _by_procedure(story):
        yield analytics.Count(fact, story.unit_id, local_date(story.accepted_at), story.procedure)
    for day, amount, is_by_time in turns(story.course):
        fact = Fact.LATE_BY_TIME if is_by_time else Fact.LATE_BY_ACT
        yield analytics.Count(fact, story.unit_id, day, amount=amount)
    if story.finished_at is not None:
        spent = (story.finished_at - story.accepted_at).total_seconds() - story.waited
        minutes = max(0, int(spent // SECONDS_OF_A_MINUTE))
        day = local_date(story.finished_at)
        yield analytics.Count(Fact.HANDLING_MINUTES, story.unit_id, day, amount=minutes)


def _of_reception(story: Story, accepted_at: datetime) -> Iterator[Counted]:
    is_online = story.channel == Channel.ONLINE
    has_e_result = story.has_e_result and story.finished_at is not None
    is_whole = has_e_result or not story.gives_paper
    is_served = story.online_level not in NO_ONLINE_SERVICE
    told = {
        Fact.RECEIVED: True,
        Fact.RECEIVED_ONLINE: is_online,
        Fact.ONLINE_WITH_E_RESULT: is_online and is_whole,
        Fact.PAPER_DUE: story.gives_paper,
        Fact.PAPER_WITH_E_RESULT: story.gives_paper and has_e_result,
        Fact.DIGITISED: story.has_files and is_whole,
        Fact.REUSED: story.has_reused_paper,
        Fact.IDENTIFIED: story.is_identified,
        Fact.OF_ONLINE_SERVICE: is_served,
        Fact.SOLVED_ONLINE: is_online and is_served and has_e_result,
        Fact.ASKED: story.times_asked > 0,
        Fact.ASKED_AGAIN: story.times_asked > 1,
    }
    for fact, is_so in told.items():
        if is_so:
            yield fact, accepted_at


def _by_procedure(story: Story) -> Iterator[str]:
    if not story.procedure:
        return
    yield Fact.RECEIVED_BY_PROCEDURE
    if story.channel == Channel.ONLINE:
        yield Fact.ONLINE_BY_PROCEDURE
    if story.is_identified:
        yield Fact.IDENTIFIED_BY_PROCEDURE


def _of_its_end(story: Story) -> Iterator[Counted]:
    if story.ended_at is not None:
        yield Fact.ENDED, story.ended_at
        if is_late_at_last(story.course):
            yield Fact.ENDED_LATE, story.ended_at
        elif story.due_at and local_date(story.ended_at) < local_date(story.due_at):
            yield Fact.ENDED_EARLY, story.ended_at
    if story.finished_at is not None:
        yield Fact.FINISHED, story.finished_at
        if _is_on_time(story, story.finished_at):
            yield Fact.FINISHED_ON_TIME, story.finished_at


def _of_its_promise(story: Story) -> Iterator[Counted]:
    """Whether a dossier is late is no event.

    ``DUE`` counts it on the day of the promise, ``DUE_AND_ENDED`` on the first day by which it was
    both due and ended: up to any day, the difference is what was late and open at the end of it.
    """
    if story.due_at is not None:
        yield Fact.DUE, story.due_at
        if story.ended_at is not None:
            yield Fact.DUE_AND_ENDED, max(story.due_at, story.ended_at)


def _is_on_time(story: Story, finished_at: datetime) -> bool:
    """Whoever asks twice is late, whatever the dates say (QD 766/2022, 2.1)."""
    return story.times_asked <= 1 and story.due_at is not None and finished_at <= story.due_at


TALE = analytics.Tale(name=TALE_NAME, begin=Story(), told_by=TOLD_BY, counts=counts)
