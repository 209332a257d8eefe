"""What the database remembers of dossiers, and what it forbids."""

from typing import Self
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value

from motcua.foundation import modules
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions, rules
from .ports import Relations
from .types import (
    BatchAct,
    Channel,
    DossierRef,
    DraftInfo,
    FormNumber,
    NationalStatus,
    PostalAddress,
    ProposalState,
    ResultState,
    ResultWay,
    Seen,
    Settlement,
    Stage,
    State,
    StopGround,
    StopState,
)

NOTHING = Value({}, output_field=models.JSONField())
NOBODY = UUID(int=0)
NO_LIST = Value([], output_field=models.JSONField())


class Draft(models.Model):
    """A dossier being filled in, saved as it is typed. Its id makes sending safe."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField()
    person = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    procedure_code = models.TextField()
    version_id = models.UUIDField()
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    cases = models.JSONField(default=list)
    data = models.JSONField(default=dict)
    channel = models.TextField(choices=Channel.choices, default=Channel.ONLINE)
    result_way = models.TextField(choices=ResultWay.choices, default=ResultWay.ELECTRONIC)
    postal = models.JSONField(default=dict, db_default=NOTHING)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submission_code = models.TextField(blank=True, default="")
    mandate_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["account_id", "-updated_at"],
                name="dossiers_open_drafts",
                condition=Q(submission_code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_code} {self.id}"

    def to_info(self) -> DraftInfo:
        """Return the draft as a frozen value."""
        return DraftInfo(
            id=self.id,
            procedure_code=self.procedure_code,
            version_id=self.version_id,
            person_id=self.person_id,
            unit_id=self.unit_id,
            cases=tuple(self.cases),
            data=self.data,
            channel=Channel(self.channel),
            result_way=ResultWay(self.result_way),
            updated_at=self.updated_at,
            submission_code=self.submission_code,
            mandate_id=self.mandate_id,
            postal=self.postal,
        )


class DraftPaper(models.Model):
    """A paper added to a draft; ``file`` None: it lies on the counter in original."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="papers")
    component_key = models.TextField()
    name = models.TextField()
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField()
    source = models.JSONField(default=dict, db_default=NOTHING)

    def __str__(self) -> str:
        return self.name


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
        if actor.kind is ActorKind.SYSTEM:
            return self
        if actor.kind is ActorKind.OFFICIAL:
            units = list(viewing_units(actor))
            return self.filter(seen_by_official(actor.person_id or NOBODY, units))
        allowed = Q(person_id=actor.person_id) if actor.person_id else Q(pk__in=[])
        if actor.kind is ActorKind.PERSON and actor.person_id:
            for relation in modules.provided(Relations):
                allowed |= _related(relation.seen_by(actor.person_id))
        return self.filter(allowed)


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


class Check(models.Model):
    """What reception found about one paper."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="checks")
    component_key = models.TextField()
    faults = models.JSONField(default=list)
    passed = models.JSONField(default=list, db_default=NO_LIST)
    note = models.TextField(blank=True, default="")
    checked_by = models.TextField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "component_key"], name="one_check_of_a_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.component_key


class Dossier(models.Model):
    """An accepted submission: the promise, the case, and how it ended."""

    submission = models.OneToOneField(
        Submission, on_delete=models.PROTECT, primary_key=True, related_name="dossier"
    )
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
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
            models.Index(
                fields=["due_at"],
                name="dossiers_due",
                condition=Q(finished_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.submission_id)


class SupplementRequest(models.Model):
    """Form 02: everything that is missing, told at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="supplement_requests"
    )
    stage = models.TextField(choices=Stage.choices)
    items = models.JSONField()
    reason = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.TextField()
    respond_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    reply = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(answered_at=None),
                name="one_open_supplement_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.requested_at}"


