"""Files (hồ sơ), the documents that the archive knows, and which lies where."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.ids import uuid7

from .. import permissions
from ..types import IN_UNIT, Access, FileState, Medium, Source
from .keeping import Place
from .plans import Heading


def _overseen(actor: Actor) -> Q:
    """Keep what the actor's unit made, and all of the authorities whose records he oversees."""
    units = {unit for each in permissions.OVERSEE for unit in each.units(actor)}
    return Q(keeper_unit_id__in=permissions.FILE.units(actor)) | Q(unit_id__in=units)


class FileQuerySet(models.QuerySet["File"]):
    """Building blocks of questions about files."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the files that ``actor`` may open: the one rule for lists, documents and exports.

        The unit that made a file, and who keeps or oversees the records of its authority.
        """
        return self if actor.kind is ActorKind.SYSTEM else self.filter(_overseen(actor))

    def not_destroyed(self) -> Self:
        return self.exclude(state=FileState.DESTROYED)


class File(models.Model):
    """A file of an authority: what was written in one matter, in order."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    keeper_unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    heading = models.ForeignKey(Heading, on_delete=models.PROTECT, null=True, related_name="files")
    year = models.PositiveSmallIntegerField()
    code = models.TextField()
    title = models.TextField()
    state = models.TextField(choices=FileState, default=FileState.OPEN)
    state_at = models.DateTimeField()
    access = models.TextField(choices=Access, default=Access.OPEN)
    medium = models.TextField(choices=Medium, default=Medium.DIGITAL)
    years = models.PositiveSmallIntegerField(null=True)  # null keeps for ever
    basis = models.TextField(blank=True, default="")
    keywords = models.TextField(blank=True, default="")
    keeper = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")

    opened_at = models.DateTimeField()
    opened_by_name = models.TextField()
    closed_at = models.DateTimeField(null=True)
    closed_by_name = models.TextField(blank=True, default="")
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    documents = models.PositiveIntegerField(default=0)
    sheets = models.PositiveIntegerField(default=0)
    expires_on = models.DateField(null=True)
    current_due_on = models.DateField(null=True)
    received_on = models.DateField(null=True)  # in the archive of the agency
    historical_due_on = models.DateField(null=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="files")
    held = models.BooleanField(default=False)
    hold_reason = models.TextField(blank=True, default="")
    destroyed_at = models.DateTimeField(null=True)
    search = models.TextField(blank=True, default="")  # folded: symbol, title, key words

    objects = FileQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "state", "year"], name="archive_file_state"),
            models.Index(fields=["keeper_unit", "state"], name="archive_file_keeper"),
            models.Index(fields=["expires_on"], name="archive_file_expires"),
            GinIndex(fields=["search"], name="archive_file_words", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "code"], name="archive_code_once"),
            models.CheckConstraint(
                condition=Q(state=FileState.OPEN, expires_on=None)
                | (
                    ~Q(state=FileState.OPEN)
                    & Q(closed_at__isnull=False, begins_on__isnull=False, ends_on__isnull=False)
                ),
                name="archive_closed_has_days",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")) | Q(ends_on=None),
                name="archive_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state=FileState.DESTROYED)
                | Q(
                    years__isnull=False,
                    expires_on__isnull=False,
                    destroyed_at__isnull=False,
                    held=False,
                ),
                name="archive_destroyed_had_run_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def is_in_unit(self) -> bool:
        return self.state in IN_UNIT


class RecordQuerySet(models.QuerySet["Record"]):
    """Building blocks of questions about documents that are to be filed."""

    def visible_to(self, actor: Actor) -> Self:
        """Keep the documents that the actor's unit has to file, or whose filing he oversees."""
        return self if actor.kind is ActorKind.SYSTEM else self.filter(_overseen(actor))

    def to_file(self) -> Self:
        """Keep what belongs into a file: all but what was taken back."""
        return self.filter(taken_back=False)

    def filed(self, *, yes: bool = True) -> Self:
        """Keep what lies in a file, or what lies in none."""
        lies = Exists(Item.objects.filter(record=OuterRef("pk")))
        return self.filter(lies if yes else ~lies)


class Record(models.Model):
    """A document that the archive knows: issued, registered, or put in by hand.

    It is the same however many files it lies in; its bytes lie with the kernel's documents.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.TextField(choices=Source)
    document_id = models.UUIDField(null=True)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    keeper_unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()  # issued, registered, put in
    kind_name = models.TextField(blank=True, default="")
    number_symbol = models.TextField(blank=True, default="")
    issued_on = models.DateField(null=True)
    author = models.TextField(blank=True, default="")
    subject = models.TextField()
    answers_id = models.UUIDField(null=True)  # the document that it answers, or whose answer it is
    stored_file_id = models.UUIDField(null=True)
    sha256 = models.TextField(blank=True, default="")
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    taken_back = models.BooleanField(default=False)
    destroyed_at = models.DateTimeField(null=True)
    search = models.TextField(blank=True, default="")

    objects = RecordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "at"], name="archive_record_unit"),
            models.Index(fields=["keeper_unit", "at"], name="archive_record_keeper"),
            models.Index(fields=["answers_id"], name="archive_record_answers"),
            GinIndex(fields=["search"], name="archive_record_words", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "document_id"], name="archive_record_once"),
            models.CheckConstraint(
                condition=Q(source=Source.OTHER) | Q(document_id__isnull=False),
                name="archive_record_has_its_document",
            ),
        ]

    def __str__(self) -> str:
        return self.number_symbol or self.subject


class Item(models.Model):
    """The place of a document in a file."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="items")
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    sheets = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True, default="")
    added_at = models.DateTimeField()
    added_by_name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "record"], name="archive_in_file_once"),
            models.UniqueConstraint(
                fields=["file", "position"],
                name="archive_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.record_id}"
