"""Documents on their way out, their versions and receivers, and the registers that number them."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from . import permissions
from .types import (
    IN_WORK,
    NUMBERED,
    OUT,
    Circulation,
    CopyForm,
    Delivery,
    Medium,
    State,
    Urgency,
    Way,
)


class Register(models.Model):
    """A book of a unit: one series of numbers a year, for the kinds that it names.

    A register without kinds numbers all that no other register of the unit names.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    kinds = ArrayField(models.TextField(), default=list)
    for_copies = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    decision = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["unit", "valid_from"], name="outgoing_register_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="outgoing_register_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Letterhead(models.Model):
    """What a unit's paper says of it: symbol, place, address; a new day is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    symbol = models.TextField()
    place = models.TextField(blank=True, default="")
    contact = models.TextField(blank=True, default="")
    valid_from = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="outgoing_one_letterhead")
        ]

    def __str__(self) -> str:
        return self.symbol


class OutgoingQuerySet(models.QuerySet["Document"]):
    """Building blocks of questions about outgoing documents."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep what ``actor`` may see: the one rule for lists, search, files and exports.

        The drafting unit sees its own; who leads the authority or keeps its registers sees what
        has left the drafter's desk; everybody sees what his post holds, has drafted or approves,
        and what was issued to his unit.
        """
        if actor.kind is ActorKind.SYSTEM:
            return self
        allowed = Q(drafting_unit_id__in=permissions.VIEW.units(actor))
        allowed |= Q(unit_id__in=permissions.VIEW_AUTHORITY.units(actor)) & ~Q(state=State.DRAFT)
        allowed |= Q(holder_post_id__in=actor.post_ids) | Q(drafter_post_id__in=actor.post_ids)
        received = Receiver.objects.filter(document=OuterRef("pk"), unit_id__in=actor.unit_ids)
        received = received.exclude(state=Delivery.TAKEN_BACK)
        return self.filter(allowed | Q(Exists(received), state__in=OUT))

    def in_work(self) -> Self:
        return self.filter(state__in=IN_WORK)

    def registered(self) -> Self:
        """Keep what stands in a register: everything that has a number."""
        return self.filter(state__in=NUMBERED)


class Document(models.Model):
    """An official document of a unit, from its draft to its place in the register.

    Who signs and what the signature covers are frozen at approval; number and day at issue.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    drafting_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+"
    )
    drafter_post_id = models.UUIDField()
    drafter_account_id = models.UUIDField(null=True)
    drafter_name = models.TextField()
    kind = models.TextField()
    subject = models.TextField(blank=True, default="")
    urgency = models.TextField(choices=Urgency, default=Urgency.NORMAL)
    circulation = models.TextField(choices=Circulation, default=Circulation.OPEN)
    medium = models.TextField(choices=Medium, default=Medium.DIGITAL)
    state = models.TextField(choices=State, default=State.DRAFT)
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=0)
    holder_post_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    answers_id = models.UUIDField(null=True)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="corrections"
    )
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="replacements"
    )

    signer_post_id = models.UUIDField(null=True)
    signer_person_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_name = models.TextField(blank=True, default="")
    signer_lines = models.JSONField(default=dict)
    approved_at = models.DateTimeField(null=True)
    approved_version = models.PositiveIntegerField(null=True)

    register = models.ForeignKey(
        Register, on_delete=models.PROTECT, null=True, related_name="documents"
    )
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    symbol = models.TextField(blank=True, default="")
    number_symbol = models.TextField(blank=True, default="")
    dated = models.DateField(null=True)
    numbered_at = models.DateTimeField(null=True)
    issuer_account_id = models.UUIDField(null=True)
    issuer_name = models.TextField(blank=True, default="")
    issued_at = models.DateTimeField(null=True)
    file_id = models.UUIDField(null=True)
    pages = models.PositiveIntegerField(default=0)
    token = models.TextField(blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")
    search = models.TextField(blank=True, default="")  # folded: kind, number and symbol, subject
    end_reason = models.TextField(blank=True, default="")
    ended_at = models.DateTimeField(null=True)

    objects = OutgoingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "year", "register", "number"], name="outgoing_in_order"),
            models.Index(fields=["unit", "state", "state_at"], name="outgoing_by_state"),
            models.Index(fields=["drafting_unit", "dated"], name="outgoing_by_drafter"),
            models.Index(
                fields=["holder_post_id"],
                condition=Q(state__in=IN_WORK),
                name="outgoing_at_post",
            ),
            models.Index(
                fields=["retry_at"],
                condition=Q(retry_at__isnull=False),
                name="outgoing_to_sign",
            ),
            GinIndex(fields=["search"], name="outgoing_words", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "year", "number"], name="outgoing_number_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "number_symbol"], name="outgoing_number_symbol_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=NUMBERED,
                    number__isnull=False,
                    year__isnull=False,
                    register__isnull=False,
                    dated__isnull=False,
                )
                | (~Q(state__in=NUMBERED) & Q(number__isnull=True)),
                name="outgoing_numbered_or_not",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ISSUED, State.RECALLED, State.REPLACED])
                | ~Q(medium=Medium.DIGITAL)
                | Q(file_id__isnull=False),
                name="outgoing_digital_has_file",
            ),
        ]

    def __str__(self) -> str:
        return self.number_symbol or self.subject or str(self.id)


