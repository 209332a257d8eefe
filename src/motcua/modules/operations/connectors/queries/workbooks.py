"""Workbooks to be filled in, and what stands in one that came back, fault by fault."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import UploadNotFound
from ..models import Series, SeriesVersion, Upload
from ..types import CellFault, Every, Given, Slot
from .grids import Grid, grid_to_fill
from .rights import Pair, places_of
from .series import list_series

MOST_FAULTS = 200


@dataclass(kw_only=True)
class Read:
    """What a workbook gives, and every fault in it."""

    given: list[Given] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What sheets and rows may name, and whose values the reader may give."""

    series: Mapping[str, Series]
    units: Mapping[str, UUID]
    allowed: frozenset[Pair]
    on: date


def template(*, actor: Actor, on: date, code: str = "") -> bytes:
    """Return a workbook with the places that the actor may fill, what is in force filled in."""
    mine = {series_id for series_id, _unit_id in places_of(actor)}
    pages = [
        _page(grid_to_fill(actor=actor, series=series, on=on), said)
        for series, said in list_series()
        if series.id in mine and code in {"", series.code}
    ]
    if not pages:
        raise UploadNotFound
    return rules.write_workbook(pages)


def _page(grid: Grid, said: SeriesVersion) -> rules.Page:
    series = grid.series

    def value(unit: organisation.UnitInfo, slot: Slot) -> Decimal | None:
        reading = grid.kept.get((series.id, unit.id, slot.last))
        if reading is None or reading.value is None:
            return None
        return Decimal(reading.value).scaleb(-series.scale)

    return rules.Page(
        code=series.code,
        title=f"{said.title} ({series.measured_in})",
        hint=said.meaning,
        periods=[rules.label_of(slot, grid.every) for slot in grid.slots],
        rows=[
            (unit.code, unit.name, [value(unit, slot) for slot in grid.slots])
            for unit in grid.units
        ],
    )


def read_upload(content: bytes, *, actor: Actor, on: date) -> Read:
    """Read a workbook; what may be taken in, and every fault with its sheet and cell.

    Raises:
        NoWorkbook: The bytes are none.
    """
    known = _Known(
        series={series.code: series for series, _said in list_series()},
        units={unit.code: unit.id for unit in organisation.list_units(on)},
        allowed=places_of(actor),
        on=on,
    )
    found = Read()
    for title, cells in rules.read_workbook(content):
        series = known.series.get(title)
        if series is None:
            found.faults.append(_fault(title, "A1", _("No series has the code “%s”.") % title))
            continue
        found.faults.extend(_unnamed(cells))
        _read_sheet(series, cells, known, found)
    if not found.given and not found.faults:
        found.faults.append(_fault("", "", _("No value stands in the workbook.")))
    del found.faults[MOST_FAULTS:]
    return found


def _unnamed(cells: Sequence[rules.Cell]) -> Iterator[CellFault]:
    for place in sorted({each.unit_place for each in cells if not each.unit}):
        yield _fault(cells[0].sheet, place, _("The row has no code of a unit."))


def _read_sheet(series: Series, cells: Sequence[rules.Cell], known: _Known, found: Read) -> None:
    said: dict[tuple[str, str], None] = {}
    taken: dict[tuple[UUID, date], str] = {}
    for cell in cells:
        if not cell.unit:
            continue
        slot, unit_id = _slot(series, cell, known, said), _unit(series, cell, known, said)
        value = _value(series, cell, said, place=cell.place)
        if slot is None or unit_id is None or value is None:
            continue
        if twin := taken.get((unit_id, slot.last)):
            said[cell.place, _("The same value stands in cell %s already.") % twin] = None
            continue
        taken[unit_id, slot.last] = cell.place
        found.given.append(Given(series_id=series.id, unit_id=unit_id, day=slot.last, value=value))
    found.faults.extend(_fault(series.code, place, message) for place, message in said)


Said = dict[tuple[str, str], None]  # cell and message, each once, in their order


def _slot(series: Series, cell: rules.Cell, known: _Known, said: Said) -> Slot | None:
    every = Every(series.every)
    slot = rules.read_slot(cell.period, every)
    if slot is None:
        example = rules.label_of(rules.slot_of(known.on, every), every)
        message = _("This is no period. Write it like %s.") % example
        said[cell.period_place, message] = None
        return None
    if slot.first > known.on:
        said[cell.place, _("This period has not begun.")] = None
        return None
    return slot


def _unit(series: Series, cell: rules.Cell, known: _Known, said: Said) -> UUID | None:
    unit_id = known.units.get(cell.unit)
    if unit_id is None:
        said[cell.unit_place, _("No unit has the code “%s”.") % cell.unit] = None
        return None
    if (series.id, unit_id) not in known.allowed:
        message = _("The figures of this unit are not yours to give.")
        said[cell.unit_place, message] = None
        return None
    return unit_id


def _value(series: Series, cell: rules.Cell, said: Said, *, place: str) -> int | None:
    try:
        return rules.read_typed(cell.text, series.scale)
    except ValueError as error:
        said[place, number_fault(error, cell.text, series.scale)] = None
        return None


def number_fault(error: ValueError, text: str, scale: int) -> str:
    """Return what is wrong with a number, in words."""
    if isinstance(error, rules.TooFine):
        if scale:
            return _("Write at most %(count)s decimals.") % {"count": scale}
        return _("Write a whole number, without decimals.")
    return _("“%(text)s” is no number. Write it like 1.234,5.") % {"text": text[:30]}


def _fault(sheet: str, cell: str, message: str) -> CellFault:
    return CellFault(sheet=sheet, cell=cell, message=message)


def get_upload(*, actor: Actor, upload_id: UUID) -> Upload:
    """Return a workbook that the actor uploaded.

    Raises:
        UploadNotFound: There is none of his.
    """
    found = Upload.objects.filter(id=upload_id, account_id=actor.account_id).first()
    if found is None or actor.account_id is None:
        raise UploadNotFound
    return found


def list_uploads(*, actor: Actor, limit: int = 10) -> list[Upload]:
    """Return the last workbooks of the actor, the newest first."""
    rows = Upload.objects.filter(account_id=actor.account_id).order_by("-uploaded_at", "-id")
    return list(rows[:limit]) if actor.account_id else []
