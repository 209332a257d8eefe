"""Facts told to the house; the stream is the alert, the rule, or the unit whose duty is planned."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class RuleWritten(Event, code="alerts.rule_written", stream="rule_id"):
    """A rule was written or changed; ``words`` is what it says now."""

    rule_id: UUID
    unit_id: UUID
    words: str


@dataclass(frozen=True, kw_only=True)
class RuleSwitched(Event, code="alerts.rule_switched", stream="rule_id"):
    """A rule was switched on or off."""

    rule_id: UUID
    unit_id: UUID
    is_on: bool


@dataclass(frozen=True, kw_only=True)
class AlertOpened(Event, code="alerts.opened", stream="alert_id"):
    """A rule rang for a unit and a period: once."""

    alert_id: UUID
    rule_id: UUID
    unit_id: UUID
    indicator: str
    severity: str
    words: str
    period_first: date


@dataclass(frozen=True, kw_only=True)
class AlertAssigned(Event, code="alerts.assigned", stream="alert_id"):
    """Somebody was told for the first time that an alert is his."""

    alert_id: UUID
    unit_id: UUID
    post_id: UUID
    holder: str


@dataclass(frozen=True, kw_only=True)
class AlertEscalated(Event, code="alerts.escalated", stream="alert_id"):
    """It was not acknowledged in time and went to the next."""

    alert_id: UUID
    unit_id: UUID
    post_id: UUID
    holder: str


@dataclass(frozen=True, kw_only=True)
class AlertRepeated(Event, code="alerts.repeated", stream="alert_id"):
    """It goes on: whoever has it was told again."""

    alert_id: UUID
    unit_id: UUID
    holder: str


@dataclass(frozen=True, kw_only=True)
class AlertAcknowledged(Event, code="alerts.acknowledged", stream="alert_id"):
    """Somebody deals with it; ``in_time``: within the time of the rule after it was told."""

    alert_id: UUID
    unit_id: UUID
    in_time: bool


@dataclass(frozen=True, kw_only=True)
class AlertEased(Event, code="alerts.eased", stream="alert_id"):
    """The figure is as it should be again; a human still closes the alert."""

    alert_id: UUID
    unit_id: UUID
    value: str


@dataclass(frozen=True, kw_only=True)
class AlertReturned(Event, code="alerts.returned", stream="alert_id"):
    """What had eased is so again."""

    alert_id: UUID
    unit_id: UUID
    value: str


@dataclass(frozen=True, kw_only=True)
class AlertClosed(Event, code="alerts.closed", stream="alert_id"):
    """Somebody closed it and said what was found and done."""

    alert_id: UUID
    unit_id: UUID
    note: str


@dataclass(frozen=True, kw_only=True)
class AlertReopened(Event, code="alerts.reopened", stream="alert_id"):
    """It was closed and still goes on."""

    alert_id: UUID
    unit_id: UUID
    value: str


@dataclass(frozen=True, kw_only=True)
class DutyPlanned(Event, code="alerts.duty_planned", stream="unit_id"):
    """Who is on duty from one day to another was planned or changed."""

    unit_id: UUID
    first: date
    last: date
    turns: int


OF_ALERTS = (
    AlertOpened,
    AlertAssigned,
    AlertEscalated,
    AlertRepeated,
    AlertAcknowledged,
    AlertEased,
    AlertReturned,
    AlertClosed,
    AlertReopened,
)
ALL = (RuleWritten, RuleSwitched, *OF_ALERTS, DutyPlanned)
