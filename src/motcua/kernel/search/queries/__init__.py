"""Find documents."""

from collections.abc import Sequence
from datetime import date
from threading import Lock
from uuid import UUID

from motcua.foundation import modules
from motcua.foundation.actors import ANONYMOUS, Actor

from ..models import SearchDocument, SearchEdition
from ..rules import matching
from ..rules.lexemes import marks_of
from ..types import Answer, Document, Facets, Found, Hit, Kind, Question
from . import database

LONGEST = 200  # letters of a question that are read
_MEMORY: dict[str, tuple[UUID, matching.Index]] = {}
_loading = Lock()


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
    searched by the database, by words and, where no word fits, by likeness of the titles. Of
    a kind with ``readers`` only what a stranger may find is found: ``find`` asks for somebody.
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
    scopes = database.scopes_of(_kinds(wanted), ANONYMOUS)
    asked = Question(text=question, unfinished=True)
    rows = database.find(asked, scopes=scopes, most=limit)
    rows = rows or database.alike_titles(question, scopes=scopes, limit=limit)
    return [Hit(kind=row.kind, key=row.key, title=row.title, score=row.score) for row in rows]


def find(
    question: Question, *, kinds: Sequence[str], actor: Actor, on: date, page: int = 1
) -> Answer:
    """Return a page of what ``actor`` may find of some kinds, the best first.

    A question to the database only. What he may not find is part of the question itself: it is
    neither counted nor missing from a page.

    Args:
        on: The day from which the newest are counted back.
    """
    scopes = database.scopes_of(_kinds(kinds), actor)
    return database.answer(question, scopes=scopes, page=page, on=on)


def list_keys(*, kind: str, facets: Facets) -> tuple[str, ...]:
    """List the keys of the documents of a kind that have these facets, whoever may find them."""
    rows = SearchDocument.objects.filter(
        scopes__contains=[kind], facets__contains=marks_of(facets, None)
    )
    return tuple(rows.order_by("id").values_list("key", flat=True))


def more_like(
    *,
    kind: str,
    key: str,
    kinds: Sequence[str],
    actor: Actor,
    limit: int = 10,
    on: date | None = None,
) -> tuple[Found, ...]:
    """Return the documents of some kinds that are most like one, of those ``actor`` may find.

    Args:
        on: The day from which the newest are counted back; without it all are compared.
    """
    scopes = database.scopes_of(_kinds(kinds), actor)
    return database.more_like(kind, key, scopes=scopes, limit=limit, on=on)


def _kinds(codes: Sequence[str]) -> list[Kind]:
    known = registered()
    return [known.get(code) or Kind(code=code, title=code) for code in codes]
