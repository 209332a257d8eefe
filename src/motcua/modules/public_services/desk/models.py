"""What the database remembers of people at work: their views, their words, what they found."""

from django.db import models
from django.db.models import Q

from motcua.foundation.ids import uuid7

from .types import CommentInfo


class SavedFilter(models.Model):
    """A way of looking at the inbox; ``unit``: shared with everybody who works there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    account_id = models.UUIDField()
    name = models.TextField()
    query = models.TextField(blank=True)
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    is_default = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account_id", "name"], name="one_view_of_a_name"),
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(is_default=True), name="one_view_to_begin_with"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """What an official wrote about a dossier, for officials alone; never destroyed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    submission_id = models.UUIDField()
    dossier_code = models.TextField()
    account_id = models.UUIDField(null=True)
    author = models.TextField()
    body = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["submission_id", "written_at"], name="desk_conversation")]

    def __str__(self) -> str:
        return f"{self.dossier_code} {self.author}"

    def to_info(self) -> CommentInfo:
        """Return the comment as its readers see it."""
        return CommentInfo(
            id=self.id,
            dossier_code=self.dossier_code,
            account_id=self.account_id,
            author=self.author,
            body="" if self.deleted_at else self.body,
            written_at=self.written_at,
            edited_at=self.edited_at,
            deleted_at=self.deleted_at,
            mentioned=tuple(mention.name for mention in self.mentions.all()),
        )


class CommentVersion(models.Model):
    """The words that a comment had before it was changed or taken back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="versions")
    body = models.TextField()
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.comment_id} {self.replaced_at}"


class Mention(models.Model):
    """Somebody whom a comment calls."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="mentions")
    account_id = models.UUIDField()
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["comment", "account_id"], name="called_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TwoMatters(models.Model):
    """Two dossiers that look alike and are not one matter, as somebody found out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    first_code = models.TextField()
    second_code = models.TextField()
    reason = models.TextField()
    said_by = models.TextField()
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first_code", "second_code"], name="said_once_of_two_dossiers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_code} {self.second_code}"