class Version(models.Model):
    """What a document said when somebody saved it; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    source_file_id = models.UUIDField(null=True)
    findings = models.JSONField(default=list)
    note = models.TextField(blank=True, default="")
    saved_at = models.DateTimeField()
    saved_by = models.UUIDField(null=True)
    saved_by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="outgoing_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Comment(models.Model):
    """What a reader says about a version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="comments")
    version = models.PositiveIntegerField()
    text = models.TextField()
    said_at = models.DateTimeField()
    said_by = models.UUIDField(null=True)
    said_by_name = models.TextField()
    settled_at = models.DateTimeField(null=True)
    settled_by_name = models.TextField(blank=True, default="", db_default="")

    def __str__(self) -> str:
        return self.text[:40]


class TypedQuerySet(models.QuerySet["Typed"]):
    """Building blocks of questions about what is being typed."""

    def of(self, actor: Actor, document: Document) -> Self:
        """Keep what the actor types into a document."""
        own = self.filter(document=document)
        return own.filter(account_id=actor.account_id) if actor.account_id else own.none()


class Typed(models.Model):
    """What somebody is typing and has not saved as a version yet; one for each open page.

    Attributes:
        page: Names the open page, so that two pages of one person do not overwrite each other.
        based_on: The version that he changes.
        times: Grows with each save: a page goes on with this text only if nothing came after.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="typed")
    account_id = models.UUIDField()
    page = models.TextField()
    based_on = models.PositiveIntegerField()
    content = models.JSONField()
    times = models.PositiveIntegerField(default=1)
    began_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    objects = TypedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "account_id", "page"], name="outgoing_typed_once_a_page"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.page}"


class Annex(models.Model):
    """An appendix that is a file of its own, as it went out with its document."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="annexes")
    position = models.PositiveSmallIntegerField()
    title = models.TextField()
    filename = models.TextField()
    source_file_id = models.UUIDField()
    file_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "position"], name="outgoing_annex_once_a_place"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Receiver(models.Model):
    """Somebody to whom a document goes, and how far it has come."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="receivers")
    name = models.TextField()
    way = models.TextField(choices=Way)
    agency_code = models.TextField(blank=True, default="")
    unit_id = models.UUIDField(null=True)
    copies = models.PositiveIntegerField(default=1)
    state = models.TextField(choices=Delivery, default=Delivery.WAITING)
    state_at = models.DateTimeField(null=True)
    packet_id = models.UUIDField(null=True)
    detail = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["packet_id"], name="outgoing_receiver_packet"),
            models.Index(fields=["unit_id"], name="outgoing_receiver_unit"),
        ]

    def __str__(self) -> str:
        return self.name


class Copy(models.Model):
    """A copy of a document: its own number, its own signature."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, related_name="copies_made"
    )
    of_copy = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    source_file_id = models.UUIDField(null=True)
    form = models.TextField(choices=CopyForm)
    title = models.TextField()
    extract = models.TextField(blank=True, default="")
    receivers = models.TextField(blank=True, default="")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="copies")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    number_symbol = models.TextField()
    dated = models.DateField()
    signer_person_id = models.UUIDField(null=True)
    signer_account_id = models.UUIDField(null=True)
    signer_lines = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by_name = models.TextField()
    file_id = models.UUIDField(null=True)
    pages = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "year", "number"], name="outgoing_copy_number_once"
            )
        ]

    def __str__(self) -> str:
        return self.number_symbol
