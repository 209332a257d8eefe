"""The story of a dossier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from motcua.foundation.events import Envelope, Event
from motcua.foundation.time import local_date

from .. import events
from .lateness import ALWAYS, NEVER, Course, extended


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What figures know of a dossier.

    Attributes:
        gives_paper: Its procedure ends in a paper.
        has_e_result: That paper bears electronic signatures and can be fetched by its token.
        waits_since: When the applicant was asked for what is missing, until he answers.
        waited: Seconds that were his, after acceptance.
        course: Since when it has been late, and was not.
    """

    unit_id: UUID | None = None
    procedure: str = ""
    online_level: str = ""
    gives_paper: bool = True
    channel: str = ""
    is_identified: bool = False
    has_files: bool = False
    has_reused_paper: bool = False
    has_e_result: bool = False
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    finished_at: datetime | None = None
    ended_at: datetime | None = None
    times_asked: int = 0
    waits_since: datetime | None = None
    waited: int = 0
    course: Course = ()


def _submitted(story: Story, event: events.DossierSubmitted, _cover: Envelope) -> Story:
    return replace(
        story,
        channel=event.channel,
        procedure=event.procedure_code,
        online_level=event.online_level,
        gives_paper=event.gives_paper,
        is_identified=event.identified,
        has_files=event.files > 0,
    )


def _accepted(story: Story, event: events.DossierAccepted, cover: Envelope) -> Story:
    begun = replace(story, unit_id=cover.unit_id, accepted_at=cover.at, due_at=event.due_at)
    return _on_course(begun, cover.at)


def _asked(story: Story, _event: events.SupplementRequested, cover: Envelope) -> Story:
    waits_since = cover.at if story.accepted_at else None
    asked = replace(story, times_asked=story.times_asked + 1, waits_since=waits_since)
    return _on_course(asked, cover.at)


def _answered(story: Story, event: events.SupplementAnswered, cover: Envelope) -> Story:
    since = story.waits_since or cover.at
    waited = story.waited + int((cover.at - since).total_seconds())
    has_files = story.has_files or event.files > 0
    answered = replace(story, waited=waited, waits_since=None, has_files=has_files)
    return _promised(answered, event, cover)


def _promised(story: Story, event: Any, cover: Envelope) -> Story:
    return _on_course(replace(story, due_at=event.due_at or story.due_at), cover.at)


def _reused(story: Story, _event: events.KnownPaperUsed, _cover: Envelope) -> Story:
    return replace(story, has_reused_paper=True)


def _merged(story: Story, event: events.DossiersMerged, _cover: Envelope) -> Story:
    return replace(story, has_files=story.has_files or event.papers > 0)


def _signed(story: Story, event: events.ResultSigned, _cover: Envelope) -> Story:
    return replace(story, has_e_result=bool(event.token))


def _finished(story: Story, event: events.ResultIssued, cover: Envelope) -> Story:
    return _ended(replace(story, finished_at=cover.at), event, cover)


def _ended(story: Story, _event: Any, cover: Envelope) -> Story:
    if story.ended_at is not None:
        return story
    return _on_course(replace(story, ended_at=cover.at), cover.at, is_ending=True)


def _on_course(story: Story, at: datetime, *, is_ending: bool = False) -> Story:
    """Note from which day on the dossier counts as late, as things stand now."""
    if story.accepted_at is None or (story.ended_at is not None and not is_ending):
        return story
    course = extended(story.course, local_date(at), _late_from(story))
    return replace(story, course=course)


def _late_from(story: Story) -> date:
    """Whoever asks twice is late, whatever the dates say (QD 766/2022, 2.1)."""
    if story.times_asked > 1 or story.due_at is None:
        return ALWAYS
    stood_still_at = story.waits_since or story.ended_at
    if stood_still_at is None:
        return local_date(story.due_at)
    return NEVER if stood_still_at <= story.due_at else ALWAYS


TOLD_BY: Mapping[type[Event], Callable[[Story, Any, Envelope], Story]] = {
    events.DossierSubmitted: _submitted,
    events.KnownPaperUsed: _reused,
    events.DossierAccepted: _accepted,
    events.SupplementRequested: _asked,
    events.SupplementAnswered: _answered,
    events.DossierReappointed: _promised,
    events.DossierRecounted: _promised,
    events.DossiersMerged: _merged,
    events.ResultSigned: _signed,
    events.ResultIssued: _finished,
    events.DossierWithdrawn: _ended,
    events.DossierStopped: _ended,
}
