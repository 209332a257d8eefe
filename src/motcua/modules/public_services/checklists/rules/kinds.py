"""Which questions are asked of a paper, told by its name."""

import json
import re
from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path

from motcua.foundation.text import fold

from ..types import CheckList, PaperKind, Question

DATA = Path(__file__).parents[1] / "data"
_DEFAULT = (Question.PRESENT, Question.LEGIBLE, Question.RIGHT_KIND)
_COPY = re.compile(
    r"^(ban sao|ban chinh|ban goc|ban chup|ban)( co chung thuc| chung thuc)?( cua)? "
)
_DECLARED = (Question.RIGHT_PERSON, Question.ANSWERS)
_SHOWN = (Question.RIGHT_PERSON, Question.IN_DATE)


@cache
def paper_kinds() -> tuple[PaperKind, ...]:
    """Return the kinds of paper that the house knows, the narrow ones first."""
    records = json.loads((DATA / "kinds.json").read_text(encoding="utf-8"))
    return tuple(
        PaperKind(
            code=record["code"],
            names=tuple(record["names"]),
            questions=tuple(Question(each) for each in record["questions"]),
            months=record.get("months"),
            source=record.get("source", ""),
            certainty=record.get("certainty", "law"),
            reusable=record.get("reusable", False),
        )
        for record in records
    )


def _bare(name: str) -> str:
    """Return a paper's name without what only says how it is handed in.

    >>> _bare("Bản sao Giấy khai sinh (có chứng thực)")
    'giay khai sinh'
    """
    folded = fold(re.sub(r"\([^)]*\)", " ", name))
    return _COPY.sub("", folded).strip()


def kind_of(name: str) -> PaperKind | None:
    """Return the kind of paper that a name of a catalogue means; None if it tells none."""
    bare = _bare(name)
    for kind in paper_kinds():
        if any(f"{bare} ".startswith(each) for each in kind.names):
            return kind
    return None


def check_list_of(name: str, *, declared: bool = False, shown: bool = False) -> CheckList:
    """Return what is asked of a paper of that name when its procedure says nothing else.

    Args:
        declared: The answers of the form stand for it.
        shown: It is only shown, at the counter or by signing in.

    Law:
        ND 61/2018, article 17; ND 118/2025
    """
    if declared:
        return CheckList(questions=_DECLARED)
    if shown:
        return CheckList(questions=_SHOWN)
    kind = kind_of(name)
    if kind is None:
        return CheckList(questions=_DEFAULT)
    asked = set(kind.questions)
    return CheckList(
        questions=tuple(each for each in Question if each in asked), months=kind.months
    )


def good_until(issued: date, months: int) -> date:
    """Return the last day on which a paper is good, ``months`` after its issue."""
    months = issued.month - 1 + months
    year, month = issued.year + months // 12, months % 12 + 1
    return date(year, month, min(issued.day, monthrange(year, month)[1]))


_STOPWORDS = frozenset(
    fold(word)
    for word in (
        "của",
        "và",
        "hoặc",
        "có",
        "đã",
        "được",
        "nếu",
        "cho",
        "về",
        "theo",
        "tại",
        "các",
        "cấp",
    )
)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", _bare(name))) - _STOPWORDS


def may_stand_for(held: str, asked: str) -> bool:
    """Tell whether a paper held under one name may be offered for one asked under another.

    Narrow kinds (birth, marriage, death) are matched by kind; of the wide kinds every word of the
    name that is asked for must stand in the name of what is held. It is an offer: the person
    looks at it before it is used.

    Law:
        ND 45/2020; TT 01/2023
    """
    have, want = kind_of(held), kind_of(asked)
    if have is None or want is None or have.code != want.code or not want.reusable:
        return False
    if want.code in {"khai-sinh", "ket-hon", "khai-tu", "hon-nhan"}:
        return True
    return _words(asked) <= _words(held)
