"""Who stands in a dossier, acts in it, or may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRef:
    """What a module needs to know of a dossier to tell who stands in it."""

    code: str
    draft_id: UUID
    person_id: UUID
    procedure_code: str
    field: str
    submitted_at: datetime
    mandate_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A part of somebody's dossiers that another person may see; empty fields do not narrow it."""

    person_id: UUID
    since: datetime
    dossier_code: str = ""
    procedure_code: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The dossiers beyond his own that a person may see.

    Attributes:
        draft_ids: Drafts from which the dossiers came in which he has a part.
        mandate_ids: Mandates under which he sent dossiers.
    """

    draft_ids: frozenset[UUID] = frozenset()
    mandate_ids: frozenset[UUID] = frozenset()
    grants: tuple[Grant, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """For whom somebody acts: the person to whom the dossier belongs, and the one who acts.

    ``person_id`` of an organisation is that of its representative: he is its contact. What the
    administration knows of the person is filled in only under a mandate that he confirmed.
    """

    mandate_id: UUID
    person_id: UUID
    person_name: str
    representative_id: UUID
    representative_name: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who stands in a dossier, as its page names him."""

    role: str
    name: str
    note: str = ""
    href: str = ""
    link_text: str = ""
