"""The law of dossiers, as pure functions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from motcua.foundation.text import fold
from motcua.foundation.time import local

from .errors import WrongState
from .types import (
    FormNumber,
    NationalStatus,
    PostalAddress,
    ResultWay,
    Settlement,
    State,
    StopGround,
)

# Fixed length, small unit first (TT 01/2018); variable length, large unit first (QD 20/2020).
_CODES = (
    re.compile(r"[0-9A-Z]{3}(\.[0-9A-Z]{2}){2}\.[A-Z]\d{2}-\d{6}-\d{4,}"),
    re.compile(r"[A-Z]\d{2}(\.[0-9A-Z]{1,3}){0,4}-\d{6}-\d{4,}"),
)

FACTOR_DIGITS = 4  # of the personal number or telephone number, beside the code of a dossier

MOVES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.PROCESSING, State.SUPPLEMENT, State.REFUSED, State.WITHDRAWN}),
    State.SUPPLEMENT: frozenset({State.WAITING, State.PROCESSING, State.WITHDRAWN, State.STOPPED}),
    State.PROCESSING: frozenset({State.SUPPLEMENT, State.SIGNING, State.WITHDRAWN, State.STOPPED}),
    State.SIGNING: frozenset({State.FINISHED}),
    State.FINISHED: frozenset({State.RETURNED}),
    State.REFUSED: frozenset(),
    State.RETURNED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.STOPPED: frozenset(),
}

_NATIONAL: Mapping[State, NationalStatus] = {
    State.WAITING: NationalStatus.SUBMITTED,
    State.SUPPLEMENT: NationalStatus.SUPPLEMENT,
    State.REFUSED: NationalStatus.NOT_ACCEPTED,
    State.PROCESSING: NationalStatus.PROCESSING,
    State.SIGNING: NationalStatus.PROCESSING,
    State.FINISHED: NationalStatus.FINISHED,
    State.RETURNED: NationalStatus.RETURNED,
    State.WITHDRAWN: NationalStatus.WITHDRAWN,
    State.STOPPED: NationalStatus.STOPPED,
}


def move(state: str, to: State) -> State:
    """Return ``to`` if a dossier may go there from ``state``.

    Raises:
        WrongState: It may not.

    Law:
        ND 61/2018; ND 118/2025
    """
    if to not in MOVES[State(state)]:
        raise WrongState(state=State(state).label)
    return to


def require_state(state: str, *allowed: State) -> None:
    """Refuse unless a dossier is in one of the states.

    Raises:
        WrongState: It is in another.
    """
    if State(state) not in allowed:
        raise WrongState(state=State(state).label)


def national_status(state: str) -> NationalStatus:
    """Return the status that the national connection knows."""
    return _NATIONAL[State(state)]


def dossier_code(*, unit_code: str, day: date, serial: int, pattern: str) -> str:
    """Return the code of a dossier, such as ``H24.12.03-240312-0007``.

    Law:
        TT 01/2018, article 19; TT 03/2025
    """
    return pattern.format(unit=unit_code, day=f"{day:%y%m%d}", serial=serial)


def find_code(text: str) -> str:
    """Return the dossier code that was typed or scanned, in its written form; empty if none."""
    cleaned = re.sub(r"\s", "", text.upper().replace("–", "-"))
    for pattern in _CODES:
        if found := pattern.search(cleaned):
            return found.group()
    return ""


TT_01_2018, TT_03_2025 = "TT 01/2018", "TT 03/2025"
FORMS_OF_2025_FROM = date(2025, 9, 15)


def circular_on(day: date) -> str:
    """Return the circular whose forms a dossier gets that was accepted on a day.

    All papers of a dossier follow the day of its acceptance, however late they are written; a
    paper before acceptance follows its own day.

    Law:
        TT 01/2018; TT 03/2025, in force from 15/09/2025
    """
    return TT_03_2025 if day >= FORMS_OF_2025_FROM else TT_01_2018


def by_circular(first: date, last: date) -> tuple[tuple[str, date, date], ...]:
    """Cut a period where the forms changed: circular, first and last day of each part.

    Law:
        TT 01/2018; TT 03/2025
    """
    if circular_on(first) == circular_on(last):
        return ((circular_on(first), first, last),)
    before = FORMS_OF_2025_FROM - timedelta(days=1)
    return (TT_01_2018, first, before), (TT_03_2025, FORMS_OF_2025_FROM, last)


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A prescribed form in one version of its layout.

    A version that was given out is never altered: a new layout is a new version beside it.
    ``number`` is empty where the circular has no such form and a notice takes its place.
    """

    circular: str
    number: str
    version: int
    title: str
    template: str

    @property
    def mark(self) -> str:
        """Say which form of which circular it is, as printed at its foot."""
        return f"Mẫu số {self.number} – {self.circular}/TT-VPCP" if self.number else ""


