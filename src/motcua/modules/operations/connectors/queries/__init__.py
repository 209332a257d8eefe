"""Every way to ask something."""

from .grids import Grid, grid_to_fill, grid_to_look
from .measuring import measure_series
from .readings import (
    Place,
    rows_of,
    shown,
    values_in_force,
    versions_of,
    visible_readings,
    whence,
)
from .rights import may_enter, places_of, series_kept_by
from .samples import changed_days, last_heard, last_samples, list_sensors, read_message
from .series import (
    Described,
    all_series,
    described_series,
    get_described,
    late_after,
    list_series,
    series_with,
    units_of,
)
from .sources import (
    PURPOSE,
    brokers,
    get_source,
    last_runs,
    list_runs,
    list_sources,
    read_rows,
    secret_of,
)
from .standing import Standing, standings
from .workbooks import get_upload, list_uploads, number_fault, read_upload, template

__all__ = [
    "PURPOSE",
    "Described",
    "Grid",
    "Place",
    "Standing",
    "all_series",
    "brokers",
    "changed_days",
    "described_series",
    "get_described",
    "get_source",
    "get_upload",
    "grid_to_fill",
    "grid_to_look",
    "last_heard",
    "last_runs",
    "last_samples",
    "late_after",
    "list_runs",
    "list_sensors",
    "list_series",
    "list_sources",
    "list_uploads",
    "may_enter",
    "measure_series",
    "number_fault",
    "places_of",
    "read_message",
    "read_rows",
    "read_upload",
    "rows_of",
    "secret_of",
    "series_kept_by",
    "series_with",
    "shown",
    "standings",
    "template",
    "units_of",
    "values_in_force",
    "versions_of",
    "visible_readings",
    "whence",
]
