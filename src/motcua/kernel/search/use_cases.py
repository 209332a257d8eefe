"""Ways to change what can be found."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from motcua.foundation.ids import uuid7

from .models import SearchDocument, SearchEdition
from .rules.words import words_of
from .types import Document

BATCH = 500
_WEIGH = """
update search_searchdocument
set vector = setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D')
where kind = %s and key = %s
"""


@transaction.atomic
def index(*, kind: str, documents: Iterable[Document]) -> int:
    """Make documents findable, in place of those that had the same keys.

    Returns:
        How many there were.
    """
    given = {one.key: one for one in documents}
    rows = [
        SearchDocument(
            kind=kind,
            key=one.key,
            title=one.title,
            keywords=list(one.keywords),
            text=one.text,
            weight=one.weight,
            folded=" ".join(words_of(one.title)),
            vector="",
        )
        for one in given.values()
    ]
    SearchDocument.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "key"],
        update_fields=["title", "keywords", "text", "weight", "folded", "vector"],
    )
    _weigh(kind, rows)
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


def _weigh(kind: str, rows: Sequence[SearchDocument]) -> None:
    folded = [
        (" ".join(words_of(row.text)), [" ".join(words_of(one)) for one in row.keywords])
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            _WEIGH,
            [
                (" ".join([row.folded, *keywords]), text, kind, row.key)
                for row, (text, keywords) in zip(rows, folded, strict=True)
            ],
        )


def _renew(kind: str) -> None:
    SearchEdition.objects.update_or_create(kind=kind, defaults={"stamp": uuid7()})
