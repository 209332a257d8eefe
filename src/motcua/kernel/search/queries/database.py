"""Find documents in the database: words, pairs of words, rights and facets in one index.

What may be seen is part of every question: a document that the reader may not find is never read,
counted or compared. No question costs more than its bounds: of many that fit alike, the newest are
weighed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from motcua.foundation.actors import Actor

from ..models import SearchDocument
from ..rules import lexemes
from ..rules.excerpts import excerpt
from ..rules.words import telling_words
from ..types import Answer, Found, Kind, Question

PAGE = 20
LAST_PAGE = 10
MOST = PAGE * LAST_PAGE  # that one question weighs and shows; who needs more asks more narrowly
WINDOWS = (2, 12, None)  # months that are looked through, the newest first; None for all

_FIND = """
with found as materialized (
    select id, dated from search_searchdocument where {conditions}
), newest as materialized (
    select id from found order by dated desc nulls last, id desc limit %(most)s
)
select id, kind, key, title, dated, {score} * weight as score
from newest join search_searchdocument using (id)
where {exact}
order by score desc, dated desc nulls last, id desc
"""
_ALIKE = """
select kind, key, title, word_similarity(%(plain)s, folded) * weight as score
from search_searchdocument
where scopes && %(scopes)s::text[] and %(plain)s <%% folded
order by score desc, title, key
limit %(limit)s
"""

TERMS, FEWEST_TERMS = 16, 3
WITH_ALL_TERMS = 0.01  # of all documents: more are not read for what is like one
# A pair of the title counts three times; one that no sample had is as rare as can be told.
_RARE_PAIRS = """
with own as (
    select lexeme, bool_or(title) as in_title from (
        select ltrim(lexeme, '^') as lexeme, lexeme like '^%%' as title
        from search_searchdocument, unnest(vector)
        where kind = %(kind)s and key = %(key)s and scopes && %(scopes)s::text[]
            and position(' ' in lexeme) > 0
    ) as pairs group by lexeme
)
select lexeme from (
    select lexeme, row_number() over telling as nth,
        sum(coalesce(share, 0.0001)) over (telling rows unbounded preceding) as with_all
    from own left join search_commonpair on pair = lexeme
    window telling as (
        order by (case when in_title then 3 else 1 end) * -ln(coalesce(share, 0.0001)) desc, lexeme
    )
) as ranked
where nth <= %(fewest)s or nth <= %(most)s and with_all <= %(with_all)s
order by nth
"""


class Row(NamedTuple):
    """A document as it was found."""

    id: int
    kind: str
    key: str
    title: str
    dated: date | None
    score: float


class _Where(NamedTuple):
    """What narrows a question besides its words."""

    scopes: Sequence[str]
    facets: Sequence[str] = ()
    on: date | None = None


def scopes_of(kinds: Sequence[Kind], actor: Actor) -> list[str]:
    """Return the marks of what an actor may find, each after its kind."""
    marks = list[str]()
    for kind in kinds:
        own = kind.readers(actor) if kind.readers else None
        marks += [kind.code] if own is None else [f"{kind.code}:{each}" for each in sorted(own)]
    return marks


def answer(question: Question, *, scopes: Sequence[str], page: int, on: date) -> Answer:
    """Return a page of the answer to a question, with excerpts.

    Args:
        on: The day from which the newest are counted back.
    """
    page = min(max(page, 1), LAST_PAGE)
    rows = find(question, scopes=scopes, most=page * PAGE + 1, on=on)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    more = len(rows) > page * PAGE
    words = lexemes.read_question(question.text).words
    return Answer(
        hits=tuple(_with_excerpts(shown, words)),
        page=page,
        has_next=more and page < LAST_PAGE,
        total=None if more else len(rows),
    )


def find(
    question: Question, *, scopes: Sequence[str], most: int, on: date | None = None
) -> list[Row]:
    """Return what answers a question, the best first, at most so many."""
    asked = lexemes.read_question(question.text, unfinished=question.unfinished)
    if not scopes or (question.text.strip() and not asked.tiers):
        return []
    where = _Where(scopes, lexemes.marks_of(question.facets, None), on)
    found: dict[int, Row] = {}
    with _by_index() as cursor:
        for tier in asked.tiers or ("",):
            for row in _tier(cursor, tier, asked, where):
                found.setdefault(row.id, row)
            if len(found) >= most:
                break
    return list(found.values())[:most]


def _tier(cursor: CursorWrapper, match: str, rank: lexemes.Asked, where: _Where) -> list[Row]:
    """Return what a tier finds: among the newest, and further back where those are few."""
    rows: list[Row] = []
    for months in WINDOWS:
        if months and where.on is None:
            continue
        window = lexemes.last_months(where.on, months) if months and where.on else []
        rows = _rows(cursor, match, rank, where, window)
        if len(rows) >= MOST:
            break
    return rows


def _rows(
    cursor: CursorWrapper,
    match: str,
    asked: lexemes.Asked,
    where: _Where,
    window: Sequence[str] = (),
) -> list[Row]:
    conditions = {
        "scopes && %(scopes)s::text[]": where.scopes,
        "vector @@ %(match)s::tsquery": match,
        "facets @> %(facets)s::text[]": where.facets,
        "facets && %(window)s::text[]": window,
    }
    sql = _FIND.format(
        conditions=" and ".join(each for each, given in conditions.items() if given),
        score="ts_rank(vector, %(rank)s::tsquery)" if asked.rank else "1",
        exact="vector @@ %(exact)s::tsquery" if asked.exact else "true",
    )
    values: dict[str, Any] = {
        "match": match,
        "rank": asked.rank,
        "exact": asked.exact,
        "scopes": list(where.scopes),
        "facets": list(where.facets),
        "window": list(window),
        "most": MOST,
    }
    cursor.execute(sql, values)
    return [Row(*row) for row in cursor.fetchall()]


@contextmanager
def _by_index() -> Iterator[CursorWrapper]:
    """Give a cursor that reads no whole table.

    The planner does not know what it costs to read a vector: it would rather read them all where a
    common word is asked for.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        yield cursor
        cursor.execute("set local enable_seqscan = on")


