"""Find documents."""

from collections.abc import Sequence
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import connection

from motcua.foundation import modules

from .models import SearchDocument, SearchEdition
from .rules import matching
from .rules.words import telling_words
from .types import Document, Hit, Kind

LONGEST = 200  # letters of a question that are read
_MEMORY: dict[str, tuple[UUID, matching.Index]] = {}
_loading = Lock()

_FULL_TEXT = """
with asked as (select to_tsquery('simple', %(query)s) as query)
select kind, key, title,
    (ts_rank_cd(vector, asked.query, 1) + similarity(folded, %(plain)s)) * weight as score
from search_searchdocument, asked
where kind = any(%(kinds)s) and vector @@ asked.query
order by score desc, title, key
limit %(limit)s
"""
_ALIKE = """
select kind, key, title, word_similarity(%(plain)s, folded) * weight as score
from search_searchdocument
where kind = any(%(kinds)s) and %(plain)s <%% folded
order by score desc, title, key
limit %(limit)s
"""


def registered() -> dict[str, Kind]:
    """Return every kind that a manifest names."""
    return {
        each.code: each
        for config in modules.installed()
        for each in config.manifest.search
        if isinstance(each, Kind)
    }


def search(question: str, *, kinds: Sequence[str], limit: int = 20) -> tuple[Hit, ...]:
    """Find documents of some kinds, the best first.

    Catalogues in memory forgive typing errors: one query asks whether they changed. Other kinds are
    searched by the database, by words and, where no word fits, by likeness of the titles. What the
    caller may not show he filters: a document carries no rights.
    """
    asked = question[:LONGEST].strip()
    if not asked or limit < 1:
        return ()
    known = registered()
    small = [kind for kind in kinds if kind in known and known[kind].in_memory]
    large = [kind for kind in kinds if kind not in small]
    hits = _from_memory(asked, [known[kind] for kind in small], limit) if small else []
    if large:
        hits += _from_database(asked, large, limit)
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.title))[:limit])


def _from_memory(question: str, wanted: Sequence[Kind], limit: int) -> list[Hit]:
    editions = dict(
        SearchEdition.objects.filter(kind__in=[one.code for one in wanted]).values_list(
            "kind", "stamp"
        )
    )
    return [
        Hit(kind=kind.code, key=document.key, title=document.title, score=score)
        for kind in wanted
        if kind.code in editions
        for document, score in matching.search(_index(kind, editions[kind.code]), question, limit)
    ]


def _index(kind: Kind, stamp: UUID) -> matching.Index:
    held = _MEMORY.get(kind.code)
    if held is not None and held[0] == stamp:
        return held[1]
    with _loading:
        held = _MEMORY.get(kind.code)
        if held is None or held[0] != stamp:
            rows = SearchDocument.objects.filter(kind=kind.code).order_by("key")
            documents = [
                Document(
                    key=row.key,
                    title=row.title,
                    keywords=tuple(row.keywords),
                    text=row.text,
                    weight=row.weight,
                )
                for row in rows
            ]
            held = _MEMORY[kind.code] = stamp, matching.build(documents, kind.synonyms)
        return held[1]


def _from_database(question: str, wanted: Sequence[str], limit: int) -> list[Hit]:
    words = telling_words(question)
    if not words:
        return []
    *whole, last = words
    query = " & ".join([*(f"'{word}'" for word in whole), f"'{last}':*"])
    values: dict[str, Any] = {
        "query": query,
        "plain": " ".join(words),
        "kinds": list(wanted),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FULL_TEXT, values)
        rows = cursor.fetchall()
        if not rows:
            cursor.execute(_ALIKE, values)
            rows = cursor.fetchall()
    return [Hit(kind=row[0], key=row[1], title=row[2], score=row[3]) for row in rows]
