"""Text without diacritics, letter for letter: what is found there stands at the same place."""

import unicodedata
from functools import lru_cache

_SAME = {"đ": "d", "Đ": "d", "–": "-", "—": "-", "\u2011": "-", "\xa0": " ", "’": "'"}


@lru_cache(maxsize=2048)
def _flat(letter: str) -> str:
    if letter in _SAME:
        return _SAME[letter]
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base[0] if base else letter


def composed(text: str) -> str:
    """Return the text with one character for each letter."""
    return unicodedata.normalize("NFC", text)


def flatten(text: str) -> str:
    """Return a composed text in lower case without diacritics, of the same length.

    >>> flatten("Giao Phòng Tư pháp")
    'giao phong tu phap'
    """
    return "".join(map(_flat, text))
