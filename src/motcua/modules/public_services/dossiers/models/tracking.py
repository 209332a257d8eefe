"""How the status page is guarded."""

from django.db import models

from motcua.foundation.ids import uuid7

from .submissions import Submission


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
