"""What the index of the database holds of a document, and how a question is asked of it.

A Vietnamese syllable alone tells little: most documents have most of the common ones. So the index
holds, besides the words without diacritics, each pair of neighbours ("khen thuong"), the words and
pairs of the title apart ("^khen thuong"), the words as they are spelled ("=thưởng") and keywords
whole ("#15/qd-ubnd"). Phrases and names are found by their pairs, which few documents have.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.foundation.text import fold

from ..types import Document, Facets
from .words import normal, spoken, telling_words, words_of

LONGEST_TEXT = 60_000  # letters of a document that are read: some twenty pages
LONGEST_QUESTION = 200
LONGEST_WORD = 64  # PostgreSQL refuses very long ones; a row of letters without a blank is no word
MOST_WORDS = 24
_LAST_POSITION, _MOST_PLACES = 16_000, 200
_TITLE, _SPELLED, _WHOLE = "^", "=", "#"
_PARTS = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')
_NOT_OF_A_KEYWORD = re.compile(r"[^\w./-]")


def vector_of(document: Document) -> str:
    """Return the index words of a document as PostgreSQL writes a ``tsvector``."""
    places: dict[str, list[str]] = {}
    position = 1
    for text in (document.title, *document.keywords):
        words = _short(words_of(text))
        _place(places, words, position, "A")
        for each in _pairs(words):
            places.setdefault(each, [])
        for each in (*words, *_pairs(words)):
            places.setdefault(_TITLE + each, [])
        position += len(words) + 1
    spelled = _short(spoken(document.text[:LONGEST_TEXT]))
    body = [normal(word) for word in spelled]
    _place(places, body, position, "")
    whole = [_WHOLE + each for each in map(whole_keyword, document.keywords) if each]
    accents = [_SPELLED + each for each in (*spelled, *_short(spoken(document.title)))]
    for each in (*_pairs(body), *whole, *(each for each in accents if not each.isascii())):
        places.setdefault(each, [])
    return " ".join(
        f"'{lexeme}':{','.join(held)}" if held else f"'{lexeme}'" for lexeme, held in places.items()
    )


def _short(words: Iterable[str]) -> list[str]:
    return [word for word in words if len(word) <= LONGEST_WORD]


def _place(places: dict[str, list[str]], words: Sequence[str], begin: int, weight: str) -> None:
    """Note where words stand, as often and as far as PostgreSQL keeps."""
    for at, word in enumerate(words, start=begin):
        held = places.setdefault(word, [])
        if at <= _LAST_POSITION and len(held) < _MOST_PLACES:
            held.append(f"{at}{weight}")


def whole_keyword(text: str) -> str:
    """Return a keyword as one word of the index.

    >>> whole_keyword("15/QĐ-UBND")
    '15/qd-ubnd'
    """
    return _NOT_OF_A_KEYWORD.sub("", fold(text))[:LONGEST_QUESTION]


def in_title(pair: str) -> str:
    """Return the lexeme that says that a pair stands in the title."""
    return _TITLE + pair


def any_of(lexemes: Iterable[str]) -> str:
    """Return the query that finds documents with one of these lexemes."""
    return " | ".join(_quoted(each) for each in lexemes)


def marks_of(facets: Facets, dated: date | None) -> list[str]:
    """Return the facets of a document as the index holds them, its month among them."""
    given = ((name, value) for name, values in facets.items() for value in values)
    marks = [f"{name}={value}".replace("\x00", "") for name, value in given]
    return [*marks, month_mark(dated)] if dated else marks


def month_mark(day: date) -> str:
    """Return the mark of a month."""
    return f"month={day:%Y-%m}"


def last_months(day: date, count: int) -> list[str]:
    """Return the marks of the months that end with a day's, and of the one to come."""
    months = day.year * 12 + day.month  # the next one: what is dated tomorrow belongs to now
    return [
        month_mark(date((months - n) // 12, (months - n) % 12 + 1, 1)) for n in range(count + 1)
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the index is asked it.

    Attributes:
        tiers: Queries, the best first: a keyword whole, all of it in the title, all neighbours
            together, all words. What an earlier one finds stands above what a later one finds.
        rank: Weighs what was found: words, neighbours, title, spelling.
        exact: What has to stand in that order: the phrases in quotes of more than two words.
        words: What is marked in excerpts.
    """

    tiers: tuple[str, ...] = ()
    rank: str = ""
    exact: str = ""
    words: tuple[str, ...] = ()


def read_question(text: str, *, unfinished: bool = False) -> Asked:
    """Return a question as the index is asked it; nothing typed can be more than a word."""
    phrases, loose = _taken_apart(text[:LONGEST_QUESTION])
    free = [word for part in loose for word in part]
    said = [word for part in (*phrases, *loose) for word in part][:MOST_WORDS]
    if not said:
        return Asked()
    bound = [each for part in (*phrases, *_compound(loose)) for each in (_pairs(part) or part)]
    told = [word for word in telling_words(" ".join(free)) if word in free] or free
    together = [*bound, *_pairs(free)]
    top = together or said
    tiers = [any_of(_keywords(text)), _all_of(in_title(each) for each in top)]
    if together:
        tiers.append(_all_of(together))
    tiers.append(_all_of([*bound, *told], unfinished=unfinished and bool(told)))
    spelled = [_SPELLED + word for word in spoken(text) if not word.isascii()]
    ranked = [*said, *together, *(in_title(each) for each in (*said, *together)), *spelled]
    return Asked(
        tiers=tuple(dict.fromkeys(each for each in tiers if each)),
        rank=any_of(dict.fromkeys(ranked)),
        exact=" & ".join(_in_order(part) for part in phrases if len(part) > 2),  # noqa: PLR2004
        words=tuple(dict.fromkeys(said)),
    )


def _taken_apart(text: str) -> tuple[list[list[str]], list[list[str]]]:
    """Return the words of the phrases in quotes, and those of each other part."""
    phrases, loose = list[list[str]](), list[list[str]]()
    for match in _PARTS.finditer(text):
        phrase = match[1] or match[2]
        if words := words_of(phrase or match[3] or ""):
            (phrases if phrase else loose).append(words)
    return phrases, loose


def _compound(loose: Iterable[Sequence[str]]) -> list[Sequence[str]]:
    """Return the parts that are several words without a space, such as a number and symbol."""
    return [part for part in loose if len(part) > 1]


def _keywords(text: str) -> list[str]:
    """Return what may be a keyword as a whole: all of the question, or a number and symbol."""
    candidates = [text, *(each for each in text.split() if "/" in each)]
    whole = (whole_keyword(each) for each in candidates)
    return [_WHOLE + each for each in dict.fromkeys(whole) if any(map(str.isdigit, each))]


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in itertools.pairwise(words)]


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "").replace("'", "") + "'"


def _all_of(lexemes: Iterable[str], *, unfinished: bool = False) -> str:
    each = [_quoted(one) for one in dict.fromkeys(lexemes)][:MOST_WORDS]
    if unfinished:
        each[-1] += ":*"
    return " & ".join(each)


def _in_order(words: Iterable[str]) -> str:
    return "(" + " <-> ".join(map(_quoted, words)) + ")"
