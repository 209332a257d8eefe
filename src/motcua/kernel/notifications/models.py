"""What the database remembers of messages."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.foundation.ids import uuid7

from .types import DeliveryState


class Message(models.Model):
    """Something told to a person or to an account; it always stands on the page of messages."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.TextField(unique=True)
    to_person = models.ForeignKey(
        "identity.Person", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    to_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    subject = models.TextField()
    body = models.TextField()
    link = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_person=None) ^ Q(to_account=None), name="message_has_one_addressee"
            ),
        ]
        indexes = [
            models.Index(F("to_person"), F("created_at").desc(), name="message_of_person"),
            models.Index(F("to_account"), F("created_at").desc(), name="message_of_account"),
            models.Index(fields=["to_person"], condition=Q(read_at=None), name="unread_of_person"),
            models.Index(
                fields=["to_account"], condition=Q(read_at=None), name="unread_of_account"
            ),
            models.Index(F("created_at").desc(), name="message_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class Delivery(models.Model):
    """A message's way through one channel; there are none while no channel is configured."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.TextField()
    state = models.TextField(choices=DeliveryState, default=DeliveryState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="message_once_a_channel"),
            models.CheckConstraint(
                condition=Q(state__in=DeliveryState.values), name="delivery_state_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["retry_at", "id"],
                condition=Q(state=DeliveryState.WAITING),
                name="delivery_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"
