"""Facts told to the house; the stream is the plan, a line of it, or a pilot model."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class PlanEntered(Event, code="programme.plan_entered", stream="plan_id"):
    """An authority has a plan for a year."""

    plan_id: UUID
    unit_id: UUID
    year: int
    number_symbol: str


@dataclass(frozen=True, kw_only=True)
class ItemPlanned(Event, code="programme.item_planned", stream="item_id"):
    """A target or a task stands in a plan."""

    item_id: UUID
    plan_id: UUID
    unit_id: UUID
    kind: str
    lead_unit_id: UUID
    starts_on: date
    ends_on: date
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ItemReported(Event, code="programme.item_reported", stream="item_id"):
    """The lead unit said how far it is, or that it is reached."""

    item_id: UUID
    percent: int
    value: Decimal | None
    is_reached: bool


@dataclass(frozen=True, kw_only=True)
class ItemReached(Event, code="programme.item_reached", stream="item_id"):
    """A target is reached, a task done: confirmed, or measured; what counts is since when."""

    item_id: UUID
    plan_id: UUID
    reached_at: datetime
    on_time: bool


@dataclass(frozen=True, kw_only=True)
class ItemReopened(Event, code="programme.item_reopened", stream="item_id"):
    """It was not confirmed, or its figure fell back."""

    item_id: UUID
    plan_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ItemDropped(Event, code="programme.item_dropped", stream="item_id"):
    """It need not be reached any more."""

    item_id: UUID
    plan_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class ModelOffered(Event, code="programme.model_offered", stream="model_id"):
    """Wards may register for a pilot model; a ward's own model is offered to itself alone."""

    model_id: UUID
    plan_id: UUID
    unit_id: UUID
    title: str
    ward_ids: tuple[UUID, ...]
    is_own: bool
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class WardRegistered(Event, code="programme.ward_registered", stream="model_id"):
    """A ward takes part in a pilot model."""

    model_id: UUID
    ward_id: UUID


@dataclass(frozen=True, kw_only=True)
class WardWithdrew(Event, code="programme.ward_withdrew", stream="model_id"):
    """A ward does not take part any more."""

    model_id: UUID
    ward_id: UUID
    reason: str


@dataclass(frozen=True, kw_only=True)
class WardReported(Event, code="programme.ward_reported", stream="model_id"):
    """A ward showed what it made of a pilot model."""

    model_id: UUID
    ward_id: UUID
    text: str


@dataclass(frozen=True, kw_only=True)
class WardScored(Event, code="programme.ward_scored", stream="model_id"):
    """What a ward made of a pilot model was looked at and scored."""

    model_id: UUID
    ward_id: UUID
    score: Decimal
    is_recognised: bool


ALL = (
    PlanEntered,
    ItemPlanned,
    ItemReported,
    ItemReached,
    ItemReopened,
    ItemDropped,
    ModelOffered,
    WardRegistered,
    WardWithdrew,
    WardReported,
    WardScored,
)
