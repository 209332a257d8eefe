"""The lines of a text: how deep each stands, and what a PDF broke at its margin made whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .folding import composed

_MARKS = (
    re.compile(r"^\s*(?P<mark>[IVX]+)\.\s+"),
    re.compile(r"^\s*(?P<mark>\d+)[.)]\s+"),
    re.compile(r"^\s*(?P<mark>\d+\.\d+)\.?\s+"),
    re.compile(r"^\s*(?P<mark>[a-zđ])[.)]\s+"),
    re.compile(r"^\s*(?P<mark>[-–•*])\s*"),
    re.compile(r"^\s*(?P<mark>\+)\s*"),
)
_PLAIN = len(_MARKS)
_NOT_GIVEN = r"(?! thông\b| ban\b| dịch\b| lưu\b| duc\b| vien\b| thong\b| dich\b| luu\b)"
GIVES = re.compile(
    rf"\b(?:thống nhất |nhất trí )?(?:giao(?: nhiệm vụ)?(?: cho)?{_NOT_GIVEN}|yêu cầu|yeu cau"
    r"|đề nghị|de nghi|phân công|phan cong"
    r"|(?<!ban )(?<!ý kiến )(?<!sự )chỉ đạo(?! điều hành))\b"
)
_FULL_LINE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the text: how deep it stands, and what it says."""

    level: int
    text: str


def rows_of(text: str) -> Iterator[Row]:
    """Yield the lines of a text with their depth."""
    for said in _unwrapped(text):
        for level, mark in enumerate(_MARKS):
            if match := mark.match(said):
                yield Row(level, said[match.end() :])
                break
        else:
            yield Row(_PLAIN, said)


def _unwrapped(text: str) -> list[str]:
    """Return the lines of a text; what a PDF broke at its margin is one line again."""
    lines: list[str] = []
    for line in composed(text).splitlines():
        said = " ".join(line.split())
        if said and lines and _goes_on(lines[-1], said):
            lines[-1] = f"{lines[-1]} {said}"
        elif said:
            lines.append(said)
    return lines


def _goes_on(before: str, said: str) -> bool:
    """Tell whether a line only carries on the one before it."""
    if before[-1] in ".;:!?" or any(mark.match(said) for mark in _MARKS):
        return False
    begins_anew = GIVES.match(said.lower()) or not said[0].isalnum()
    return said[0].islower() or (len(before) >= _FULL_LINE and not begins_anew)
