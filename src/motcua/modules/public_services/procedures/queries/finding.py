"""Find procedures by what people call them."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.search import api as search

from ..types import VersionInfo
from . import shelf
from .catalogue import is_listed

KIND = "procedure"
MOST_USED_WEIGHT = 1.12


@lru_cache(maxsize=1)
def _everyday() -> Mapping[str, Any]:
    text = (shelf.DATA / "everyday_words.json").read_text(encoding="utf-8")
    words: Mapping[str, Any] = json.loads(text)
    return words


def documents() -> Iterable[search.Document]:
    """Yield what can be found: the newest version of each procedure."""
    for code in shelf.open_shelf().by_code:
        if (found := document_of(code)) is not None:
            yield found


def document_of(code: str) -> search.Document | None:
    """Return what can be found of a procedure, None if the public is not shown it."""
    names, most_used = _everyday()["names"], _everyday()["most_used"]
    version = shelf.open_shelf().by_code[code][-1]
    if not is_listed(version):
        return None
    own = [version.official_name] if version.official_name != version.name else []
    return search.Document(
        key=version.code,
        title=version.name,
        keywords=(version.code, *filter(None, own), *names.get(version.code, ())),
        text=" . ".join(
            [
                version.field,
                version.result,
                *version.former_codes,
                *(one.name for one in version.components),
            ]
        ),
        weight=MOST_USED_WEIGHT if version.code in most_used else 1.0,
    )


def find_procedures(question: str, *, on: date, limit: int = 20) -> tuple[VersionInfo, ...]:
    """Find the procedures in force on a day that a question means, the best first."""
    now = shelf.open_shelf()
    found = [
        now.find(hit.key, on) for hit in search.search(question, kinds=[KIND], limit=limit * 2)
    ]
    return tuple(one for one in found if one is not None and is_listed(one))[:limit]


def list_most_used(*, on: date) -> tuple[VersionInfo, ...]:
    """List what people come for most, the most first."""
    now = shelf.open_shelf()
    found = [now.find(code, on) for code in _everyday()["most_used"]]
    return tuple(one for one in found if one is not None and is_listed(one))


SEARCH_KIND = search.Kind(
    code=KIND,
    title=_("Procedures"),
    in_memory=True,
    synonyms=_everyday()["synonyms"],
    feed=documents,
)
