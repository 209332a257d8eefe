"""What was handed in and accepted, and who sees it."""

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Q, Value, When

from motcua.foundation import modules
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from .. import permissions, rules
from ..ports import Relations
from ..types import (
    Channel,
    DossierRef,
    NationalStatus,
    PostalAddress,
    ResultWay,
    Seen,
    State,
)
from .common import NOTHING

NOBODY = UUID(int=0)


def _related(seen: Seen) -> Q:
    """Return the condition for what somebody sees beyond his own; each part has its index."""
    found = Q(pk__in=[])
    if seen.draft_ids:
        found |= Q(client_key__in=seen.draft_ids)
    if seen.mandate_ids:
        found |= Q(mandate_id__in=seen.mandate_ids)
    for grant in seen.grants:
        narrowed = {
            "code": grant.dossier_code,
            "procedure_code": grant.procedure_code,
            "field": grant.field,
        }
        of_person = Q(person_id=grant.person_id)
        if not grant.dossier_code:
            of_person &= Q(submitted_at__gte=grant.since)
        found |= of_person & Q(**{key: value for key, value in narrowed.items() if value})
    return found


def seen_by_official(person_id: UUID, unit_ids: list[UUID]) -> Q:
    """Return the condition for what an official sees: his own, and what his units may view."""
    own = Q(person_id=person_id)
    here = Q(unit_id__any_of=unit_ids) | Q(handling_unit_id__any_of=unit_ids)
    asked = Q(asked_units__shares=unit_ids) & ~Q(asked_units=[])
    return own | here | asked  # the second part lets the partial index answer


def seen_by(actor: Actor) -> Q:
    """Return the condition for what ``actor`` may see, as ``visible_to`` explains it."""
    if actor.kind is ActorKind.SYSTEM:
        return Q()
    if actor.kind is ActorKind.OFFICIAL:
        return seen_by_official(actor.person_id or NOBODY, list(viewing_units(actor)))
    allowed = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
    if actor.kind is ActorKind.PERSON and actor.person_id:
        for relation in modules.provided(Relations):
            allowed |= _related(relation.seen_by(actor.person_id))
    return allowed


def viewing_units(actor: Actor) -> frozenset[UUID]:
    """Return the units whose dossiers an official may view."""
    return frozenset[UUID]().union(*(each.units(actor) for each in permissions.ANY_VIEW))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Building blocks of questions about dossiers."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: his own, and those of the units whose dossiers he may view.

        As a citizen he sees those, too, in which he has a part or acts for somebody. The one rule
        for lists, search, files and API.
        """
        return self.filter(seen_by(actor))

    def overseen_by(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see and what he oversees, with ``may_open``: whether he sees it.

        Of what he but oversees he is shown the code, the procedure, the state and the days; who
        asked for it and what it holds is not his.
        """
        seen, units = seen_by(actor), list(permissions.OVERSEE.units(actor))
        overseen = self.filter(seen | Q(unit_id__any_of=units)) if units else self.filter(seen)
        opens = When(seen, then=Value(value=True)) if units and seen else None
        return overseen.annotate(
            may_open=Case(opens, default=Value(value=False)) if opens else Value(value=True)
        )


class Submission(models.Model):
    """What somebody handed in, with its code for life."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    client_key = models.UUIDField(unique=True)
    code = models.TextField(unique=True)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    person_name = models.TextField()
    account_id = models.UUIDField()
    entered_by = models.TextField(blank=True, default="")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    handling_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+"
    )
    # Other units that do a step or are asked for an opinion: they see the dossier too.
    asked_units = ArrayField(models.UUIDField(), default=list, db_default=[])
    version_id = models.UUIDField()
    procedure_code = models.TextField()
    procedure_title = models.TextField()
    field = models.TextField()
    channel = models.TextField(choices=Channel.choices)
    result_way = models.TextField(choices=ResultWay.choices)
    postal = models.JSONField(default=dict, db_default=NOTHING)
    cases = models.JSONField(default=list)
    form_id = models.UUIDField(null=True)
    data = models.JSONField()
    state = models.TextField(choices=State.choices, default=State.WAITING)
    submitted_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True, default="")
    times_asked = models.PositiveSmallIntegerField(default=0, db_default=0)
    representative = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    representative_name = models.TextField(blank=True, default="", db_default="")
    mandate_id = models.UUIDField(null=True)
    # The dossier whose errand the law joins with this one: it came with that one's only form.
    part_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="parts", db_index=False
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "state", "submitted_at", "id"],
                name="dossiers_at_the_desk",
                condition=Q(state__in=["WAITING", "SUPPLEMENT", "FINISHED"]),
            ),
            models.Index(fields=["person", "-submitted_at"], name="dossiers_of_person"),
            models.Index(fields=["unit", "submitted_at"], name="dossiers_of_unit"),
            GinIndex(
                fields=["asked_units"],
                name="dossiers_asked_units",
                condition=~Q(asked_units=[]),
            ),
            models.Index(
                fields=["mandate_id"],
                name="dossiers_by_mandate",
                condition=Q(mandate_id__isnull=False),
            ),
            models.Index(
                fields=["part_of"],
                name="dossiers_parts",
                condition=Q(part_of__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def ref(self) -> DossierRef:
        """The dossier as other modules are told of it."""
        return DossierRef(
            code=self.code,
            draft_id=self.client_key,
            person_id=self.person_id,
            procedure_code=self.procedure_code,
            field=self.field,
            submitted_at=self.submitted_at,
            mandate_id=self.mandate_id,
        )

    @property
    def postal_address(self) -> PostalAddress | None:
        """Where the post brings the result; None when it comes otherwise."""
        return PostalAddress.read(self.postal) if self.postal else None

    @property
    def national_status(self) -> NationalStatus:
        return rules.national_status(self.state)


class SubmittedPaper(models.Model):
    """A paper of a dossier; ``round`` 0 came with it, later ones with a supplement.

    ``came_from`` is the code of the dossier from which a merger took it over.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="papers")
    component_key = models.TextField()
    name = models.TextField()
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    round = models.PositiveSmallIntegerField(default=0)
    came_from = models.TextField(blank=True, default="")
    added_at = models.DateTimeField()
    source = models.JSONField(default=dict, db_default=NOTHING)

    def __str__(self) -> str:
        return self.name


class Dossier(models.Model):
    """An accepted submission: the promise, the case, and how it ended."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, primary_key=True, related_name="dossier"
    )
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    unit_id = models.UUIDField()  # the submission's, for good: so that a period of a unit is found
    state = models.TextField(choices=State.choices, default=State.PROCESSING)
    accepted_at = models.DateTimeField()
    accepted_by = models.TextField()
    due_at = models.DateTimeField()
    due_original_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["finished_at"], name="dossiers_finished"),
            models.Index(fields=["unit_id", "accepted_at"], name="dossiers_unit_accepted"),
            models.Index(fields=["unit_id", "finished_at"], name="dossiers_unit_finished"),
            models.Index(
                fields=["due_at"],
                name="dossiers_due",
                condition=Q(finished_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission_id)


class Merger(models.Model):
    """A dossier that was a second one of the same matter: it ended and goes on in another."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, primary_key=True, related_name="merger"
    )
    into = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="merged")
    papers = models.PositiveSmallIntegerField()
    reason = models.TextField()
    merged_by = models.TextField()
    merged_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(submission=models.F("into")), name="merged_into_another_dossier"
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission_id)
