"""What the register of births holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationKind(models.TextChoices):
    """Whether a birth was declared in time (L 60/2014, article 15: within 60 days)."""

    IN_TIME = "IN_TIME", _("Registered in time")
    LATE = "LATE", _("Registered late")


class Gender(StrEnum):
    """The words of the declaration form."""

    MALE = "Nam"
    FEMALE = "Nữ"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentFacts:
    """A parent as the declaration tells; ``born`` may be a year, a month or a day."""

    full_name: str
    born: str = ""
    ethnicity: str = ""
    nationality: str = ""
    residence: str = ""
    personal_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BirthFacts:
    """What a birth declaration says (L 60/2014, article 14)."""

    full_name: str
    born_on: date
    gender: Gender
    ethnicity: str
    nationality: str
    birth_place: str
    native_place: str
    mother: ParentFacts | None
    father: ParentFacts | None
    declarant: str
    declarant_number: str
    relation: str
    proof_number: str = ""
    copies: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPlace:
    """Where an entry stands: its number in the year, the book's number, the page."""

    number: int
    year: int
    volume: int
    page: int

    @property
    def shown(self) -> str:
        """Return the number as certificates print it, such as ``07/2024``."""
        return f"{self.number:02d}/{self.year}"

    @property
    def book(self) -> str:
        """Return the number of the book, such as ``01-TP/HT-2024-KS``."""
        return f"{self.volume:02d}-TP/HT-{self.year}-KS"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryInfo:
    """An entry of the register, as others may see it."""

    id: UUID
    unit_id: UUID
    place: EntryPlace
    registered_on: date
    registered_at: datetime
    kind: RegistrationKind
    dossier_code: str
    facts: Mapping[str, Any]
