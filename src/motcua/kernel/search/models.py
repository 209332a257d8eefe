"""What can be found, when it last changed, and how common its words are."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from motcua.foundation.ids import uuid7


class SearchDocument(models.Model):
    """A document of some kind.

    Attributes:
        folded: Its title without diacritics, for likeness; empty where not everybody may find it.
        vector: The lexemes of ``rules.lexemes``, in the configuration ``simple``.
        scopes: Its kind, and the marks of those who may find it, each after the kind.
        facets: ``name=value``; and the month, by which the newest are looked through first.
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
    scopes = ArrayField(models.TextField(), default=list)
    facets = ArrayField(models.TextField(), default=list)
    dated = models.DateField(null=True)
    indexed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_one_document_per_key"),
        ]
        indexes = [
            GinIndex(fields=["vector", "scopes", "facets"], name="search_document_words"),
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


class CommonPair(models.Model):
    """A pair of words that several documents of a sample have, and the share that has it."""

    pair = models.TextField(primary_key=True)
    share = models.FloatField()

    def __str__(self) -> str:
        return f"{self.pair} {self.share:.4f}"
