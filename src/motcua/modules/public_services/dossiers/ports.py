"""What this module asks of those that keep a register."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault
from motcua.kernel.forms import api as forms

from .types import (
    Approval,
    DossierFacts,
    DossierRef,
    DraftField,
    Errand,
    KnownPaper,
    Panel,
    PaperPlan,
    PartOfAnother,
    Party,
    SavedView,
    Seen,
    Standing,
)


class ResultMaker(ABC):
    """Makes the results of some procedures; a module offers it in its manifest's ``provides``.

    Attributes:
        procedure_codes: The procedures whose results it makes.
    """

    procedure_codes: frozenset[str] = frozenset()

    @abstractmethod
    def fields(self, facts: DossierFacts) -> tuple[DraftField, ...]:
        """Return what the specialist fills in."""

    @abstractmethod
    def propose(self, facts: DossierFacts) -> Mapping[str, str]:
        """Return a first draft from what is known."""

    @abstractmethod
    def check(self, facts: DossierFacts, draft: Mapping[str, str]) -> tuple[Fault, ...]:
        """Return everything wrong with a draft; the path of a fault is the field's name."""

    @abstractmethod
    def approve(
        self,
        *,
        actor: Actor,
        facts: DossierFacts,
        draft: Mapping[str, str],
        approval: Approval,
    ) -> PaperPlan:
        """Decide: write what has to be written and say what the paper is.

        Called inside the transaction of the approval; takes the paper's number from its own book.
        """

    @abstractmethod
    def preview(
        self, *, facts: DossierFacts, draft: Mapping[str, str], at: datetime
    ) -> PaperPlan | None:
        """Return the paper as it would be, without a number; None if it cannot be shown."""

    @staticmethod
    def text(value: Any) -> str:
        """Return a draft's value as stripped text."""
        return str(value or "").strip()


class KnownPapers(ABC):
    """Papers of a person that the administration holds; offered in ``provides``.

    They are offered instead of asked for. One that is worth nothing any more is returned too,
    with its reason, so that nobody wonders.

    Attributes:
        source: A word of its own for this provider, kept with each paper that is used.
    """

    source: str = ""

    @abstractmethod
    def papers(self, *, person_id: UUID, at: datetime) -> Sequence[KnownPaper]:
        """Return the papers of a person, the newest first; at most two queries."""

    @abstractmethod
    def find(self, *, person_id: UUID, record: str, at: datetime) -> KnownPaper | None:
        """Return one paper as it stands now; None if it is not that person's."""


class KnownAnswers(ABC):
    """Answers that a module knows beyond the applicant's own data; offered in ``provides``.

    Attributes:
        procedure_codes: The procedures for whose forms it knows some.
    """

    procedure_codes: frozenset[str] = frozenset()

    @abstractmethod
    def answers(self, person_id: UUID) -> Mapping[str, Any]:
        """Return answers by the keys of the form, for the person who begins to fill it in."""


class Relations(ABC):
    """Who may act for an applicant, and who has a part beside him; offered in ``provides``."""

    @abstractmethod
    def seen_by(self, person_id: UUID) -> Seen:
        """Return which dossiers beyond his own a person may see; at most two queries."""

    @abstractmethod
    def may_act(self, *, person_id: UUID, dossier: DossierRef, at: datetime) -> bool:
        """Tell whether somebody who is not the applicant may act in a dossier at this instant."""

    @abstractmethod
    def standing(
        self, *, actor: Actor, mandate_id: UUID, procedure_code: str, field: str, at: datetime
    ) -> Standing:
        """Return for whom the actor acts.

        Raises:
            Conflict, NotFound: The mandate is not his, has ended, or does not reach so far.
        """

    @abstractmethod
    def principals(
        self, *, actor: Actor, procedure_code: str, field: str, at: datetime
    ) -> Sequence[Standing]:
        """Return for whom else the actor may begin a dossier of a procedure."""

    @abstractmethod
    def parts(
        self,
        *,
        draft_id: UUID,
        person_id: UUID,
        form: forms.Form,
        data: Mapping[str, Any],
        at: datetime,
    ) -> Sequence[PartOfAnother]:
        """Return the parts of a draft that others fill in; inside a transaction, locked."""

    @abstractmethod
    def hidden_parts(
        self, *, dossier: DossierRef, form: forms.Form, person_id: UUID
    ) -> frozenset[str]:
        """Return the parts of the form that are another's than this reader's."""

    @abstractmethod
    def errands(self, *, person_id: UUID) -> Sequence[Errand]:
        """Return what waits for a person before a dossier in which he has a part is sent."""

    @abstractmethod
    def parties(self, *, dossier: DossierRef) -> Sequence[Party]:
        """Return who stands in a dossier beside the applicant."""


class Bundled(ABC):
    """Errands that the law joins under one deadline; offered in ``provides``.

    Attributes:
        procedure_codes: The procedures that are the one door to several agencies. Of their steps
            the authority does its own; each other agency gets a part with a clock of its own.
    """

    procedure_codes: frozenset[str] = frozenset()

    @abstractmethod
    def holds_back(self, dossier_code: str) -> bool:
        """Tell whether the result of such a dossier still waits for the other agencies."""

    @abstractmethod
    def href(self, dossier_code: str) -> str:
        """Return the page on which the applicant sees all parts under the one deadline."""


class CasePanel(ABC):
    """What another module shows on an official's page of a dossier; offered in ``provides``."""

    @abstractmethod
    def panels(
        self, *, actor: Actor, submission_id: UUID, code: str, at: datetime
    ) -> Iterable[Panel]:
        """Return the panels for a dossier that the actor may see; few queries."""


class InboxViews(ABC):
    """Ways of looking at the inbox that somebody keeps; offered in ``provides``."""

    @abstractmethod
    def views(self, *, actor: Actor) -> Sequence[SavedView]:
        """Return the saved views of the actor and those shared with him; one query."""

    @abstractmethod
    def save_href(self, query: str) -> str:
        """Return the page on which the view of this query is given a name."""

    @abstractmethod
    def manage_href(self) -> str:
        """Return the page on which saved views are renamed, shared and taken away."""
