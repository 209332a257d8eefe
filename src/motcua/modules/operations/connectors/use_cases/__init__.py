"""Every way to change something."""

from .readings import record_readings
from .samples import count_days, forget_samples, store_samples
from .series import arrange_series, define_series, redescribe_series
from .sources import (
    ask_now,
    claim_source,
    configure_source,
    note_failure,
    switch_source,
    take_answer,
)
from .tallies import tally_series
from .uploads import confirm_workbook, upload_workbook

__all__ = [
    "arrange_series",
    "ask_now",
    "claim_source",
    "configure_source",
    "confirm_workbook",
    "count_days",
    "define_series",
    "forget_samples",
    "note_failure",
    "record_readings",
    "redescribe_series",
    "store_samples",
    "switch_source",
    "take_answer",
    "tally_series",
    "upload_workbook",
]
