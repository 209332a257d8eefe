"""States and values of the reading room."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

MOST_DOCUMENTS = 20  # of one request
USUAL_DAYS, MOST_DAYS = 7, 30


class Purpose(TextChoices):
    """What somebody reads for."""

    RESEARCH = "RESEARCH", pgettext_lazy("reading room", "Study and research")
    OWN_RIGHTS = "OWN_RIGHTS", pgettext_lazy("reading room", "My own rights and interests")
    WORK = "WORK", pgettext_lazy("reading room", "Work of my office or company")
    PRESS = "PRESS", pgettext_lazy("reading room", "Press and publication")
    OTHER = "OTHER", pgettext_lazy("reading room", "Something else")


class ItemState(TextChoices):
    """What became of the request for one document."""

    ASKED = "ASKED", pgettext_lazy("reading room", "To be decided")
    GRANTED = "GRANTED", pgettext_lazy("reading room", "May be read")
    REFUSED = "REFUSED", pgettext_lazy("reading room", "Refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document in the catalogue of the reading room.

    Attributes:
        id: By which it is asked for.
        unit_id: The authority whose archive keeps it.
        is_open: Everybody may read it; otherwise conditions are checked.
        stored_file_id: None of one on paper, which is read in the room itself.
    """

    id: UUID
    unit_id: UUID
    file_id: UUID
    file_code: str
    file_title: str
    kind_name: str
    number_symbol: str
    issued_on: date | None
    author: str
    subject: str
    is_open: bool
    stored_file_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a reader is shown, and with which mark."""

    file_id: UUID
    page: int
    pages: int
    mark: str
    foot: str
