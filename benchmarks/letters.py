"""Documents made up for the search: words follow each other as in the catalogue of procedures.

A chain of pairs, so that common words and pairs are as common as there; a name of a person in each.
"""

import itertools
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "motcua"
CATALOGUE = PACKAGE / "modules/public_services/procedures/data/procedures.jsonl"
NAMES = json.loads((PACKAGE / "kernel/identity/data/names.json").read_text(encoding="utf-8"))
WORDS, TITLE = 180, 12
AUTHORITIES, DEPARTMENTS, YEARS = 20, 400, 12
TODAY = date(2026, 11, 26)
KINDS = ("QD", "CV", "BC", "KH", "TB", "TTr", "GM")


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def chain() -> dict[str, list[str]]:
    """Return for each word of the catalogue those that follow it, as often as they do."""
    following: dict[str, list[str]] = {}
    for line in CATALOGUE.read_text(encoding="utf-8").splitlines():
        for text in _strings(json.loads(line)):
            words = [word.strip(",.;:()\"'") for word in text.split()]
            for one, other in itertools.pairwise(word for word in words if word):
                following.setdefault(one, []).append(other)
    return following


def say(following: dict[str, list[str]], chance: random.Random, count: int) -> list[str]:
    """Return some words that follow each other as in the catalogue."""
    begin, words = list(following), list[str]()
    while len(words) < count:
        word = chance.choice(begin)
        for _n in range(30):
            words.append(word)
            after = following.get(word)
            if not after:
                break
            word = chance.choice(after)
    return words[:count]


def person(chance: random.Random) -> str:
    """Return the name of a person."""
    one = NAMES[chance.choice(("male", "female"))]
    parts = NAMES["family"], one["middle"], one["given"]
    return " ".join(chance.choice(list(part)) for part in parts)


def unit(kind: int, number: int) -> UUID:
    """Return the id of an authority (1), a department (2) or a ward (3)."""
    return UUID(int=kind * 10**6 + number)


def document(following: dict[str, list[str]], number: int) -> Any:
    """Return a document; the same number makes the same."""
    from motcua.kernel.search import api as search  # noqa: PLC0415 - Django must be up

    chance = random.Random(number)  # noqa: S311 - believable, not secret
    department = chance.randrange(DEPARTMENTS)
    authority = department % AUTHORITIES
    dated = TODAY - timedelta(days=chance.randrange(YEARS * 365))
    kind = chance.choice(KINDS)
    body = say(following, chance, WORDS)
    body[WORDS // 2 : WORDS // 2] = ["ông", *person(chance).split()]
    marks = [f"of:{unit(1, authority)}", f"drafted:{unit(2, department)}"]
    marks += [f"to:{unit(3, chance.randrange(400))}" for _n in range(3)]
    return search.Document(
        key=str(UUID(int=number)),
        title=" ".join(say(following, chance, TITLE)),
        keywords=(f"{number % 3000 + 1}/{kind}-UBND",),
        text=" ".join(body),
        scopes=tuple(dict.fromkeys(marks)),
        facets={
            "type": (kind,),
            "unit": (str(unit(1, authority)), str(unit(2, department))),
            "year": (str(dated.year),),
        },
        dated=dated,
    )
