"""Foretelling each morning, and writing down what came of it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction

from motcua.foundation.time import LOCAL_ZONE
from motcua.modules.public_services.dossiers import api as dossiers

from . import rules
from .models import Calibration, CalibrationCell, Forecast, UnitOutlook
from .queries import HORIZONS
from .types import Cell, Key

LEARNED = timedelta(days=180)  # promises of so long before a morning are learned from
KEPT = timedelta(days=92)  # so long are forecasts of single dossiers kept
_TABLES = 2  # so many tables are kept
_AT_ONCE = 5000
Rows = dict[UUID, list[tuple[datetime, float]]]  # by unit: when each is due, and its chance


@transaction.atomic
def foretell(*, on: date) -> int:
    """Count the table of a morning, and foretell every open dossier due in the next 14 days.

    The table is counted from the promises that fell due in the 180 days before: all of them, kept
    or not, so that those never finished are not forgotten. A morning is foretold once; again
    nothing changes.

    Returns:
        How many dossiers were foretold.
    """
    if Calibration.objects.filter(made_on=on).exists():
        return 0
    since = on - LEARNED
    stood = dossiers.count_stood(since=since, until=on, most=rules.MOST_DAYS)
    cells = rules.table(
        (
            Key(row.unit_id, row.procedure_code, row.step, rules.time_left(row.days_left)),
            Cell(row.number, row.late),
        )
        for row in stood
    )
    _keep_table(on, since, cells)
    return _keep_forecasts(on, cells)


def _keep_table(on: date, since: date, cells: rules.Table) -> None:
    whole = [cell for key, cell in cells.items() if key.unit_id is None]
    number, late = sum(cell.number for cell in whole), sum(cell.late for cell in whole)
    calibration = Calibration.objects.create(
        made_on=on, since=since, until=on, number=number, late=late
    )
    rows = iter(cells.items())
    while batch := list(islice(rows, _AT_ONCE)):
        CalibrationCell.objects.bulk_create(
            CalibrationCell(calibration=calibration, **key._asdict(), **asdict(cell))
            for key, cell in batch
        )
    newest = Calibration.objects.order_by("-made_on").values_list("made_on", flat=True)[:_TABLES]
    CalibrationCell.objects.exclude(calibration_id__in=list(newest)).delete()


def _keep_forecasts(on: date, cells: rules.Table) -> int:
    horizon = datetime.combine(on + timedelta(days=HORIZONS[-1]), time.min, LOCAL_ZONE)
    open_now = (
        each for each in dossiers.list_stood(day=on, most=rules.MOST_DAYS) if each.due_at < horizon
    )
    by_unit: Rows = defaultdict(list)
    number = 0
    while batch := list(islice(open_now, _AT_ONCE)):
        made = [_forecast(each, on, cells) for each in batch]
        Forecast.objects.bulk_create(made)
        number += len(made)
        for each in made:
            by_unit[each.unit_id].append((each.due_at, each.chance))
    UnitOutlook.objects.bulk_create(
        _outlook(unit_id, on, rows) for unit_id, rows in by_unit.items()
    )
    Forecast.objects.filter(made_on__lt=on - KEPT).delete()
    return number


def _forecast(each: dossiers.StoodOn, on: date, cells: rules.Table) -> Forecast:
    key = Key(each.unit_id, each.procedure_code, each.step, rules.time_left(each.days_left))
    found = rules.chance(key, cells)
    return Forecast(
        made_on=on,
        dossier_code=each.code,
        **key._asdict(),
        due_at=each.due_at,
        chance=found.chance,
        number=found.alike.number,
        late=found.alike.late,
    )


def _outlook(unit_id: UUID, on: date, rows: Sequence[tuple[datetime, float]]) -> UnitOutlook:
    sums: dict[str, float] = {}
    for days in HORIZONS:
        until = datetime.combine(on + timedelta(days=days), time.min, LOCAL_ZONE)
        chances = [chance for due_at, chance in rows if due_at < until]
        sums[f"due_{days}"] = len(chances)
        sums[f"expected_{days}"] = sum(chances)
        sums[f"likely_{days}"] = sum(chance >= rules.LIKELY for chance in chances)
    return UnitOutlook(made_on=on, unit_id=unit_id, **sums)


@transaction.atomic
def note_what_came(*, at: datetime) -> int:
    """Write down for forecasts whose promise has fallen due whether it was kept.

    What ended without a result is no forecast any more; what waits for its applicant has time yet.

    Returns:
        For how many dossiers it is known now.
    """
    due = Forecast.objects.filter(is_late=None, due_at__lt=at)
    codes = iter(sorted(set(due.values_list("dossier_code", flat=True))))
    noted = 0
    while batch := list(islice(codes, _AT_ONCE)):
        noted += _note(batch, at=at)
    return noted


def _note(codes: Iterable[str], *, at: datetime) -> int:
    kept = dossiers.promises_kept(codes=list(codes), at=at)
    outcomes: defaultdict[bool | None, list[str]] = defaultdict(list)
    for code, each in kept.items():
        if each.is_over:
            outcomes[each.is_late].append(code)
    for is_late in (True, False):
        rows = Forecast.objects.filter(is_late=None, dossier_code__in=outcomes[is_late])
        rows.update(is_late=is_late)
    Forecast.objects.filter(is_late=None, dossier_code__in=outcomes[None]).delete()
    return len(outcomes[True]) + len(outcomes[False])