_TITLES = {
    FormNumber.RECEIPT: "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    FormNumber.SUPPLEMENT: "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    FormNumber.REFUSAL: "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    FormNumber.APOLOGY: "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    FormNumber.STOP: "Thông báo dừng giải quyết hồ sơ",
    FormNumber.CONTROL: "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    FormNumber.REGISTER: "Sổ theo dõi hồ sơ",
}
_IN_2018 = {FormNumber.STOP: "", FormNumber.CONTROL: "05", FormNumber.REGISTER: "06"}
_TITLES_IN_2018 = {FormNumber.APOLOGY: "Phiếu xin lỗi và hẹn lại ngày trả kết quả"}
_VERSIONS: Mapping[tuple[str, FormNumber], int] = {}  # the newest layout where it is not the first


def form_sheet(circular: str, form: str, version: int | None = None) -> FormSheet:
    """Return a form as a circular has it, in a version or in the newest.

    Law:
        TT 01/2018; TT 03/2025; ND 30/2020 where the circular has no form
    """
    kind = FormNumber(form)
    old = circular == TT_01_2018
    number = _IN_2018.get(kind, kind.value) if old else kind.value
    version = version or _VERSIONS.get((circular, kind), 1)
    folder = "tt-01-2018" if old else "tt-03-2025"
    name = f"{folder}/mau-{number}" if number else "nd-30-2020/thong-bao-dung"
    return FormSheet(
        circular=circular,
        number=number,
        version=version,
        title=(_TITLES_IN_2018.get(kind) if old else None) or _TITLES[kind],
        template=f"{name}-v{version}.typ",
    )


STAGE_ON_PAPER = {False: "Trước khi tiếp nhận", True: "Đang giải quyết hồ sơ"}
GROUND_ON_PAPER = {
    StopGround.NO_SUPPLEMENT: "Hết thời hạn mà hồ sơ chưa được bổ sung, hoàn thiện",
    StopGround.ASKED: "Người nộp hồ sơ đề nghị dừng và được chấp thuận",
    StopGround.LAW: "Trường hợp khác theo quy định của pháp luật",
}
SETTLEMENT_ON_PAPER = {
    Settlement.NONE: "Không phát sinh",
    Settlement.REFUND: "Hoàn trả phí, lệ phí đã nộp",
    Settlement.NO_REFUND: "Không hoàn trả phí, lệ phí đã nộp, theo quy định",
}


def desk_name(level: str, day: date) -> str:
    """Return what the place is called where dossiers are received.

    Law:
        ND 61/2018; ND 118/2025, from 01/07/2025 in provinces and wards
    """
    if day >= date(2025, 7, 1) and level != "DISTRICT":
        return "Trung tâm Phục vụ hành chính công"
    return "Bộ phận Tiếp nhận và Trả kết quả"


class Represented(Protocol):
    """The names under which a dossier was sent."""

    @property
    def person_name(self) -> str: ...
    @property
    def representative_name(self) -> str: ...


def with_both_names(values: Mapping[str, Any], sent: Represented) -> dict[str, Any]:
    """Return what a form prints, with the representative named beside the applicant.

    Law:
        L 91/2015; TT 03/2025
    """
    found = dict(values)
    if sent.representative_name:
        name = f"{sent.person_name} (người nộp thay: {sent.representative_name})"
        for key in {"applicant", "recipient"} & set(found):
            found[key] = {**found[key], "name": name}
    return found


class Component(Protocol):
    """The parts of a procedure's component that the rules read."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def required(self) -> bool: ...
    @property
    def case(self) -> str: ...
    @property
    def form_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """A paper of the list, and what is asked of the applicant.

    ``declared``: the online form stands for it; ``shown``: it is only shown, not kept.
    """

    key: str
    name: str
    required: bool
    case: str
    declared: bool
    shown: bool

    @property
    def is_added(self) -> bool:
        return not self.declared and not self.shown


def cases_of(components: Iterable[Component]) -> tuple[str, ...]:
    """Return the cases that a procedure's papers tell apart, in their order."""
    return tuple(dict.fromkeys(each.case for each in components if each.case))