def alike_titles(text: str, *, scopes: Sequence[str], limit: int) -> list[Row]:
    """Return documents with a title that is written like a text, the likest first."""
    values: dict[str, Any] = {
        "plain": " ".join(telling_words(text)),
        "scopes": list(scopes),
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, values)
        return [
            Row(number, kind, key, title, None, score)
            for number, (kind, key, title, score) in enumerate(cursor.fetchall())
        ]


def more_like(
    kind: str, key: str, *, scopes: Sequence[str], limit: int, on: date | None = None
) -> tuple[Found, ...]:
    """Return the documents that share most of a document's rare pairs of words, the likest first.

    Of a document that the reader may not find there is nothing like it.

    Args:
        on: The day from which the newest are counted back; without it all are compared.
    """
    with _by_index() as cursor:
        cursor.execute(
            _RARE_PAIRS,
            {
                "kind": kind,
                "key": key,
                "scopes": list(scopes),
                "fewest": FEWEST_TERMS,
                "most": TERMS,
                "with_all": WITH_ALL_TERMS,
            },
        )
        pairs = [pair for (pair,) in cursor.fetchall()]
        if not pairs:
            return ()
        asked = lexemes.Asked(rank=lexemes.any_of([*pairs, *map(lexemes.in_title, pairs)]))
        rows = _tier(cursor, lexemes.any_of(pairs), asked, _Where(scopes, on=on))
    others = [row for row in rows if (row.kind, row.key) != (kind, key)]
    return tuple(
        Found(kind=row.kind, key=row.key, title=row.title, excerpt="", dated=row.dated)
        for row in others[:limit]
    )


def _with_excerpts(rows: Sequence[Row], words: Sequence[str]) -> Iterator[Found]:
    ids = [row.id for row in rows] if words else []
    texts = dict(SearchDocument.objects.filter(id__in=ids).values_list("id", "text"))
    for row in rows:
        yield Found(
            kind=row.kind,
            key=row.key,
            title=row.title,
            excerpt=excerpt(texts.get(row.id, ""), words),
            dated=row.dated,
        )
