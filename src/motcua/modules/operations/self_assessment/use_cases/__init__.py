"""Every way to change indices and assessments."""

from .appraising import appraise, close_appraisal, return_assessment
from .opening import open_year, publish_index
from .scoring import enter_scores, submit
from .signing import approve_sheet, note_signing_failure, record_signed

__all__ = [
    "appraise",
    "approve_sheet",
    "close_appraisal",
    "enter_scores",
    "note_signing_failure",
    "open_year",
    "publish_index",
    "record_signed",
    "return_assessment",
    "submit",
]
