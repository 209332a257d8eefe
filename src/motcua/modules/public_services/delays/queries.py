"""Every way to ask about delays."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.time import local_date
from motcua.modules.public_services.dossiers import api as dossiers

from . import permissions
from .errors import ApologyNotFound
from .models import Apology, Digest, Reminder
from .types import ApologyState, Counts, Level

OPEN = (ApologyState.DRAFT, ApologyState.COMPLETED)
SETTLED_FOR = timedelta(days=60)


def get_apology(*, actor: Actor, apology_id: UUID) -> Apology:
    """Return an apology.

    Raises:
        ApologyNotFound: There is none that the actor may see.
    """
    found = Apology.objects.visible_to(actor).select_related("unit").filter(id=apology_id).first()
    if found is None:
        raise ApologyNotFound
    return found


def as_printed(apology: Apology) -> dossiers.Apology:
    """Return the apology as form 04 prints it."""
    return dossiers.Apology(
        reason=apology.reason_words,
        due_at=apology.new_due_at,
        at_fault=apology.at_fault,
        contact=apology.completed_by,
    )


def find_apology(*, actor: Actor, submission_id: UUID) -> Apology | None:
    """Return the apology of a dossier that is under way or was signed."""
    found = Apology.objects.visible_to(actor).filter(submission_id=submission_id)
    return found.exclude(state=ApologyState.DROPPED).first()


def list_apologies(*, actor: Actor, state: ApologyState, at: datetime) -> QuerySet[Apology]:
    """List the apologies in a state: open ones by promise, settled ones the latest first."""
    found = Apology.objects.visible_to(actor).filter(state=state)
    if state in OPEN:
        return found.order_by("due_at", "id")
    return found.filter(settled_at__gt=at - SETTLED_FOR).order_by("-settled_at", "id")


def chosen_apologies(*, actor: Actor, ids: Collection[UUID]) -> list[Apology]:
    """Return those of some apologies that the actor may see, the first promise first; one query."""
    found = Apology.objects.visible_to(actor).filter(id__in=ids).select_related("unit")
    return list(found.order_by("due_at", "id"))


def count_by_state(*, actor: Actor, at: datetime) -> Mapping[str, int]:
    """Count the apologies by state, settled ones of the last weeks; one query."""
    recent = Q(state__in=OPEN) | Q(settled_at__gt=at - SETTLED_FOR)
    rows = Apology.objects.visible_to(actor).filter(recent).values("state")
    return {row["state"]: row["amount"] for row in rows.annotate(amount=Count("id"))}


def count_apologies(*, actor: Actor) -> Counts:
    """Count what waits for the actor: drafts to complete, apologies to sign; one query."""
    if actor.kind is ActorKind.SYSTEM:
        return Counts()
    completes, signs = permissions.COMPLETE.units(actor), permissions.SIGN_APOLOGY.units(actor)
    drafts = Q(state=ApologyState.DRAFT) & (
        Q(unit_id__in=completes) | Q(handling_unit_id__in=completes)
    )
    to_sign = Q(state=ApologyState.COMPLETED, unit_id__in=signs)
    found = Apology.objects.filter(state__in=OPEN).aggregate(
        drafts=Count("id", filter=drafts), to_sign=Count("id", filter=to_sign)
    )
    return Counts(drafts=found["drafts"], to_sign=found["to_sign"])


def list_reminders(*, actor: Actor, limit: int = 200) -> list[Reminder]:
    """Return what was sent to whom about the actor's units, the latest first; one query."""
    units = permissions.OVERSEE.units(actor) | permissions.OVERSEE_ALL.units(actor)
    found = Reminder.objects.filter(unit_id__in=units).select_related("to_person")
    return list(found.order_by("-sent_at", "dossier_code")[:limit])


def levels_told(submission_ids: Iterable[UUID]) -> Mapping[UUID, frozenset[Level]]:
    """Return which levels were told about each dossier; one query."""
    rows = Reminder.objects.filter(submission_id__in=list(submission_ids))
    found: dict[UUID, set[Level]] = {}
    for submission_id, level in rows.values_list("submission_id", "level"):
        found.setdefault(submission_id, set()).add(Level(level))
    return {submission_id: frozenset(levels) for submission_id, levels in found.items()}


def told_today(*, person_ids: Iterable[UUID], at: datetime) -> frozenset[UUID]:
    """Return who had his digest already on the day of ``at``; one query."""
    rows = Digest.objects.filter(person_id__in=list(person_ids), day=local_date(at))
    return frozenset(rows.values_list("person_id", flat=True))


def with_apology(submission_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return the dossiers that have an apology, drafted or signed; one query."""
    rows = Apology.objects.filter(submission_id__in=list(submission_ids))
    rows = rows.exclude(state=ApologyState.DROPPED)
    return frozenset(rows.values_list("submission_id", flat=True))


class ApologyPanel(dossiers.CasePanel):
    """The apology of a dossier, on the officials' page of it."""

    def panels(
        self, *, actor: Actor, submission_id: UUID, code: str, at: datetime
    ) -> tuple[dossiers.Panel, ...]:
        """Return the apology that waits to be completed or signed, as a warning; one query."""
        found = find_apology(actor=actor, submission_id=submission_id)
        if found is None or found.state not in OPEN:
            return ()
        context = {"apology": found, "code": code, "is_late": found.due_at < at}
        return (
            dossiers.Panel(
                anchor="apology",
                title=_("Apology"),
                template="delays/panel.html",
                context=context,
                place="top",
            ),
        )