def paper_needs(
    components: Sequence[Component], *, cases: Sequence[str], has_form: bool
) -> tuple[PaperNeed, ...]:
    """Return the papers that these cases need.

    A case "không có X" takes X itself from the list. A paper "để xuất trình" is shown: whoever
    signed in with the national identity, or stands at the counter, has shown it.

    Law:
        ND 45/2020; ND 61/2018
    """
    absent = {
        fold(case).removeprefix("khong co ") for case in cases if fold(case).startswith("khong co ")
    }
    needs = []
    for each in components:
        if each.case and each.case not in cases:
            continue
        if not each.case and fold(each.name) in absent:
            continue
        folded = fold(each.name)
        needs.append(
            PaperNeed(
                key=each.key,
                name=each.name,
                required=each.required,
                case=each.case,
                declared=has_form and (bool(each.form_code) or folded.startswith("to khai")),
                shown="xuat trinh" in folded,
            )
        )
    return tuple(needs)


def missing_papers(needs: Iterable[PaperNeed], *, given: Iterable[str]) -> tuple[PaperNeed, ...]:
    """Return every required paper that was not given."""
    there = set(given)
    return tuple(
        need for need in needs if need.required and need.is_added and need.key not in there
    )


def is_on_time(*, finished_at: datetime, due_at: datetime, supplement_requests: int = 0) -> bool:
    """Tell whether a promise was kept; a second supplement request counts as late.

    Law:
        QD 766/2022, component 2.1
    """
    return supplement_requests <= 1 and finished_at <= due_at


def to_paper(value: Any) -> Any:
    """Return JSON values for a paper: instants on the clock of Việt Nam, days and ids as text."""
    if isinstance(value, datetime):
        return local(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): to_paper(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_paper(item) for item in value]
    return value


ADDRESS_QUESTION = "dia_chi_nhan"  # in the forms that ask where the post brings it
WAY_QUESTION = "nhan_ket_qua"  # in the forms that ask how the result is received
_WAYS = {
    "Bản điện tử": ResultWay.ELECTRONIC,
    "Tại Bộ phận Tiếp nhận và Trả kết quả": ResultWay.DESK,
    "Qua bưu chính": ResultWay.POST,
}


def way_answered(data: Mapping[str, Any], otherwise: str) -> ResultWay:
    """Return how the result is wanted: what the form says, if it asks, counts."""
    return _WAYS.get(data.get(WAY_QUESTION, ""), ResultWay(otherwise))


def with_way(
    data: Mapping[str, Any], way: str, postal: PostalAddress | None = None
) -> dict[str, Any]:
    """Return the answers with the form's own questions about the result answered the same."""
    words = next(words for words, each in _WAYS.items() if each == way)
    answers = {**data, WAY_QUESTION: words}
    if way == ResultWay.POST and postal is not None:
        home = {"tinh": postal.province, "xa": postal.ward, "chi_tiet": postal.street}
        answers[ADDRESS_QUESTION] = home
    return answers


def short_area_name(name: str) -> str:
    """Return a province's name as people say it: ``hải phòng`` for ``Thành phố Hải Phòng``."""
    return name.strip().casefold().removeprefix("thành phố ").removeprefix("tỉnh ")


_KINDS = ("UBND", "phường", "xã", "thị trấn", "đặc khu", "quận", "huyện", "thị xã", "thành phố")


def place_name(short_name: str) -> str:
    """Return where a unit's papers are dated: ``Hoàng Văn Thụ`` for ``UBND phường Hoàng Văn Thụ``.

    Law:
        ND 30/2020, Annex I
    """
    name = short_name
    for kind in _KINDS:
        name = name.removeprefix(f"{kind} ")
    return name


class Authority(Protocol):
    """What the forms print of a unit."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def short_name(self) -> str: ...
    @property
    def level(self) -> str: ...


def paper_head(unit: Authority, *, parent: str = "") -> dict[str, str]:
    """Return the head of a unit's papers: whom it belongs to, its name, where it is dated."""
    return {
        "parent": parent,
        "name": unit.name,
        "short": unit.code,
        "place": place_name(unit.short_name),
    }


def address_line(address: Mapping[str, Any]) -> str:
    """Return an address in one line."""
    parts = (address.get(key, "") for key in ("chi_tiet", "xa", "huyen", "tinh"))
    return ", ".join(str(part) for part in parts if part)


MAY_KEEP = frozenset({State.WAITING, State.SUPPLEMENT, State.PROCESSING})


def may_merge(*, ended: str, kept: str) -> bool:
    """Tell whether one dossier may end and go on in another: neither is decided yet.

    Law:
        ND 118/2025
    """
    return State(kept) in MAY_KEEP and State.WITHDRAWN in MOVES[State(ended)]
