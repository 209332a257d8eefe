"""What can be found, and when it last changed."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from motcua.foundation.ids import uuid7


class SearchDocument(models.Model):
    """A document of some kind; ``folded`` is its title without diacritics, for likeness.

    ``vector`` weighs title and keywords A and the text D, all folded, in the configuration
    ``simple``: the words of the index are already what they should be.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    key = models.TextField()
    title = models.TextField()
    keywords = models.JSONField(default=list)
    text = models.TextField(blank=True)
    weight = models.FloatField(default=1.0)
    folded = models.TextField()
    vector = SearchVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_one_document_per_key"),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_document_vector"),
            GinIndex(fields=["folded"], name="search_document_folded", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key} {self.title}"


class SearchEdition(models.Model):
    """Renewed with each change of a kind: what the indexes in memory compare."""

    kind = models.TextField(primary_key=True)
    stamp = models.UUIDField(default=uuid7)

    def __str__(self) -> str:
        return f"{self.kind} {self.stamp}"
