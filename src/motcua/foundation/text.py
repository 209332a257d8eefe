"""Vietnamese text: folding for search, order for names."""

import unicodedata

_LETTERS = {"đ": "d", "Đ": "D"}
# The order of the dictionary: the letter, then its tone.
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET, start=32)}


def fold(text: str) -> str:
    """Return ``text`` in lower case without diacritics, as people type when in a hurry.

    >>> fold("Đăng ký khai sinh")
    'dang ky khai sinh'
    """
    spread = unicodedata.normalize("NFD", "".join(_LETTERS.get(letter, letter) for letter in text))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(bare.lower().split())


def sort_key(text: str) -> bytes:
    """Return bytes that put Vietnamese text into the order of the dictionary.

    Letters come first, tones decide only between equal spellings: a ă â … then ngang, huyền, hỏi,
    ngã, sắc, nặng. The database has no Vietnamese collation in every build, hence a column.
    """
    letters, tones = bytearray(), bytearray()
    for letter in unicodedata.normalize("NFC", text).lower():
        tone, base = 0, []
        for mark in unicodedata.normalize("NFD", letter):
            if mark in _TONES:
                tone = _TONES[mark]
            else:
                base.append(mark)
        plain = unicodedata.normalize("NFC", "".join(base))
        letters.append(_RANK.get(plain, 2 if plain.isspace() else min(ord(plain[0]), 31)))
        tones.append(tone + 1)
    return bytes(letters) + b"\x01" + bytes(tones)
