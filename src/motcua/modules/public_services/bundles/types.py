"""Bundles as the law puts them together, and how one stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.foundation.time import TimeLimit


class Certainty(StrEnum):
    """How sure a line of the data is."""

    LAW = "LAW"
    RECALLED = "RECALLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartKind:
    """A part of a bundle that another agency does.

    Attributes:
        agency: How the people call the agency, or its code; found beside the authority or above it.
        limit: Its own time, by its own calendar, within the one deadline of the whole.
        after: Parts whose end it waits for, the empty key being the first authority's result; none
            means that it begins with acceptance.
        answers: Which answers of the one form the agency needs; none means all.
        unless_not: A question of the form; answered with no, the part is not asked for.
        procedure_code: The agency's own procedure, under which the part stands in its register.
        papers: Words in the names of the papers that the agency needs beside the first result.
    """

    key: str
    title: str
    agency: str
    field: str
    limit: TimeLimit
    after: tuple[str, ...]
    answers: tuple[str, ...]
    unless_not: str
    result: str
    procedure_code: str
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleKind:
    """Errands that the law makes one: a form, a deadline, several agencies."""

    code: str
    procedure_code: str
    title: str
    first_title: str
    valid_from: date
    legal_basis: str
    certainty: Certainty
    parts: tuple[PartKind, ...]


class PartState(models.TextChoices):
    """Where a part of a bundle is."""

    WAITING = "WAITING", pgettext_lazy("part of a bundle", "Not begun yet")
    OPEN = "OPEN", pgettext_lazy("part of a bundle", "Being handled")
    DONE = "DONE", pgettext_lazy("part of a bundle", "Done")
    REFUSED = "REFUSED", pgettext_lazy("part of a bundle", "Refused")
    ENDED = "ENDED", _("Ended with the whole")

    @property
    def is_closed(self) -> bool:
        return self in {PartState.DONE, PartState.REFUSED, PartState.ENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartInfo:
    """A part as it stands; ``due_at`` is that of its own agency."""

    id: UUID
    dossier_code: str
    code: str
    key: str
    title: str
    unit_id: UUID | None
    unit_name: str
    state: PartState
    person_id: UUID
    person_name: str
    case_id: UUID | None
    begun_at: datetime | None
    due_at: datetime | None
    ended_at: datetime | None
    result_number: str
    result_note: str
    bundle_due_at: datetime
    own_code: str = ""

    @property
    def is_late(self) -> bool:
        return bool(self.ended_at and self.due_at and self.ended_at > self.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleInfo:
    """A bundle as it stands: one deadline, the first authority's errand and the parts."""

    dossier_code: str
    title: str
    first_title: str
    first_unit: str
    first_done_at: datetime | None
    first_unit_id: UUID
    first_number: str
    person_id: UUID
    due_at: datetime
    closed_at: datetime | None
    parts: tuple[PartInfo, ...]
