"""The stories of a plan's lines and of pilot models, and what they count.

A line counts from the first day of its plan to the last: what is added on one day is taken away on
the day after the last, so that the sum up to any day is what stands in the plans of that day.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from motcua.foundation.events import Envelope
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics

from .. import events
from ..types import (
    MODELS,
    MODELS_BY_ALL,
    OWN_MODELS,
    TARGETS,
    TARGETS_REACHED,
    TASKS,
    TASKS_DONE,
    WARDS_ASKED,
    WARDS_REGISTERED,
    Kind,
)

_FACTS = {Kind.TARGET: (TARGETS, TARGETS_REACHED), Kind.TASK: (TASKS, TASKS_DONE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStory:
    """What figures know of a target or a task."""

    unit_id: UUID | None = None
    kind: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStory:
    """What figures know of a pilot model: which wards it is for, which registered, and when."""

    unit_id: UUID | None = None
    is_own: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    asked: tuple[UUID, ...] = ()
    registered: tuple[UUID, ...] = ()
    registered_on: tuple[date, ...] = ()


def during(fact: str, unit_id: UUID, first: date, ends_on: date) -> Iterator[analytics.Count]:
    """Count one of a fact from a day to the last day of a plan."""
    if first <= ends_on:
        yield analytics.Count(fact, unit_id, first)
        yield analytics.Count(fact, unit_id, ends_on + timedelta(days=1), amount=-1)


def _planned(_story: ItemStory, event: events.ItemPlanned, _cover: Envelope) -> ItemStory:
    return ItemStory(
        unit_id=event.unit_id, kind=event.kind, starts_on=event.starts_on, ends_on=event.ends_on
    )


def _reached(story: ItemStory, event: events.ItemReached, _cover: Envelope) -> ItemStory:
    return replace(story, reached_on=local_date(event.reached_at))


def _reopened(story: ItemStory, _event: events.ItemReopened, _cover: Envelope) -> ItemStory:
    return replace(story, reached_on=None)


def _dropped(_story: ItemStory, _event: events.ItemDropped, _cover: Envelope) -> ItemStory:
    return ItemStory()


def counts_of_item(story: ItemStory) -> Iterator[analytics.Count]:
    """Tell what a line counts; one that was dropped counts nothing."""
    if story.unit_id is None or story.starts_on is None or story.ends_on is None:
        return
    planned, reached = _FACTS[Kind(story.kind)]
    yield from during(planned, story.unit_id, story.starts_on, story.ends_on)
    if story.reached_on is not None:
        first = max(story.reached_on, story.starts_on)
        yield from during(reached, story.unit_id, first, story.ends_on)


def _offered(_story: ModelStory, event: events.ModelOffered, _cover: Envelope) -> ModelStory:
    return ModelStory(
        unit_id=event.unit_id,
        is_own=event.is_own,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        asked=event.ward_ids,
    )


def _registered(story: ModelStory, event: events.WardRegistered, cover: Envelope) -> ModelStory:
    if event.ward_id in story.registered:
        return story
    return replace(
        story,
        registered=(*story.registered, event.ward_id),
        registered_on=(*story.registered_on, local_date(cover.at)),
    )


def _withdrew(story: ModelStory, event: events.WardWithdrew, _cover: Envelope) -> ModelStory:
    left = [
        (ward_id, day)
        for ward_id, day in zip(story.registered, story.registered_on, strict=True)
        if ward_id != event.ward_id
    ]
    return replace(
        story,
        registered=tuple(ward_id for ward_id, _day in left),
        registered_on=tuple(day for _ward_id, day in left),
    )


def counts_of_model(story: ModelStory) -> Iterator[analytics.Count]:
    """Tell what a model counts: for its authority, and for each ward that may take part."""
    if story.unit_id is None or story.starts_on is None or story.ends_on is None:
        return
    taking_part = dict(zip(story.registered, story.registered_on, strict=True))
    if story.is_own:
        for ward_id, day in taking_part.items():
            yield from during(OWN_MODELS, ward_id, max(day, story.starts_on), story.ends_on)
        return
    yield from during(MODELS, story.unit_id, story.starts_on, story.ends_on)
    for ward_id in story.asked:
        yield from during(WARDS_ASKED, ward_id, story.starts_on, story.ends_on)
    for ward_id, day in taking_part.items():
        yield from during(WARDS_REGISTERED, ward_id, max(day, story.starts_on), story.ends_on)
    if story.asked and set(story.asked) <= set(taking_part):
        last = max(taking_part[ward_id] for ward_id in story.asked)
        yield from during(MODELS_BY_ALL, story.unit_id, max(last, story.starts_on), story.ends_on)


ITEMS = analytics.Tale(
    name="programme-item",
    begin=ItemStory(),
    told_by={
        events.ItemPlanned: _planned,
        events.ItemReached: _reached,
        events.ItemReopened: _reopened,
        events.ItemDropped: _dropped,
    },
    counts=counts_of_item,
)
PILOTS = analytics.Tale(
    name="programme-model",
    begin=ModelStory(),
    told_by={
        events.ModelOffered: _offered,
        events.WardRegistered: _registered,
        events.WardWithdrew: _withdrew,
    },
    counts=counts_of_model,
)
