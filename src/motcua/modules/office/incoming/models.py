"""Documents that came in, to whom they were routed, and what was said about them."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions
from .types import AT_WORK, OPEN, Part, Said, Source, State, Urgency

_RANK = {Urgency.EXPRESS: 0, Urgency.VERY_URGENT: 1, Urgency.URGENT: 2}


class IncomingQuerySet(models.QuerySet["Document"]):
    """Building blocks of questions about incoming documents."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: the one rule for lists, search, files and exports.

        The clerk and the leaders see all that came to their authority; a unit sees what was routed
        to it; everybody sees what lies at his post and that on whose slip he wrote.
        """
        if actor.kind is ActorKind.SYSTEM:
            return self
        routed = Routing.objects.filter(
            document=OuterRef("pk"), unit_id__in=permissions.VIEW.units(actor)
        )
        wrote = Slip.objects.filter(document=OuterRef("pk"), post_id__in=actor.post_ids)
        return self.filter(
            Q(unit_id__in=permissions.VIEW_AUTHORITY.units(actor))
            | Q(holder_post_id__in=actor.post_ids)
            | Q(Exists(routed))
            | Q(Exists(wrote))
        )

    def registered(self) -> Self:
        """Keep what has an arrival number."""
        return self.filter(arrival_number__isnull=False)

    def most_urgent_first(self) -> Self:
        """Order as the desk works: express first, then by deadline, then by arrival."""
        whens = [When(urgency=urgency, then=Value(rank)) for urgency, rank in _RANK.items()]
        rank = Case(*whens, default=Value(3), output_field=IntegerField())
        return self.order_by(rank, models.F("due_at").asc(nulls_last=True), "arrived_at", "id")


class Document(models.Model):
    """An official document that came to an authority."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.TextField(choices=Source)
    state = models.TextField(choices=State, default=State.ARRIVED)
    state_at = models.DateTimeField()
    arrived_at = models.DateTimeField()
    arrival_id = models.UUIDField(null=True)
    sender_address = models.TextField(blank=True, default="")
    packet_document_id = models.TextField(blank=True, default="")

    author = models.TextField(blank=True, default="")
    number_symbol = models.TextField(blank=True, default="")
    issued_on = models.DateField(null=True)
    kind = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    urgency = models.TextField(choices=Urgency, default=Urgency.NORMAL)
    signer_name = models.TextField(blank=True, default="")
    signer_position = models.TextField(blank=True, default="")
    due_on = models.DateField(null=True)  # as the sender asks for it
    file_id = models.UUIDField(null=True)
    sha256 = models.TextField(blank=True, default="")
    pages = models.PositiveIntegerField(default=0)
    attachments = models.JSONField(default=list)
    paper_follows = models.BooleanField(default=False)
    identity = models.TextField(blank=True, default="")  # folded: author, number, day
    search = models.TextField(blank=True, default="")
    answers_id = models.UUIDField(null=True)  # our document that it answers
    earlier = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")

    year = models.PositiveSmallIntegerField(null=True)
    arrival_number = models.PositiveIntegerField(null=True)
    registered_at = models.DateTimeField(null=True)
    registered_by = models.TextField(blank=True, default="")
    holder_post_id = models.UUIDField(null=True)
    routed_at = models.DateTimeField(null=True)
    lead_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    case_id = models.UUIDField(null=True)
    due_at = models.DateTimeField(null=True)
    handler_name = models.TextField(blank=True, default="")
    closed_at = models.DateTimeField(null=True)
    answer_id = models.UUIDField(null=True)
    answer_number = models.TextField(blank=True, default="")
    end_note = models.TextField(blank=True, default="")

    objects = IncomingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "arrived_at"], name="incoming_by_state"),
            models.Index(fields=["lead_unit", "routed_at"], name="incoming_by_lead"),
            models.Index(fields=["identity"], name="incoming_identity"),
            models.Index(fields=["file_id"], name="incoming_file"),
            models.Index(fields=["sha256"], condition=~Q(sha256=""), name="incoming_hash"),
            models.Index(
                fields=["holder_post_id"], condition=Q(state__in=OPEN), name="incoming_at_post"
            ),
            models.Index(fields=["due_at"], condition=Q(state__in=AT_WORK), name="incoming_due"),
            GinIndex(fields=["search"], name="incoming_words", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "arrival_number"], name="incoming_number_once"
            ),
            models.UniqueConstraint(fields=["arrival_id"], name="incoming_packet_once"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REGISTERED, *AT_WORK, State.DONE])
                | Q(arrival_number__isnull=False, year__isnull=False),
                name="incoming_has_its_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=AT_WORK)
                | Q(lead_unit__isnull=False, due_at__isnull=False, case_id__isnull=False),
                name="incoming_at_work_has_its_case",
            ),
        ]

    def __str__(self) -> str:
        return self.number_symbol or self.subject or str(self.id)


class Routing(models.Model):
    """A unit that has to do with a document, its deadline, and when it read it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="routings")
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    part = models.TextField(choices=Part)
    due_at = models.DateTimeField()
    routed_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    case_id = models.UUIDField(null=True)  # of a co-ordinating unit; the document has the lead's

    class Meta:
        indexes = [models.Index(fields=["unit", "routed_at"], name="incoming_routing_unit")]
        constraints = [
            models.UniqueConstraint(fields=["document", "unit"], name="incoming_unit_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(part=Part.LEAD), name="incoming_one_lead"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} → {self.unit_id}"


class Slip(models.Model):
    """A line of the slip (phiếu giải quyết văn bản đến): who said what, with which deadline."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="slip")
    whose = models.TextField(choices=Said)
    text = models.TextField()
    due_on = models.DateField(null=True)
    said_at = models.DateTimeField()
    post_id = models.UUIDField(null=True)
    said_by_name = models.TextField()
    to = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["post_id"], name="incoming_slip_post")]

    def __str__(self) -> str:
        return self.text[:40]


class Reading(models.Model):
    """Somebody opened a document that was routed to his unit."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="readings")
    unit_id = models.UUIDField()
    account_id = models.UUIDField()
    name = models.TextField()
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "account_id"], name="incoming_read_once")
        ]

    def __str__(self) -> str:
        return self.name


class Mail(models.Model):
    """A letter that was seen in a mailbox: once and never again, whatever became of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mailbox = models.TextField()
    validity = models.BigIntegerField()  # of the numbers: a mailbox made anew counts anew
    number = models.BigIntegerField()
    message_id = models.TextField()
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    sender = models.TextField(blank=True, default="")
    subject = models.TextField(blank=True, default="")
    seen_at = models.DateTimeField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="mail")
    refused = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "-seen_at"], condition=~Q(refused=""), name="incoming_mail_refused"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["mailbox", "validity", "number"], name="incoming_mail_number_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "message_id"],
                condition=Q(document__isnull=False),
                name="incoming_message_once",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
