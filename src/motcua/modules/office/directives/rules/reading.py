"""Tasks in the words of a conclusion or a note: proposed here, confirmed by a human."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..types import Proposal, UnitNames
from .deadlines import find_deadline
from .folding import flatten
from .lines import GIVES, rows_of
from .products import product_in
from .units import Mention, Names

_SENTENCE = re.compile(r"(?<!\bTP\.)(?<!\b[PQ]\.)(?<=[.;!])\s+(?=[\"“(]?[A-ZÀ-ỸĐ])")
_LEADS = re.compile(r"(?:,\s*)?(?:làm\s+)?chủ trì\b|\bchu tri\b")
_BESIDE = re.compile(
    r"(?:phối hợp|phoi hop)(?: chặt chẽ| chat che)?(?:\s*(?:với|cùng|voi|cung))?\s*:?\s*"
)
_BETWEEN = re.compile(
    r"[\s,;]*(?:(?:và|cùng|với|va|cung|voi)\s*)?(?:chủ tịch|trưởng|lãnh đạo|thủ trưởng)?\s*",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"(?:(?:đồng chí|đ/c|ông|bà|các đồng chí)?\s*"
    r"(?:chủ tịch|phó chủ tịch|trưởng|thủ trưởng|chánh|giám đốc|lãnh đạo)?\s*)?",
    re.IGNORECASE,
)
_LOOSE_START = re.compile(
    r"^[\s,;:.\-–]*(?:(?:chủ trì|chu tri|tiếp tục|có trách nhiệm)\b[\s,;:]*)?", re.IGNORECASE
)
_TO_SUPPORTS = re.compile(
    r"[\s,;:]*(?:chủ trì|chu tri)?[\s,;:]*(?:và\s+)?(?=phối hợp|phoi hop)", re.IGNORECASE
)
_WHOEVER = re.compile(r"phối hợp[^,;]{0,60}? liên quan[\s,;]*", re.IGNORECASE)
_OPENING = re.compile(r"^(?:về\s+)?việc\s+", re.IGNORECASE)
_BEFORE_OWNER = re.compile(r"[\s,]*\b(?:giao(?: cho)?|do)\s*$", re.IGNORECASE)
_TAIL = re.compile(r"[\s.;,]*(?:kể từ .*)?")
_BEFORE_DEADLINE = re.compile(r"[\s,;]*\b(?:hoàn thành|xong|thời hạn|hạn)[\s:]*$", re.IGNORECASE)
_ANY_DAY = date(2000, 1, 3)
_FAR = 60
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class _Whom:
    """Whom a sentence means, and where in it that ends."""

    owners: tuple[Mention, ...] = ()
    words: str = ""
    start: int = 0
    end: int = 0


def _chain(said: str, mentions: Sequence[Mention], first: int) -> list[Mention]:
    """Return a mention and those that follow it with nothing but commas and “và” between."""
    chain = [mentions[first]]
    for each in mentions[first + 1 :]:
        if not _BETWEEN.fullmatch(said[chain[-1].end : each.start]):
            break
        chain.append(each)
    return chain


def _whom(said: str, mentions: Sequence[Mention]) -> _Whom:
    """Return who shall do what a sentence says."""
    named = _named_before_lead(said, mentions) or _named_with_colon(said, mentions)
    verb = GIVES.search(said.lower())
    if named is None and verb is not None:
        first = next((n for n, each in enumerate(mentions) if each.start >= verb.end()), None)
        if first is not None and _is_near(said[verb.end() : mentions[first].start]):
            named = _chain(said, mentions, first)
        else:
            return _unknown(said, verb.end())
    if named is None and mentions and _TITLES.fullmatch(said[: mentions[0].start]):
        named = _chain(said, mentions, 0)
    return _Whom(tuple(named), "", named[0].start, named[-1].end) if named else _Whom()


def _named_with_colon(said: str, mentions: Sequence[Mention]) -> list[Mention] | None:
    """Return the units with which a line begins, if a colon follows them."""
    if not mentions or not _TITLES.fullmatch(said[: mentions[0].start]):
        return None
    chain = _chain(said, mentions, 0)
    return chain if said[chain[-1].end :].lstrip().startswith(":") else None


def _is_near(gap: str) -> bool:
    """Tell whether what stands between verb and unit can be a title or a name of a person."""
    return len(gap) <= _FAR and not re.search(r"[;:]|\bphối hợp\b", gap)


def _named_before_lead(said: str, mentions: Sequence[Mention]) -> list[Mention] | None:
    """Return the units that “chủ trì” names: right before it, or after a colon."""
    lead = _LEADS.search(said.lower())
    if lead is None:
        return None
    for n, each in enumerate(mentions):
        colon = (
            re.fullmatch(r"\s*[:\-–]\s*", said[lead.end() : each.start])
            if each.start >= lead.end()
            else None
        )
        if colon:
            return [each]
        chain = _chain(said, mentions, n)
        if chain[-1].end <= lead.start() and not said[chain[-1].end : lead.start()].strip(" ,"):
            return chain
    return None


_VERBS = (
    "chủ trì|phối hợp|rà soát|tổ chức|xây dựng|khẩn trương|tham mưu|báo cáo|hướng dẫn|thực hiện"
    "|kiểm tra|tiếp tục|hoàn thành|tăng cường|đôn đốc|vận động|tuyên truyền|lập|xử lý|ra quân"
    "|bố trí|chuẩn bị|triển khai|theo dõi|thẩm định|tổng hợp|giải quyết|đề xuất|nghiên cứu|trình"
    "|gửi|cung cấp|làm việc|bảo đảm|đảm bảo|chỉ đạo|duy trì|công khai|xác minh"
)
_STRANGER = re.compile(rf"\s*(?P<name>[A-ZĐÀ-Ỹ][\w\-]*(?:\s+(?!(?:{_VERBS})\b)[\w\-]+){{0,9}})")


def _unknown(said: str, start: int) -> _Whom:
    """Return the name of somebody who is no unit of the house, if one follows the verb."""
    match = _STRANGER.match(said[start:])
    if not match or len(match["name"]) > _LONGEST_NAME:
        return _Whom(start=start, end=start)
    return _Whom((), match["name"], start, start + match.end())


def _supports(said: str, mentions: Sequence[Mention], owners: Sequence[Mention]) -> list[Mention]:
    """Return the units that a sentence asks to co-ordinate."""
    beside = _BESIDE.search(said.lower())
    if beside is None:
        return []
    found: list[Mention] = []
    end = beside.end()
    for each in mentions:
        if each.start < beside.end() or each in owners:
            continue
        if not _may_stand_between(said[end : each.start]):
            break
        found.append(each)
        end = each.end
    return found


def _may_stand_between(gap: str) -> bool:
    """Tell whether only commas, “và” and names of agencies that we do not know stand there."""
    words = re.findall(r"[\w/]+", gap)
    joins = {"và", "với", "cùng", "các", "va", "voi", "cung", "cac", "ngành", "cơ", "quan"}
    runs_on = all(word in joins or word[0].isupper() for word in words)
    follows_name = bool(words) and words[0][0].isupper()
    return runs_on or (follows_name and "," in gap and len(gap) <= _FAR)


def _action(said: str, whom: _Whom, supports: Sequence[Mention]) -> str:
    """Return what shall be done: the sentence without who does it and until when."""
    start = whom.end
    opening = _TO_SUPPORTS.match(said[start:])
    if opening:
        start += opening.end()
        if supports and supports[0].start >= start:
            start = supports[-1].end
        elif whoever := _WHOEVER.match(said[start:]):
            start += whoever.end()
    rest = _LOOSE_START.sub("", said[start:], count=1)
    before = _BEFORE_OWNER.sub("", _OPENING.sub("", said[: whom.start]))
    return _without_deadline(rest) or _without_deadline(before)


def _without_deadline(text: str) -> str:
    """Return what shall be done without the deadline at its end."""
    kept = text.strip(" .;,")
    deadline = find_deadline(kept, on=_ANY_DAY)
    if deadline is not None and _TAIL.fullmatch(kept[deadline.end :]):
        kept = _BEFORE_DEADLINE.sub("", kept[: deadline.start]).strip(" .;,")
    return kept[:1].upper() + kept[1:]


def _proposals(said: str, names: Names, on: date, heir: _Whom) -> list[Proposal]:
    mentions = names.find(flatten(said))
    whom = _whom(said, mentions)
    deadline, is_ordered = find_deadline(said, on=on), bool(GIVES.search(said.lower()))
    own = whom if whom.owners or whom.words else replace(heir, end=whom.end if is_ordered else 0)
    leads = bool(_LEADS.search(said.lower()))
    product = product_in(said[own.end :])
    if not (own.owners or own.words or (is_ordered and deadline)):
        return []
    if not (is_ordered or leads or deadline or product or heir.owners or heir.words):
        return []
    supports = _supports(said, mentions, own.owners)
    text = _action(said, own, supports)
    if not text:
        return []
    common = Proposal(
        sentence=said,
        text=text,
        owner_words=own.words,
        support_ids=tuple(dict.fromkeys(each.unit_id for each in supports if each.unit_id)),
        product=product,
        deadline=deadline,
    )
    if not own.owners:
        return [common]
    return [
        replace(common, owner_id=each.unit_id, group=each.group, owner_words="")
        for each in own.owners
    ]


def _heads(said: str, names: Names) -> _Whom | None:
    """Return whom a heading such as “2. Phòng Tư pháp:” means for the lines below it."""
    if not said.endswith(":"):
        return None
    whom = _whom(said[:-1], names.find(flatten(said[:-1])))
    return whom if whom.owners or whom.words else None


def propose_tasks(text: str, *, units: Sequence[UnitNames], on: date) -> tuple[Proposal, ...]:
    """Return the tasks that a text given on a day seems to give, in its order.

    A sentence that only adds to the one before it (“Báo cáo kết quả trước ngày 20/12.”) belongs to
    that task. Lines under a heading that names a unit and ends with a colon are for that unit.
    """
    names = Names(units)
    found: list[Proposal] = []
    headings: dict[int, _Whom] = {}
    for row in rows_of(text):
        headings = {level: whom for level, whom in headings.items() if level < row.level}
        if head := _heads(row.text, names):
            headings[row.level] = head
            continue
        heir = headings[max(headings)] if headings else _Whom()
        last = 0
        for nth, said in enumerate(_SENTENCE.split(row.text)):
            new = _proposals(said, names, on, _Whom() if nth else heir)
            if new:
                last = len(new)
                found += new
            elif nth and last:
                found[-last:] = [_joined(each, said, on) for each in found[-last:]]
    return tuple(found)


def _joined(proposal: Proposal, said: str, on: date) -> Proposal:
    """Return a proposal with what a following sentence adds."""
    deadline = proposal.deadline or find_deadline(said, on=on)
    product = proposal.product or product_in(said)
    if (deadline, product) == (proposal.deadline, proposal.product):
        return proposal
    sentence = f"{proposal.sentence} {said}"
    return replace(proposal, sentence=sentence, deadline=deadline, product=product)
