"""Every way to change something about reports, regimes and forms."""

from .filling import save_cells, submit_report, take_workbook
from .opening import open_reports, recount_deadlines
from .regimes import adopt_shipped, create_form, publish_form, save_form, set_regime
from .reminding import remind, remind_late
from .signing import (
    approve_report,
    begin_correction,
    note_signing_failure,
    record_signed,
    return_report,
)

__all__ = [
    "adopt_shipped",
    "approve_report",
    "begin_correction",
    "create_form",
    "note_signing_failure",
    "open_reports",
    "publish_form",
    "record_signed",
    "recount_deadlines",
    "remind",
    "remind_late",
    "return_report",
    "save_cells",
    "save_form",
    "set_regime",
    "submit_report",
    "take_workbook",
]
