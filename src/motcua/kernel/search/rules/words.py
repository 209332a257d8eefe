"""From what people type to the words of the index."""

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from pathlib import Path

from motcua.foundation.text import fold

_WORD = re.compile(r"[^\W_]+(?:[./][^\W_]+)*")
_SHORT_Y = re.compile(r"^([bcdghklmnprstvx]|ng|nh|ph|th|tr|ch|kh)y$")
_TELEX = (("aa", "a"), ("ee", "e"), ("oo", "o"), ("dd", "d"), ("aw", "a"), ("ow", "o"), ("uw", "u"))
_TELEX_TONE = re.compile(r"(?<=[aeiouy])[sfrxj](?=[a-z]*$)|(?<=[a-z])[sfrxj]$")
_BEGINNINGS = (
    ("tr", "c"),
    ("ch", "c"),
    ("gi", "z"),
    ("d", "z"),
    ("r", "z"),
    ("x", "s"),
    ("l", "n"),
    ("f", "ph"),
    ("z", "z"),
)
_VNI = re.compile(r"(?<=[a-z])[1-9]+")

# Words that carry no meaning of their own in a question to an office.
_FILLERS = frozenset(
    (Path(__file__).resolve().parents[1] / "data/stop_words.txt")
    .read_text(encoding="utf-8")
    .split()
)
_BARE_FILLERS = frozenset(map(fold, _FILLERS))


def is_filler(word: str) -> bool:
    """Tell whether a word as typed means nothing here; "là" does not, "lá" may.

    >>> is_filler("là"), is_filler("la"), is_filler("lá")
    (True, True, False)
    """
    return word in (_BARE_FILLERS if fold(word) == word else _FILLERS)


def spoken(text: str) -> list[str]:
    """Return the words with their diacritics, in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


@lru_cache(maxsize=65_536)
def normal(word: str) -> str:
    """Return a word as the index has it: folded, and with one spelling of i and y.

    >>> normal("Ký"), normal("giấy")
    ('ki', 'giay')
    """
    bare = fold(word)
    short = _SHORT_Y.match(bare)
    return f"{short[1]}i" if short else bare


def sound(word: str) -> str:
    """Return the same for words whose beginnings many people do not tell apart.

    >>> sound("tru") == sound("chu"), sound("xu") == sound("su"), sound("ro") == sound("gio")
    (True, True, True)
    """
    for spelled, heard in _BEGINNINGS:
        if word.startswith(spelled):
            return heard + word[len(spelled) :]
    return word


def words_of(text: str) -> list[str]:
    """Return the words of a text as the index has them."""
    return [normal(word) for word in spoken(text)]


def telling_words(text: str) -> list[str]:
    """Return the words of a text as the index has them, without those that mean nothing."""
    words = spoken(text)
    return [normal(word) for word in words if not is_filler(word)] or [*map(normal, words)]


def repair(word: str, known: Container[str]) -> list[str]:
    """Return what an unknown word stands for, if an input method left it half done or run together.

    >>> repair("ddawng", {"dang"}), repair("ky1", {"ki"}), repair("khaisinh", {"khai", "sinh"})
    (['dang'], ['ki'], ['khai', 'sinh'])
    """
    for attempt in (_without_vni(word), _without_telex(word)):
        if attempt != word and attempt in known:
            return [attempt]
    for cut in range(2, len(word) - 1):
        left, right = normal(word[:cut]), normal(word[cut:])
        if left in known and right in known:
            return [left, right]
    return [word]


def _without_vni(word: str) -> str:
    return normal(_VNI.sub("", word))


def _without_telex(word: str) -> str:
    for typed, meant in _TELEX:
        word = word.replace(typed, meant)
    return normal(_TELEX_TONE.sub("", word))
