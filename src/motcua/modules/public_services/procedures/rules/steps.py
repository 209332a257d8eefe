"""From the words of a source to a process: who does a step, and what kind of step it is.

A source writes a step as a name and an office, such as "Duyệt dự thảo" by "Phòng Tư pháp - lãnh
đạo". The rule, in this order:

*Role.* The one-stop shop is RECEPTION; police, tax, social insurance, land registration, military
command, the province's departments, schools, councils and the like are PARTNER; leaders and
chairpersons of a People's Committee are AUTHORITY_LEADER; "lãnh đạo" of an office is UNIT_HEAD;
"văn thư" is CLERK. An office or committee without a person is its leader where the step decides,
else its specialist. Everybody else is SPECIALIST.

*Kind.* The first step is RECEIVE and the last is RETURN, both at the one-stop shop; a source that
begins or ends elsewhere gets the step added. The last step between them is SIGN if a leader or the
head of an office does it, or a partner whose step decides; otherwise a signature of the authority's
leader is added. One step alone between them is always the work, and its signature is added. A
leader or head before the signature is REVIEW, except one who only hands the work out; everything
else is HANDLE, and where nothing is, the first step between them becomes it, by a specialist. What
an applicant does himself is not a step of the process.

An added step takes a quarter of its neighbour's time, two hours at most: the sum never grows.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from motcua.foundation.text import fold

from ..types import Role, Step, StepKind

RECEPTION_NAME = "Bộ phận Tiếp nhận và Trả kết quả"
LEADER_NAME = "Lãnh đạo Ủy ban nhân dân"

_RECEPTION = re.compile(r"bo phan tiep nhan")
_PARTNER = re.compile(
    r"cong an|co quan thue|bao hiem|dang ky dat dai|co quan quan ly dat dai|quan su|^so\b"
    r"|^hoi dong|tram y te|^truong noi|co so giao duc|tinh uy"
)
_LEADER = re.compile(r"(lanh dao|chu tich) (ubnd|uy ban)|nguoi co tham quyen ky")
_HEAD = re.compile(r"lanh dao|^truong phong|^thu truong")
_CLERK = re.compile(r"van thu")
_ROLES = (
    (_RECEPTION, Role.RECEPTION),
    (_PARTNER, Role.PARTNER),
    (_LEADER, Role.AUTHORITY_LEADER),
    (_HEAD, Role.UNIT_HEAD),
    (_CLERK, Role.CLERK),
)
_OFFICE = re.compile(r"^(ubnd|phong)\b(?!.*(chuyen vien|cong chuc))")
_APPLICANT = re.compile(r"^cong dan\b")
_DECIDES = re.compile(r"\b(ky|quyet dinh|phe duyet|ket luan|cong nhan|tra loi|cap the|cap giay)\b")
_RECEIVES = re.compile(r"^tiep nhan\b")
_RETURNS = re.compile(r"\b(tra|gui|cong khai|thong bao|trao)\b")
_NOT_DECIDING = re.compile(r"\b(dang ky|trinh\b.*)")
_ASSIGNS = re.compile(r"\bphan cong\b")
_SIGNERS = {Role.AUTHORITY_LEADER, Role.UNIT_HEAD}
_QUARTER, _MOST = Decimal("0.25"), Decimal(2)


@dataclass(frozen=True, slots=True)
class SourceStep:
    """A step as a source writes it; ``hours`` are working hours."""

    name: str
    role_text: str
    hours: Decimal


def role_of(*, role_text: str, name: str) -> Role:
    """Return the role of the post that does a step."""
    who, what = fold(role_text), fold(name)
    for pattern, role in _ROLES:
        if pattern.search(who):
            return role
    if _OFFICE.search(who) and _decides(what):
        return Role.AUTHORITY_LEADER if who.startswith("ubnd") else Role.UNIT_HEAD
    return Role.SPECIALIST


def _decides(folded_name: str) -> bool:
    return bool(_DECIDES.search(_NOT_DECIDING.sub("", folded_name)))


def map_steps(source: Sequence[SourceStep]) -> tuple[Step, ...]:
    """Return the process of a procedure: RECEIVE first, one SIGN, RETURN last.

    Raises:
        ValueError: No step belongs to an office.
    """
    given = [_draft(one) for one in source if not _APPLICANT.search(fold(one.role_text))]
    if not given:
        raise ValueError("a process needs at least one step of an office")
    steps = _with_return(_with_receive(given))
    signed = _with_signature(steps)
    return tuple(replace(step, seq=seq) for seq, step in enumerate(_with_work(signed), start=1))


def _draft(one: SourceStep) -> Step:
    role = role_of(role_text=one.role_text, name=one.name)
    return Step(
        seq=0,
        name=one.name,
        role_text=one.role_text,
        role=role,
        kind=StepKind.HANDLE,
        hours=one.hours,
    )


def _split(neighbour: Step) -> tuple[Step, Decimal]:
    """Take the time of an added step from its neighbour."""
    taken = min(_MOST, neighbour.hours * _QUARTER)
    return replace(neighbour, hours=neighbour.hours - taken), taken


def _with_receive(steps: list[Step]) -> list[Step]:
    first, *rest = steps
    if first.role is Role.RECEPTION or _RECEIVES.search(fold(first.name)):
        return [replace(first, role=Role.RECEPTION, kind=StepKind.RECEIVE), *rest]
    first, hours = _split(first)
    received = Step(
        seq=0,
        name="Tiếp nhận, kiểm tra hồ sơ",
        role_text=RECEPTION_NAME,
        role=Role.RECEPTION,
        kind=StepKind.RECEIVE,
        hours=hours,
        added=True,
    )
    return [received, first, *rest]


def _with_return(steps: list[Step]) -> list[Step]:
    *before, last = steps
    at_counter = last.role is Role.RECEPTION and bool(_RETURNS.search(fold(last.name)))
    hands_over = last.role is not Role.AUTHORITY_LEADER and fold(last.name).startswith(
        ("tra ket qua", "gui,")
    )
    if before and (at_counter or hands_over):
        return [*before, replace(last, role=Role.RECEPTION, kind=StepKind.RETURN)]
    last, hours = _split(last)
    returned = Step(
        seq=0,
        name="Trả kết quả",
        role_text=RECEPTION_NAME,
        role=Role.RECEPTION,
        kind=StepKind.RETURN,
        hours=hours,
        added=True,
    )
    return [*before, last, returned]


def _may_sign(step: Step) -> bool:
    if step.kind is StepKind.RECEIVE:
        return False
    return step.role in _SIGNERS or (step.role is Role.PARTNER and _decides(fold(step.name)))


def _with_signature(steps: list[Step]) -> list[Step]:
    *before, returned = steps
    *middle, last = before
    alone = len(middle) == 1
    if _may_sign(last) and not alone:
        return [*map(_between, middle), replace(last, kind=StepKind.SIGN), returned]
    by_head = alone and last.role is Role.UNIT_HEAD
    if alone and last.role in _SIGNERS:
        last = replace(last, role=Role.SPECIALIST)
    last, hours = _split(last)
    signature = Step(
        seq=0,
        name="Ký kết quả",
        role_text=last.role_text if by_head else LEADER_NAME,
        role=Role.UNIT_HEAD if by_head else Role.AUTHORITY_LEADER,
        kind=StepKind.SIGN,
        hours=hours,
        added=True,
    )
    return [*map(_between, [*middle, last]), signature, returned]


def _with_work(steps: list[Step]) -> list[Step]:
    received, first, *rest = steps
    if any(step.kind is StepKind.HANDLE for step in (first, *rest)):
        return steps
    return [received, replace(first, role=Role.SPECIALIST, kind=StepKind.HANDLE), *rest]


def _between(step: Step) -> Step:
    if step.kind is not StepKind.HANDLE or step.role not in _SIGNERS:
        return step
    if _ASSIGNS.search(fold(step.name)):
        return step
    return replace(step, kind=StepKind.REVIEW)
