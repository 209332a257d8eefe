"""Acts on many dossiers at once."""

from django.db import models

from motcua.foundation.ids import uuid7

from ..types import BatchAct


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
