"""The links by which phones read the calendar of a desk."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7


class CalendarLink(models.Model):
    """A private link to what falls due for one official; only the hash of its token is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField()
    token_sha256 = models.TextField(unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id"],
                condition=Q(revoked_at=None),
                name="own_desk_one_link_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.account_id)
