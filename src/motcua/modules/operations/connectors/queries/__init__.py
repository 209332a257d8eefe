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
from .series import Described, described_series, get_described, late_after, list_series, units_of
from .standing import Standing, standings
from .workbooks import get_upload, list_uploads, number_fault, read_upload, template

__all__ = [
    "Described",
    "Grid",
    "Place",
    "Standing",
    "described_series",
    "get_described",
    "get_upload",
    "grid_to_fill",
    "grid_to_look",
    "late_after",
    "list_series",
    "list_uploads",
    "may_enter",
    "measure_series",
    "number_fault",
    "places_of",
    "read_upload",
    "rows_of",
    "series_kept_by",
    "shown",
    "standings",
    "template",
    "units_of",
    "values_in_force",
    "versions_of",
    "visible_readings",
    "whence",
]
