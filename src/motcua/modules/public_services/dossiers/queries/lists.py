"""Lists of dossiers, each within the one rule of who sees what."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.modules.public_services.procedures import api as procedures

from .. import permissions, rules
from ..models import Draft, Submission
from ..types import DraftInfo, Outcome, State

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class ReceptionPlace:
    """Where a page of the reception's inbox ended."""

    submitted_at: datetime
    submission_id: UUID

    def __str__(self) -> str:
        return f"{self.submitted_at.isoformat()}~{self.submission_id}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read what ``str`` wrote; None for anything else."""
        instant, _tilde, submission_id = text.partition("~")
        try:
            place = cls(datetime.fromisoformat(instant), UUID(submission_id))
        except ValueError:
            return None
        return place if place.submitted_at.tzinfo else None


def list_waiting(
    *, actor: Actor, after: ReceptionPlace | None = None, limit: int = 50
) -> list[Submission]:
    """Return what waits for reception at the actor's units, the longest first; one query."""
    units = permissions.RECEIVE.units(actor)
    waiting = Submission.objects.filter(unit_id__in=units, state=State.WAITING)
    if after is not None:
        later = Q(submitted_at=after.submitted_at, id__gt=after.submission_id)
        waiting = waiting.filter(Q(submitted_at__gt=after.submitted_at) | later)
    return list(waiting.defer("data").order_by("submitted_at", "id")[:limit])


def count_reception(*, actor: Actor, at: datetime) -> Mapping[str, int]:
    """Count what waits for reception, what waits too long, what lies ready; one query."""
    units = permissions.RECEIVE.units(actor) | permissions.ISSUE.units(actor)
    rows = Submission.objects.filter(
        unit_id__in=units, state__in=[State.WAITING, State.SUPPLEMENT, State.FINISHED]
    )
    waiting = Q(state=State.WAITING)
    return rows.aggregate(
        waiting=Count("id", filter=waiting),
        late=Count("id", filter=waiting & Q(answer_by__lt=at)),
        supplement=Count("id", filter=Q(state=State.SUPPLEMENT)),
        ready=Count("id", filter=Q(state=State.FINISHED)),
    )


def list_ready(*, actor: Actor, limit: int = 200) -> list[Submission]:
    """Return the dossiers whose results lie ready to be handed over, the oldest first."""
    units = permissions.ISSUE.units(actor)
    ready = Submission.objects.filter(unit_id__in=units, state=State.FINISHED)
    ready = ready.select_related("dossier").defer("data")
    return list(ready.order_by("dossier__finished_at", "id")[:limit])


def list_mine(*, actor: Actor) -> QuerySet[Submission]:
    """List a citizen's dossiers, the latest first: his own, and those in which he has a part."""
    own = (
        Submission.objects.filter(person_id=actor.person_id or NOBODY)
        if actor.is_official
        else Submission.objects.visible_to(actor)
    )
    # A part of a joined errand stands on the page of the whole, under the one promise.
    own = own.filter(part_of=None).select_related("dossier", "unit").defer("data")
    return own.order_by("-submitted_at", "-id")


def list_drafts(*, actor: Actor) -> QuerySet[Draft]:
    """List the actor's drafts that were not sent, the latest first."""
    own = Draft.objects.filter(account_id=actor.account_id or NOBODY, submission_code="")
    return own.defer("data").order_by("-updated_at", "-id")


def find_draft(*, draft_id: UUID) -> DraftInfo | None:
    """Return a draft for the module that lets others take part in it; it asks who may see it."""
    found = Draft.objects.filter(id=draft_id).first()
    return found.to_info() if found else None


def papers_to_add(*, procedure_code: str, on: date) -> tuple[tuple[str, str], ...]:
    """Return the papers that have to be added to any dossier of a procedure: key and name."""
    version = procedures.get_version(procedure_code, on)
    needs = rules.paper_needs(version.components, cases=(), has_form=True)
    return tuple((need.key, need.name) for need in needs if need.required and need.is_added)


def is_part(*, submission_id: UUID) -> bool:
    """Tell whether a dossier is a part of another: the applicant is told of the whole."""
    return Submission.objects.filter(id=submission_id, part_of__isnull=False).exists()


def sees_under_mandate(*, actor: Actor, mandate_id: UUID) -> bool:
    """Tell whether the actor may see a dossier that was sent under a mandate."""
    return Submission.objects.visible_to(actor).filter(mandate_id=mandate_id).exists()


def find_by_code(*, actor: Actor, text: str) -> Submission | None:
    """Return the dossier whose code was typed or scanned, if the actor may see it."""
    code = rules.find_code(text)
    found = Submission.objects.visible_to(actor).filter(code=code) if code else None
    return found.first() if found is not None else None


def search_dossiers(
    *,
    actor: Actor,
    text: str = "",
    state: State | None = None,
    before: datetime | None = None,
    limit: int = 50,
) -> list[Submission]:
    """Search the dossiers that the actor may see by code, name or matter, the latest first."""
    found = Submission.objects.visible_to(actor).select_related("dossier", "unit").defer("data")
    if state is not None:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(submitted_at__lt=before)
    if text:
        code = rules.find_code(text)
        if code:
            found = found.filter(code=code)
        else:
            names = Q(person_name__icontains=text) | Q(procedure_title__icontains=text)
            found = found.filter(names | Q(person__folded_name__contains=fold(text)))
    return list(found.order_by("-submitted_at", "-id")[:limit])


def list_register(*, actor: Actor, unit_id: UUID, first: date, last: date) -> QuerySet[Submission]:
    """List what a unit accepted from ``first`` to ``last``, the first one first (form 07)."""
    rows = Submission.objects.visible_to(actor).filter(
        unit_id=unit_id, dossier__accepted_at__date__range=(first, last)
    )
    rows = rows.select_related("dossier", "dossier__result", "person").defer("data")
    return rows.order_by("dossier__accepted_at", "id")


def outcomes(*, codes: Collection[str]) -> Mapping[str, Outcome]:
    """Return what other modules may know of dossiers, by code, in one query."""
    rows = Submission.objects.filter(code__in=list(codes)).select_related("dossier").defer("data")
    return {
        row.code: Outcome(
            submission_id=row.id,
            code=row.code,
            unit_id=row.unit_id,
            person_id=row.person_id,
            state=State(row.state),
            finished_at=row.dossier.finished_at if hasattr(row, "dossier") else None,
            draft_id=row.client_key,
            mandate_id=row.mandate_id,
            procedure_title=row.procedure_title,
            part_of=row.part_of_id,
        )
        for row in rows
    }
