"""Every way to change something."""

from .readings import record_readings
from .series import arrange_series, define_series, redescribe_series
from .uploads import confirm_workbook, upload_workbook

__all__ = [
    "arrange_series",
    "confirm_workbook",
    "define_series",
    "record_readings",
    "redescribe_series",
    "upload_workbook",
]
