"""Parts of joined errands that other agencies do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation.time import TimeLimit
from motcua.kernel.cases import api as cases

FIRST_RESULT = "ket-qua-truoc"  # the paper of a part that is the result of the dossier before it


@dataclass(frozen=True, slots=True, kw_only=True)
class PartPlan:
    """A part of a joined errand, as another agency is to get it.

    Attributes:
        key: Names the part within its dossier.
        papers: Words in the names of the papers that the agency needs.
        limit: The agency's own time, by its own calendar.
    """

    key: str
    title: str
    procedure_code: str
    field: str
    unit_id: UUID
    answers: Mapping[str, Any]
    process: cases.ProcessInfo
    limit: TimeLimit
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartReceipt:
    """The code of a part in its agency's register, and that agency's own promise."""

    code: str
    case_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOutcome:
    """What an agency decided on its part: a numbered result, or a refusal with its reason."""

    title: str
    number: str = ""
    note: str = ""
    is_refused: bool = False
