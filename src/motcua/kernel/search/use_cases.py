"""Ways to change what can be found."""

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.db.models.functions import Now

from motcua.foundation.ids import uuid7

from .models import CommonPair, SearchDocument, SearchEdition
from .queries import registered
from .rules.lexemes import LONGEST_TEXT, marks_of, vector_of
from .rules.words import words_of
from .types import Document

BATCH = 500
SAMPLE = 20_000  # documents whose pairs are counted
_COMMON = 3  # of the sample; what fewer have is rare
_LOOKED_AT = ["title", "keywords", "text", "weight", "folded", "vector", "scopes", "facets"]
_COUNT_PAIRS = """
insert into search_commonpair (pair, share)
select word, ndoc / %(sample)s::float
from ts_stat(
    format('select vector from search_searchdocument tablesample bernoulli (%%s)', %(part)s)
)
where ndoc >= %(least)s and position(' ' in word) > 0 and left(word, 1) not in ('^', '=', '#')
"""


@transaction.atomic
def index(*, kind: str, documents: Iterable[Document]) -> int:
    """Make documents findable, in place of those that had the same keys.

    Returns:
        How many there were.
    """
    known = registered().get(kind)
    restricted = known is not None and known.readers is not None
    given = {one.key: one for one in documents}
    rows = [_row(kind, one, restricted=restricted) for one in given.values()]
    SearchDocument.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=[*_LOOKED_AT, "dated", "indexed_at"],
    )
    _renew(kind)
    return len(rows)


@transaction.atomic
def forget(*, kind: str, keys: Iterable[str]) -> int:
    """Make documents no longer findable; returns how many there were."""
    gone, _ = SearchDocument.objects.filter(kind=kind, key__in=list(keys)).delete()
    _renew(kind)
    return gone


@transaction.atomic
def replace_all(*, kind: str, documents: Iterable[Document]) -> int:
    """Make exactly these documents of a kind findable; returns how many there are."""
    given = list(documents)
    SearchDocument.objects.filter(kind=kind).exclude(key__in=[one.key for one in given]).delete()
    return index(kind=kind, documents=given)


@transaction.atomic
def forget_before(*, kind: str, before: datetime) -> int:
    """Make no longer findable what was not indexed since; returns how many there were."""
    rows = SearchDocument.objects.filter(kind=kind)
    gone, _ = (rows.filter(indexed_at=None) | rows.filter(indexed_at__lt=before)).delete()
    _renew(kind)
    return gone


@transaction.atomic
def count_pairs() -> int:
    """Count in a sample which pairs of words are common, for "more like this".

    Returns:
        How many are.
    """
    CommonPair.objects.all().delete()
    total = SearchDocument.objects.count()
    if total <= SAMPLE:
        return 0  # among so few documents every pair may be asked for
    values = {"sample": SAMPLE, "part": 100 * SAMPLE / total, "least": _COMMON}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_PAIRS, values)
        return int(cursor.rowcount)


def _row(kind: str, one: Document, *, restricted: bool) -> SearchDocument:
    text = unicodedata.normalize("NFC", one.text[:LONGEST_TEXT]).replace("\x00", " ")
    return SearchDocument(
        kind=kind,
        key=one.key,
        title=one.title,
        keywords=list(one.keywords),
        text=text,
        weight=one.weight,
        folded="" if restricted else " ".join(words_of(one.title)),
        vector=vector_of(one),
        scopes=[kind, *(f"{kind}:{each}" for each in one.scopes)],
        facets=marks_of(one.facets, one.dated),
        dated=one.dated,
        indexed_at=Now(),
    )


def _renew(kind: str) -> None:
    """Tell the indexes in memory; a kind that the database searches has none."""
    known = registered().get(kind)
    if known is not None and known.in_memory:
        SearchEdition.objects.update_or_create(kind=kind, defaults={"stamp": uuid7()})