class SecondRequest(models.Model):
    """A further request for supplements, proposed to the head: sent only when he approves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, related_name="second_requests"
    )
    items = models.JSONField()
    reason = models.TextField(blank=True, default="")
    why = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.TextField()
    proposer_account_id = models.UUIDField(null=True)
    state = models.TextField(choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True, default="")
    decision_reason = models.TextField(blank=True, default="")
    request = models.OneToOneField(
        SupplementRequest, on_delete=models.PROTECT, null=True, related_name="approval"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state="WAITING"),
                name="one_second_request_waits",
            ),
            models.CheckConstraint(
                condition=~Q(state="APPROVED") | Q(request__isnull=False),
                name="approved_second_request_was_sent",
            ),
        ]
        indexes = [
            models.Index(
                fields=["proposed_at"],
                name="dossiers_second_waiting",
                condition=Q(state="WAITING"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.proposed_at}"


class Consent(models.Model):
    """What somebody answered when asked whether a paper held already may be used; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    draft_id = models.UUIDField()
    component_key = models.TextField()
    component = models.TextField()
    source = models.TextField()
    record = models.TextField()
    title = models.TextField()
    given = models.BooleanField()
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["draft_id", "recorded_at"], name="dossiers_consents_of_draft"),
            models.Index(fields=["person", "recorded_at"], name="dossiers_consents_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.given}"


class IssuedForm(models.Model):
    """A numbered form as it was given out.

    ``circular``, ``form`` and ``version`` name the template. A job draws it, has it signed and
    keeps it as ``file``: from then on these bytes are the form, whatever becomes of the template.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="forms")
    form = models.TextField(choices=FormNumber.choices)
    circular = models.TextField()
    version = models.PositiveSmallIntegerField(default=1, db_default=1)
    number = models.TextField()
    data = models.JSONField()
    issued_at = models.DateTimeField()
    signer_id = models.UUIDField(null=True)  # whoever signs besides the agency
    signer_name = models.TextField(blank=True, default="", db_default="")
    signer_title = models.TextField(blank=True, default="", db_default="")
    token = models.TextField(blank=True, default="", db_default="")
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="", db_default="")
    file = models.ForeignKey(
        "documents.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    archived_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="dossiers_forms_to_keep",
                condition=Q(archived_at=None, retry_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.number}"

    @property
    def sheet(self) -> rules.FormSheet:
        return rules.form_sheet(self.circular, self.form, self.version)


class Stop(models.Model):
    """A proposal to stop a dossier, and what the head decided on it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="stops")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=StopState.choices, default=StopState.PROPOSED)
    ground = models.TextField(choices=StopGround.choices)
    stage = models.TextField(choices=Stage.choices)
    reason = models.TextField()
    legal_basis = models.TextField(blank=True, default="")
    settlement = models.TextField(choices=Settlement.choices, default=Settlement.NONE)
    proposed_at = models.DateTimeField()
    proposed_by = models.TextField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True, default="")
    answer = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state="PROPOSED"),
                name="one_open_proposal_to_stop",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "proposed_at"],
                name="dossiers_stops_proposed",
                condition=Q(state="PROPOSED"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.ground}"


class Result(models.Model):
    """The result of a dossier: its draft, its plan once approved, its signed file."""

    dossier = models.OneToOneField(
        Dossier, on_delete=models.PROTECT, primary_key=True, related_name="result"
    )
    draft = models.JSONField(default=dict)
    drafted_by = models.TextField(blank=True, default="")
    drafted_at = models.DateTimeField(null=True)
    state = models.TextField(choices=ResultState.choices, blank=True, default="")
    kind = models.TextField(blank=True, default="")
    title = models.TextField(blank=True, default="")
    number = models.TextField(blank=True, default="")
    template = models.TextField(blank=True, default="")
    data = models.JSONField(default=dict)
    token = models.TextField(blank=True, default="")
    signer_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_name = models.TextField(blank=True, default="")
    signer_title = models.TextField(blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")
    file = models.ForeignKey(
        "documents.StoredFile", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    returned_way = models.TextField(choices=ResultWay.choices, blank=True, default="")
    receiver = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["retry_at"],
                name="dossiers_to_be_signed",
                condition=Q(state="PREPARED"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class TrackingTry(models.Model):
    """How often the status page was asked in vain, for one code or from one address."""

    key = models.TextField(primary_key=True)
    failures = models.PositiveIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key} {self.failures}"


class TrackingCode(models.Model):
    """A one-time code sent to the registered contact, kept as a digest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="+")
    digest = models.TextField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.submission_id} {self.sent_at}"


class Batch(models.Model):
    """An act on many dossiers, under a key that the page gave it: sent twice it is one."""

    id = models.UUIDField(primary_key=True, editable=False)
    account_id = models.UUIDField(null=True)
    act = models.TextField(choices=BatchAct.choices)
    to_post_id = models.UUIDField(null=True)
    to_account_id = models.UUIDField(null=True)
    note = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.act} {self.id}"


class BatchLine(models.Model):
    """A dossier of a batch: done, or refused and why; each in a transaction of its own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="lines")
    dossier_code = models.TextField()
    settled_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "dossier_code"], name="one_line_of_a_dossier_in_a_batch"
            ),
        ]

    def __str__(self) -> str:
        return self.dossier_code


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
