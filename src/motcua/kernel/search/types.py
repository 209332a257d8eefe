"""Values of the search: what is found, what can be found, and by whom."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.foundation.actors import Actor

Facets = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something that can be found.

    Attributes:
        key: The finder's name for it, unique in its kind.
        keywords: Everyday names and phrases, or a number and symbol; each weighs as much as the
            title, and who types one of them whole finds it first.
        text: Other words, which weigh less.
        weight: Above 1 for what people look for most; decides between equals.
        scopes: Marks of those who may find it; a reader has some of them by ``Kind.readers``.
        facets: By what it can be filtered; a name may have several values.
        dated: Newer documents come first among many that fit alike.
    """

    key: str
    title: str
    keywords: tuple[str, ...] = ()
    text: str = ""
    weight: float = 1.0
    scopes: tuple[str, ...] = ()
    facets: Facets = field(default_factory=dict)
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found, and how well it fits; scores of one answer can be compared."""

    kind: str
    key: str
    title: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody looks for; without text the newest that the facets keep.

    Attributes:
        text: Words; what stands in quotes must stand together, in that order.
        unfinished: The last word is being typed: words that begin so are found, too.
    """

    text: str = ""
    facets: Facets = field(default_factory=dict)
    unfinished: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document on a page of an answer.

    Attributes:
        excerpt: HTML, escaped, with the words of the question in ``mark``; empty where the text
            has none of them.
    """

    kind: str
    key: str
    title: str
    excerpt: str
    dated: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One page of what was found, the best first.

    Attributes:
        total: How many there are; None while there are more pages than were looked for.
    """

    hits: tuple[Found, ...]
    page: int
    has_next: bool
    total: int | None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of document, named in a manifest's ``search``.

    Attributes:
        in_memory: Hold all of it in the memory of each process and forgive typing errors: for
            catalogues of some thousand documents. Without it the database searches.
        synonyms: What people say → what documents say; both are looked for.
        readers: Which scopes an actor has, None for all of them. Without it everybody finds
            every document of the kind.
        feed: Yields all documents of the kind, to build the index anew.
    """

    code: str
    title: Any
    in_memory: bool = False
    synonyms: Mapping[str, str] = field(default_factory=dict)
    readers: Callable[[Actor], AbstractSet[str] | None] | None = None
    feed: Callable[[], Iterable[Document]] | None = None
