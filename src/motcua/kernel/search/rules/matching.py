"""A small index in memory that forgives typing errors.

A Vietnamese word is written in syllables, each of which has many meanings; it is their neighbours
that tell. So a document is scored by its rare syllables, by pairs of neighbours that stand together
in it as in the question, by how much of the question it answers, and by how much of its title (or
of one of its keywords) the question covers.
"""

import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..types import Document
from .words import repair, sound, spoken, telling_words, words_of

TITLE, TEXT = 1.0, 0.25
NEAR, NEAR_OF_KNOWN, PREFIX = 0.7, 0.35, 0.6
PAIR = 0.9
SHORTEST_TO_FORGIVE, LONG = 3, 6
ALIKE, ALIKE_OF_KNOWN = 0.7, 0.4
SPREAD = 24  # how many spellings a word is tried in
LEAST = 0.3  # how much of a question an answer must have
FAR_FROM_BEST = 0.2  # what fits so much worse than the best is not an answer
CLOSER_LOOK = 60  # how many documents are weighed to the end


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A title or keyword: its words and their weight together."""

    words: frozenset[str]
    mass: float


@dataclass(slots=True)
class _Entry:
    document: Document
    spoken: frozenset[str]
    phrases: tuple[_Phrase, ...] = ()


@dataclass(slots=True)
class Index:
    """Documents of one kind, ready to be searched."""

    entries: list[_Entry]
    postings: Mapping[str, Mapping[int, float]]
    rarity: Mapping[str, float]
    vocabulary: Sequence[str]
    sounds: Mapping[str, Sequence[str]]
    pairs: Mapping[tuple[str, str], Mapping[int, float]]
    synonyms: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)


def build(
    documents: Iterable[Document],
    synonyms: Mapping[str, str] | None = None,
) -> Index:
    """Return the index of some documents; synonyms map what people say to what documents say."""
    entries = list[_Entry]()
    postings: dict[str, dict[int, float]] = defaultdict(dict)
    pairs: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
    parts = list[list[list[str]]]()
    for number, document in enumerate(documents):
        phrases = [telling_words(text) for text in (document.title, *document.keywords)]
        _post(postings, pairs, number, words_of(document.text), TEXT)
        for words in phrases:
            _post(postings, pairs, number, words, TITLE)
        voices = " ".join((document.title, *document.keywords))
        entries.append(_Entry(document, frozenset(spoken(voices))))
        parts.append(phrases)
    count = len(entries)
    rarity = {
        word: math.log(1 + (count - len(found) + 0.5) / (len(found) + 0.5))
        for word, found in postings.items()
    }
    for entry, phrases in zip(entries, parts, strict=True):
        entry.phrases = tuple(_phrase(words, rarity) for words in phrases)
    meant = {
        tuple(telling_words(said)): tuple(telling_words(other))
        for said, other in (synonyms or {}).items()
    }
    sounds: dict[str, list[str]] = defaultdict(list)
    for word in postings:
        sounds[sound(word)].append(word)
    return Index(entries, postings, rarity, sorted(postings), sounds, pairs, meant)


def _post(
    postings: dict[str, dict[int, float]],
    pairs: dict[tuple[str, str], dict[int, float]],
    number: int,
    words: list[str],
    weight: float,
) -> None:
    for word in words:
        postings[word][number] = max(weight, postings[word].get(number, 0))
    for pair in itertools.pairwise(words):
        pairs[pair][number] = max(weight, pairs[pair].get(number, 0))


def _phrase(words: list[str], rarity: Mapping[str, float]) -> _Phrase:
    different = frozenset(words)
    return _Phrase(words=different, mass=sum(rarity[word] for word in different))


# ------------------------------------------------------------------------------------- a question
Spellings = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Question:
    words: tuple[Spellings, ...]
    any: Spellings
    mass: float


def search(index: Index, question: str, limit: int) -> list[tuple[Document, float]]:
    """Return the documents that answer a question best, the best first."""
    said = spoken(question)
    words = _known_words(telling_words(question), index)
    readings = [words, *_translated(words, index.synonyms)]
    best: dict[int, float] = {}
    for reading in readings:
        for number, score in _scores(index, reading, frozenset(said)).items():
            best[number] = max(score, best.get(number, 0))
    found = sorted(best.items(), key=lambda one: (-one[1], index.entries[one[0]].document.title))
    near = found[0][1] * FAR_FROM_BEST if found else 0.0
    return [
        (index.entries[number].document, score) for number, score in found[:limit] if score >= near
    ]


def _known_words(words: Iterable[str], index: Index) -> list[str]:
    return [
        one
        for word in words
        for one in ([word] if word in index.postings else repair(word, index.postings))
    ]


def _translated(
    words: list[str], synonyms: Mapping[tuple[str, ...], tuple[str, ...]]
) -> list[list[str]]:
    """Return the question in other words, for each phrase of it that has a synonym."""
    return [
        [*words[:at], *meant, *words[at + len(phrase) :]]
        for phrase, meant in synonyms.items()
        for at in range(len(words) - len(phrase) + 1)
        if tuple(words[at : at + len(phrase)]) == phrase
    ]


def _spellings(index: Index, word: str, *, last: bool) -> Spellings:
    """Return the words of the index that a typed word may stand for, with their likelihood."""
    known = word in index.postings
    found = {word: 1.0} if known else {}
    if last and len(word) > 1:
        for other in index.vocabulary:
            if other.startswith(word):
                found.setdefault(other, PREFIX * len(word) / len(other))
    for other in index.sounds.get(sound(word), ()):
        found.setdefault(other, ALIKE_OF_KNOWN if known else ALIKE)
    if len(word) >= SHORTEST_TO_FORGIVE:
        most = 2 if len(word) >= LONG and not known else 1
        near = process.extract(
            word, index.vocabulary, scorer=OSA.distance, score_cutoff=most, limit=SPREAD
        )
        for other, distance, _ in near:
            if distance and len(other) > 1:
                likely = (NEAR_OF_KNOWN if known else NEAR) / distance
                found[other] = max(likely, found.get(other, 0))
    return found


def _asked(index: Index, words: list[str]) -> _Question:
    spelled = tuple(
        _spellings(index, word, last=at == len(words) - 1) for at, word in enumerate(words)
    )
    unknown = max(index.rarity.values(), default=1.0) / 2
    mass = sum(
        max((index.rarity[word] * likely for word, likely in one.items()), default=unknown)
        for one in spelled
    )
    merged: dict[str, float] = {}
    for one in spelled:
        for word, likely in one.items():
            merged[word] = max(likely, merged.get(word, 0))
    return _Question(spelled, merged, mass or 1.0)


def _scores(index: Index, words: list[str], said: frozenset[str]) -> dict[int, float]:
    question = _asked(index, words)
    reached: dict[int, float] = defaultdict(float)
    for spelled in question.words:
        each: dict[int, float] = {}
        for word, likely in spelled.items():
            value = likely * index.rarity[word]
            for number, weight in index.postings[word].items():
                each[number] = max(value * weight, each.get(number, 0))
        for number, value in each.items():
            reached[number] += value
    together = _together(index, question)
    rough = {
        number: (value + PAIR * together.get(number, 0.0)) * min(1.0, value / question.mass)
        for number, value in reached.items()
        if value >= LEAST * question.mass
    }
    return {
        number: rough[number] * _fit(index, index.entries[number], question, said)
        for number in heapq.nlargest(CLOSER_LOOK, rough, key=lambda one: rough[one])
    }


def _together(index: Index, question: _Question) -> dict[int, float]:
    """Return for each document the weight of the neighbours that it has together."""
    found: dict[int, float] = defaultdict(float)
    for first, second in itertools.pairwise(question.words):
        each: dict[int, float] = {}
        for left, likely in first.items():
            for right, as_likely in second.items():
                holders = index.pairs.get((left, right))
                if not holders:
                    continue
                value = likely * as_likely * (index.rarity[left] + index.rarity[right])
                for number, weight in holders.items():
                    each[number] = max(value * weight, each.get(number, 0))
        for number, value in each.items():
            found[number] += value
    return found


def _fit(index: Index, entry: _Entry, question: _Question, said: frozenset[str]) -> float:
    """Return how well a document fits besides the words that it has: its title, its spelling."""
    covered = max((_covered(index, phrase, question) for phrase in entry.phrases), default=0.0)
    voiced = len(said & entry.spoken) / len(said) if said else 0.0
    return (0.45 + 0.55 * covered) * (1 + 0.1 * voiced) * entry.document.weight


def _covered(index: Index, phrase: _Phrase, question: _Question) -> float:
    """Return how much of a title or keyword the question names."""
    value = sum(question.any.get(word, 0.0) * index.rarity[word] for word in phrase.words)
    return value / phrase.mass if phrase.mass else 0.0
