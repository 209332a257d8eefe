"""Names of units in a text, whichever way they are written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..types import Group, UnitNames
from .folding import composed, flatten

_COMMITTEE = re.compile(r"uy ban nhan dan|ubnd")
_SHORT = {
    "ubnd": "(?:ubnd|uy ban nhan dan)",
    "phong": "(?:phong|p)",
    "phuong": "(?:phuong|p)",
    "hdnd": "(?:hdnd|hoi dong nhan dan)",
}
_GROUPS = (
    (
        r"(?:(?:cac\s+)?ubnd|chu tich ubnd)?\s*(?:cac|\d+)\s+phuong(?:,\s*(?:xa|thi tran))*",
        Group.WARDS,
    ),
    (r"ubnd\s+(?:cac|\d+)\s+(?:phuong|xa)(?:,\s*(?:xa|thi tran))*", Group.WARDS),
    (r"ubnd\s+(?:cac\s+)?(?:quan|huyen)(?:,\s*(?:huyen|thi xa))+", Group.DISTRICTS),
    (r"(?:ubnd\s+)?cac\s+(?:quan|huyen)(?:,\s*(?:huyen|thi xa))*", Group.DISTRICTS),
    (
        r"cac phong,?\s*(?:ban,?\s*)?(?:chuyen mon\s+)?(?:va|,)\s*ubnd\s+cac\s+phuong",
        Group.ALL,
    ),
    (r"cac (?:co quan|phong ban|phong, ban),? (?:va )?don vi", Group.ALL),
    (r"cac phong(?:,?\s*ban)?(?:,?\s*chuyen mon)?", Group.DEPARTMENTS),
    (r"cac co quan chuyen mon", Group.DEPARTMENTS),
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a unit, or a group of units."""

    start: int
    end: int
    unit_id: UUID | None = None
    group: str = ""


def pattern_of(name: str) -> str:
    """Return how a name is looked for in flat text: abbreviations and dashes do not matter."""
    flat = _COMMITTEE.sub("ubnd", flatten(name))
    words = re.findall(r"\w+", flat)
    spread = [_SHORT.get(word, re.escape(word)) for word in words]
    return r"[\s\-,.]+".join(spread)


class Names:
    """Finds the units that a text names."""

    def __init__(self, units: Sequence[UnitNames]) -> None:
        known: dict[str, UUID | None] = {}
        for unit in units:
            for name in unit.names:
                key = pattern_of(name)
                if key:  # a name that two units share means neither
                    known[key] = (
                        unit.unit_id if known.get(key, unit.unit_id) == unit.unit_id else None
                    )
        self._known = [
            (re.compile(rf"(?<!\w){key}(?!\w)"), unit_id)
            for key, unit_id in sorted(known.items(), key=lambda pair: -len(pair[0]))
            if unit_id is not None
        ]
        self._groups = [
            (re.compile(rf"(?<!\w){key}(?!\w)(?!\s+lien quan)"), group) for key, group in _GROUPS
        ]

    def find(self, flat: str) -> list[Mention]:
        """Return the mentions in a flat text, in order; the longest name counts."""
        taken: list[Mention] = []
        for mention in self._all(flat):
            if not any(mention.start < each.end and each.start < mention.end for each in taken):
                taken.append(mention)
        return sorted(taken, key=lambda each: each.start)

    def _all(self, flat: str) -> Iterator[Mention]:
        for pattern, unit_id in self._known:
            for match in pattern.finditer(flat):
                yield Mention(match.start(), match.end(), unit_id)
        for pattern, group in self._groups:
            for match in pattern.finditer(flat):
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Mention(start, match.end(), None, group)


@dataclass(frozen=True, slots=True)
class Read:
    """Units that were typed by name, and names that mean none."""

    unit_ids: tuple[UUID, ...]
    unknown: tuple[str, ...]


def units_in(text: str, *, units: Sequence[UnitNames]) -> Read:
    """Read names of units as somebody types them: “Phòng Nội vụ; CA quận”."""
    names = Names(units)
    ids: list[UUID] = []
    unknown: list[str] = []
    for part in re.split(r"[;\n]", composed(text)):
        said = " ".join(part.split()).strip(" .,")
        if not said:
            continue
        rest = said
        mentions = [each for each in names.find(flatten(said)) if each.unit_id]
        ids += [each.unit_id for each in mentions if each.unit_id]
        for mention in reversed(mentions):
            rest = rest[: mention.start] + "," + rest[mention.end :]
        left = re.split(r",|\bvà\b", rest)
        unknown += [each.strip() for each in left if each.strip(" .-")]
    return Read(tuple(dict.fromkeys(ids)), tuple(unknown))
