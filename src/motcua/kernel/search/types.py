"""Values of the search: what is found, and what can be found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something that can be found.

    Attributes:
        key: The finder's name for it, unique in its kind.
        keywords: Everyday names and phrases; each weighs as much as the title.
        text: Other words, which weigh less.
        weight: Above 1 for what people look for most; decides between equals.
    """

    key: str
    title: str
    keywords: tuple[str, ...] = ()
    text: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A document that was found, and how well it fits; scores of one answer can be compared."""

    kind: str
    key: str
    title: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of document, named in a manifest's ``search``.

    Attributes:
        in_memory: Hold all of it in the memory of each process and forgive typing errors: for
            catalogues of some thousand documents. Without it the database searches.
        synonyms: What people say → what documents say; both are looked for.
    """

    code: str
    title: Any
    in_memory: bool = False
    synonyms: Mapping[str, str] = field(default_factory=dict)
