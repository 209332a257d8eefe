"""The place of a text that answers a question, with its words marked."""

import re
import unicodedata
from collections.abc import Sequence
from html import escape

AROUND = 240  # letters of an excerpt
_MOST_HITS = 300


def _flat(letter: int) -> int | None:
    bare = unicodedata.normalize("NFD", "đ" if chr(letter) == "Đ" else chr(letter))[0].lower()
    return ord("d") if bare == "đ" else ord(bare) if len(bare) == 1 else None


# One letter for one letter, so that places in the flat text are places in the text.
_FLAT = {
    n: to for n in (*range(65, 91), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if (to := _flat(n))
}


def excerpt(text: str, words: Sequence[str]) -> str:
    """Return the densest place of a text as escaped HTML with the words in ``mark``.

    Args:
        text: In NFC, as the index stores it.
        words: As the index has them: without diacritics.

    >>> excerpt("Khen thưởng <ông> A", ["khen", "thuong"])
    '<mark>Khen thưởng</mark> &lt;ông&gt; A'
    """
    if not words:
        return ""
    spans = _spans(text, words)
    if not spans:
        return ""
    begin = _densest(text, spans)
    end = min(len(text), begin + AROUND)
    if end < len(text) and (space := text.rfind(" ", begin, end)) > begin:
        end = space
    shown = [span for span in spans if begin <= span[0] and span[1] <= end]
    return (
        ("… " if begin else "")
        + _marked(text, begin, end, shown)
        + (" …" if end < len(text) else "")
    )


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    flat = text.translate(_FLAT)
    either = "|".join(map(_written, sorted(words, key=len, reverse=True)))
    found = re.finditer(rf"(?<!\w)(?:{either})(?!\w)", flat)
    return [match.span() for match, _n in zip(found, range(_MOST_HITS), strict=False)]


def _written(word: str) -> str:
    """Return how a word of the index may stand in a text: it has one spelling of i and y."""
    return re.escape(word.removesuffix("i")) + "[iy]" if word.endswith("i") else re.escape(word)


def _densest(text: str, spans: Sequence[tuple[int, int]]) -> int:
    """Return where the excerpt begins: a little before the place with most different words."""
    best, most = spans[0][0], 0
    for at, (begin, _end) in enumerate(spans):
        inside = {
            text[one:two].lower() for one, two in spans[at : at + 40] if two < begin + AROUND - 40
        }
        if len(inside) > most:
            best, most = begin, len(inside)
    begin = max(0, best - 40)
    if begin == 0:
        return 0
    space = text.find(" ", begin, best)
    return space + 1 if space >= 0 else best


def _marked(text: str, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    joined: list[tuple[int, int]] = []
    for one, two in spans:
        if joined and text[joined[-1][1] : one].isspace():
            joined[-1] = joined[-1][0], two
        else:
            joined.append((one, two))
    parts, at = [], begin
    for one, two in joined:
        parts += [escape(text[at:one]), "<mark>", escape(text[one:two]), "</mark>"]
        at = two
    return "".join([*parts, escape(text[at:end])])
