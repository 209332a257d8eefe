"""Lines of a plan as a workbook has them: read, with each fault at its cell."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.foundation.plain import from_plain, plain
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.documents import api as documents
from motcua.ui import words

from ..errors import ImportNotFound
from ..models import Item, Plan, Workbook
from ..types import CellFault, Direction, Kind, Wanted
from .units import list_carriers

KIND, NUMBER, HEADING, TEXT = "Loại", "Số", "Nhóm", "Nội dung"
LEAD, SUPPORTS, DUE, PRODUCT = "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm"
UNIT, AIM, DIRECTION = "Đơn vị tính", "Giá trị cần đạt", "Chiều"
INDICATOR, TARGET = "Mã chỉ số", "Thuộc chỉ tiêu số"
HEADS = (
    KIND,
    NUMBER,
    HEADING,
    TEXT,
    LEAD,
    SUPPORTS,
    DUE,
    PRODUCT,
    UNIT,
    AIM,
    DIRECTION,
    INDICATOR,
    TARGET,
)
_KINDS = {"chi tieu": Kind.TARGET, "nhiem vu": Kind.TASK}
_DIRECTIONS = {"": Direction.UP, "tu": Direction.UP, "khong qua": Direction.DOWN}
_MOST = 999


@dataclass(frozen=True, slots=True)
class _Known:
    """What the cells of a plan may name."""

    plan: Plan
    sheet: documents.ReadSheet
    units: Mapping[str, UUID]
    indicators: frozenset[str]


class _Reader:
    """Reads the cells of one line and gathers what is wrong with them."""

    def __init__(self, known: _Known, row: int, cells: Mapping[str, str]) -> None:
        self.known, self.row, self.cells = known, row, cells
        self.faults: list[CellFault] = []

    def text(self, head: str) -> str:
        return self.cells.get(head, "")

    def wrong(self, head: str, message: str) -> None:
        self.faults.append(CellFault(cell=self.known.sheet.cell(head, self.row), message=message))

    def read(self, head: str, convert: Callable[[str], Any], message: str) -> Any:
        """Return what a cell says, or note that it cannot be read."""
        try:
            return convert(self.text(head))
        except (ValueError, KeyError):
            self.wrong(head, message)
            return None

    def unit(self, name: str, head: str) -> UUID | None:
        found = self.known.units.get(fold(name))
        if found is None:
            self.wrong(head, _("No unit of this authority is called “%(name)s”.") % {"name": name})
        return found

    def supports(self) -> tuple[UUID, ...]:
        names = [each.strip() for each in self.text(SUPPORTS).split(";") if each.strip()]
        found = [self.unit(name, SUPPORTS) for name in names]
        return tuple(dict.fromkeys(each for each in found if each is not None))


def _number(text: str) -> int:
    number = int(text)
    if not 1 <= number <= _MOST:
        raise ValueError(text)
    return number


def _aim(text: str) -> Decimal | None:
    if not text:
        return None
    found = words.read_number(text)
    if found is None or found <= 0:
        raise ValueError(text)
    return found


def _wanted(reader: _Reader) -> Wanted | None:
    """Return a line, None where a cell is wrong."""
    kind = reader.read(KIND, lambda text: _KINDS[fold(text)], _("Write “Chỉ tiêu” or “Nhiệm vụ”."))
    number = reader.read(NUMBER, _number, _("Write a number from 1 to 999."))
    due = words.read_date(reader.text(DUE))
    aim = reader.read(AIM, _aim, _("Write a number above zero, such as 95 or 99,5."))
    direction = reader.read(
        DIRECTION, lambda text: _DIRECTIONS[fold(text)], _("Write “Từ” or “Không quá”, or nothing.")
    )
    target = reader.read(
        TARGET, lambda text: _number(text) if text else None, _("Write the number of a target.")
    )
    lead = reader.unit(reader.text(LEAD), LEAD)
    if not reader.text(TEXT):
        reader.wrong(TEXT, _("Write what shall be reached or done."))
    if due is None:
        reader.wrong(DUE, _("Write a day, such as 31/12/2024."))
    elif not reader.known.plan.starts_on <= due <= reader.known.plan.ends_on:
        reader.wrong(DUE, _("The day lies outside the time of the plan."))
    _check_indicator(reader, aim)
    supports = reader.supports()
    if reader.faults or due is None or lead is None:
        return None
    return Wanted(
        kind=kind,
        number=number,
        heading=reader.text(HEADING),
        text=reader.text(TEXT),
        lead_unit_id=lead,
        support_ids=tuple(each for each in supports if each != lead),
        due_on=due,
        product=reader.text(PRODUCT),
        measured_in=reader.text(UNIT),
        aim=aim if kind is Kind.TARGET else None,
        direction=direction,
        indicator_code=reader.text(INDICATOR) if kind is Kind.TARGET else "",
        target_number=target if kind is Kind.TASK else None,
    )


def _check_indicator(reader: _Reader, aim: Decimal | None) -> None:
    code = reader.text(INDICATOR)
    if code and code not in reader.known.indicators:
        reader.wrong(INDICATOR, _("No figure has the code “%(code)s”.") % {"code": code})
    elif code and aim is None:
        reader.wrong(AIM, _("A target that a figure measures needs the value to reach."))


def read_workbook(
    plan: Plan, content: bytes, *, at: datetime
) -> tuple[list[Wanted], list[CellFault]]:
    """Return the lines that a workbook adds to a plan, and what is wrong, cell by cell."""
    sheet = documents.read_sheet(content, heads=HEADS)
    if sheet is None or not sheet.lines:
        message = _("This is no workbook with the heads of the template. Fill in the template.")
        return [], [CellFault(cell="A1", message=message)]
    on = max(plan.starts_on, min(local_date(at), plan.ends_on))
    known = _Known(
        plan=plan,
        sheet=sheet,
        units=_names(plan, on),
        indicators=frozenset(each.code for each in analytics.list_indicators()),
    )
    wanted: list[tuple[int, Wanted]] = []
    faults: list[CellFault] = []
    for row, cells in sheet.lines:
        reader = _Reader(known, row, cells)
        found = _wanted(reader)
        faults += reader.faults
        if found is not None:
            wanted.append((row, found))
    return [each for _row, each in wanted], [*faults, *_clashes(known, wanted)]


def _names(plan: Plan, on: Any) -> dict[str, UUID]:
    """Return the units that may carry out a plan, by each of their names, without diacritics."""
    place = plan.unit.name.removeprefix("Ủy ban nhân dân ")
    names: dict[str, UUID] = {}
    for unit in list_carriers(plan.unit_id, on=on):
        for name in (unit.name, unit.short_name, unit.name.removesuffix(f" {place}")):
            names.setdefault(fold(name), unit.id)
    return names


def _clashes(known: _Known, wanted: list[tuple[int, Wanted]]) -> list[CellFault]:
    """Return numbers that stand twice, and tasks of a target that is not there."""
    taken = set(Item.objects.filter(plan=known.plan).values_list("kind", "number"))
    targets = {number for kind, number in taken if kind == Kind.TARGET}
    targets |= {each.number for _row, each in wanted if each.kind is Kind.TARGET}
    faults = []
    for row, each in wanted:
        if (each.kind, each.number) in taken:
            message = _("This number stands in the plan already.")
            faults.append(CellFault(cell=known.sheet.cell(NUMBER, row), message=message))
        taken.add((each.kind, each.number))
        if each.target_number is not None and each.target_number not in targets:
            message = _("There is no target of this number.")
            faults.append(CellFault(cell=known.sheet.cell(TARGET, row), message=message))
    return faults


def get_workbook(*, actor: Actor, plan_id: UUID, workbook_id: UUID) -> Workbook:
    """Return lines that wait for the actor to confirm them.

    Raises:
        ImportNotFound: There are none of this plan that he uploaded.
    """
    rows = Workbook.objects.filter(id=workbook_id, plan_id=plan_id, account_id=actor.account_id)
    found = rows.select_related("plan__unit").first()
    if found is None:
        raise ImportNotFound
    return found


def wanted_of(workbook: Workbook) -> list[Wanted]:
    """Return the lines of a workbook that waits."""
    return [from_plain(Wanted, row) for row in workbook.rows]


def rows_to_keep(wanted: list[Wanted]) -> list[dict[str, Any]]:
    """Return lines as they are kept until somebody confirms them."""
    return [plain(asdict(each)) for each in wanted]
