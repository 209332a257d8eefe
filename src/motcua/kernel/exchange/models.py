"""What the database remembers of packets and of the nodes with whom they are exchanged."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import (
    AgencyInfo,
    BusinessKind,
    PacketState,
    ParcelState,
    PeerInfo,
    SignatureVerdict,
)

SHA256 = r"^[0-9a-f]{64}$"
CODE = r"^[0-9A-Za-z]+(\.[0-9A-Za-z]+)*$"


class Peer(models.Model):
    """A node with whom we exchange: one installation, or the axis.

    ``serves`` are the agencies in whose name it may send and to whom it leads: a code stands for
    itself and what is below it, ``*`` for everybody else (the node above us).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    name = models.TextField()
    transport = models.TextField()
    address = models.TextField(blank=True, default="")
    fingerprints = ArrayField(models.TextField(), default=list)
    serves = ArrayField(models.TextField(), default=list)
    dialect = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    last_contact_at = models.DateTimeField(null=True)
    silent_since = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=CODE), name="peer_code_form"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def info(self) -> PeerInfo:
        """Return the frozen value."""
        return PeerInfo(
            id=self.id,
            code=self.code,
            name=self.name,
            transport=self.transport,
            address=self.address,
            fingerprints=tuple(self.fingerprints),
            dialect=self.dialect,
        )


class Agency(models.Model):
    """An agency by its identification code: one of ours (``unit``), or one to write to."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.TextField(unique=True)
    legacy_code = models.TextField(blank=True, default="")
    name = models.TextField()
    unit = models.ForeignKey(
        "organisation.Unit", null=True, on_delete=models.PROTECT, related_name="+"
    )
    email = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    address = models.TextField(blank=True, default="")
    website = models.TextField(blank=True, default="")
    is_active = models.BooleanField(default=True)
    folded = models.TextField(blank=True, default="", db_default="")  # the name, to be found by

    class Meta:
        indexes = [models.Index(fields=["folded"], name="agency_by_folded_name")]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=CODE), name="agency_code_form"),
            models.UniqueConstraint(
                fields=["legacy_code"], condition=~Q(legacy_code=""), name="agency_legacy_code_once"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=~Q(unit=None), name="agency_one_of_a_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def info(self, *, is_reachable: bool) -> AgencyInfo:
        """Return the frozen value."""
        return AgencyInfo(
            code=self.code,
            legacy_code=self.legacy_code,
            name=self.name,
            unit_id=self.unit_id,
            is_reachable=is_reachable,
        )


class Content(models.Model):
    """A packet as it travels, by its hash.

    In the database and not among the files: it is written in the transaction of the packet.
    ``body`` is compressed, and empty once the time for which it is kept is over.
    """

    sha256 = models.TextField(primary_key=True)
    size = models.PositiveBigIntegerField()
    body = models.BinaryField(null=True)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex=SHA256), name="content_sha256_is_one"),
        ]
        indexes = [
            models.Index(fields=["stored_at"], condition=~Q(body=None), name="content_with_body"),
        ]

    def __str__(self) -> str:
        return self.sha256


class SentPacket(models.Model):
    """A document packet that one of our agencies sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    from_code = models.TextField()
    document_id = models.TextField()
    kind = models.TextField(choices=BusinessKind)
    number_symbol = models.TextField()
    subject = models.TextField()
    packet = models.JSONField()
    sent_at = models.DateTimeField()
    sent_by = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BusinessKind.values), name="sent_packet_kind_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["document_id", "-sent_at"], name="sent_packet_document"),
            models.Index(fields=["unit", "-sent_at"], name="sent_packet_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.number_symbol} {self.kind}"


class Arrival(models.Model):
    """A document packet that came in for one of our agencies, once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    to_code = models.TextField()
    from_code = models.TextField()
    from_name = models.TextField(blank=True, default="")
    document_id = models.TextField()
    kind = models.TextField(choices=BusinessKind)
    number_symbol = models.TextField()
    subject = models.TextField()
    issued_on = models.DateField(null=True)
    packet = models.JSONField(default=dict)
    identity = models.TextField(unique=True)
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    dialect = models.TextField(blank=True, default="")
    remarks = models.JSONField(default=list)
    signature = models.TextField(choices=SignatureVerdict, default=SignatureVerdict.ABSENT)
    signed_by = models.TextField(blank=True, default="")
    arrived_at = models.DateTimeField()
    state = models.TextField(choices=PacketState, default=PacketState.ARRIVED)
    copies = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BusinessKind.values), name="arrival_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PacketState.values), name="arrival_state_is_known"
            ),
        ]
        indexes = [
            models.Index(fields=["document_id", "from_code"], name="arrival_document"),
            models.Index(fields=["unit", "-arrived_at"], name="arrival_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.from_code} {self.number_symbol} {self.kind}"


class Parcel(models.Model):
    """A packet's way to one receiver: ours, or one that we carry on for another node.

    The id is the same at every node that it passes: whoever gets it twice knows it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    packet = models.ForeignKey(
        SentPacket, null=True, on_delete=models.PROTECT, related_name="parcels"
    )
    arrival = models.ForeignKey(
        Arrival, null=True, on_delete=models.PROTECT, related_name="parcels"
    )
    from_code = models.TextField()
    to_code = models.TextField()
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    hops = models.PositiveSmallIntegerField(default=0)
    state = models.TextField(choices=ParcelState, default=ParcelState.WAITING)
    urgent = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")
    packet_state = models.TextField(blank=True, default="")
    packet_state_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ParcelState.values), name="parcel_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(packet_state__in=["", *PacketState.values]),
                name="parcel_packet_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(packet=None) | Q(arrival=None), name="parcel_has_one_cause"
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at", "id"],
                condition=Q(state=ParcelState.WAITING),
                name="parcel_waiting",
            ),
            models.Index(fields=["state", "-created_at"], name="parcel_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.from_code} → {self.to_code} {self.state}"


class StateNote(models.Model):
    """A state that was told, by us about an arrival or to us about a parcel; each once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parcel = models.ForeignKey(Parcel, null=True, on_delete=models.PROTECT, related_name="notes")
    arrival = models.ForeignKey(Arrival, null=True, on_delete=models.PROTECT, related_name="notes")
    identity = models.TextField(unique=True)
    agency_code = models.TextField()
    state = models.TextField(choices=PacketState)
    code = models.TextField(blank=True, default="")
    told_at = models.DateTimeField()
    description = models.TextField(blank=True, default="")
    staff = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(parcel=None) ^ Q(arrival=None), name="state_note_has_one_subject"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PacketState.values), name="state_note_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.state}"


class Rejection(models.Model):
    """A parcel that we did not take, and why; the sender got the same words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    parcel_id = models.UUIDField()
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="rejections")
    from_code = models.TextField()
    to_code = models.TextField()
    sha256 = models.TextField()
    reason = models.TextField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["peer", "parcel_id"], name="rejection_once_a_parcel"),
        ]
        indexes = [models.Index(fields=["-last_at"], name="rejection_newest")]

    def __str__(self) -> str:
        return f"{self.from_code} → {self.to_code}: {self.reason}"


class TakenParcel(models.Model):
    """A parcel that was taken here: the note by which its twin is known."""

    parcel_id = models.UUIDField(primary_key=True)
    peer = models.ForeignKey(Peer, null=True, on_delete=models.PROTECT, related_name="+")
    sha256 = models.TextField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=SHA256), name="taken_parcel_sha256_is_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.parcel_id)
