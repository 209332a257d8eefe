"""Facts told to the house."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class ReasonAdded(Event, code="checklists.reason_added", stream="reason_id"):
    """The catalogue of reasons has a new one."""

    reason_id: UUID
    reason_code: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class ReasonRetired(Event, code="checklists.reason_retired", stream="reason_id"):
    """From a day on the reason is not given any more."""

    reason_id: UUID
    reason_code: str
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class CheckListChanged(Event, code="checklists.check_list_changed", stream="check_id"):
    """From a day on a procedure asks other questions of one of its papers."""

    check_id: UUID
    procedure_code: str
    component_key: str
    valid_from: date


ALL = (ReasonAdded, ReasonRetired, CheckListChanged)
