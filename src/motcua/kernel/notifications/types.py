"""States and frozen values."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.utils.translation import pgettext_lazy

LEASE = timedelta(minutes=5)  # a worker that died holds a delivery no longer than this
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 12


class DeliveryState(models.TextChoices):
    """Where a message is on its way through a channel."""

    WAITING = "WAITING", pgettext_lazy("message", "Waiting")
    SENT = "SENT", pgettext_lazy("message", "Sent")
    FAILED = "FAILED", pgettext_lazy("message", "Not delivered")
    NO_ADDRESS = "NO_ADDRESS", pgettext_lazy("message", "No address")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message as a channel gets it.

    ``key`` is the same at every attempt: a channel that can, drops what it has already sent.
    """

    key: str
    name: str
    phone: str
    email: str
    subject: str
    body: str
    link: str
    written_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A delivery that this worker has taken."""

    delivery_id: UUID
    channel: str
    outgoing: Outgoing
