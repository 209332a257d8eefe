"""The law of files as pure functions."""

from .packing import (
    Packed,
    bag_files,
    data_name,
    manifest,
    manifest_name,
    packed,
    read_manifest,
)
from .plans import LineFault, faults_of, parse_lines, read_years, symbol_of
from .proposing import likeness
from .retention import (
    current_due_on,
    expires_on,
    has_run_out,
    historical_due_on,
    is_for_current,
    is_for_historical,
    why_not_destroy,
    years_in_words,
)

__all__ = [
    "LineFault",
    "Packed",
    "bag_files",
    "current_due_on",
    "data_name",
    "expires_on",
    "faults_of",
    "has_run_out",
    "historical_due_on",
    "is_for_current",
    "is_for_historical",
    "likeness",
    "manifest",
    "manifest_name",
    "packed",
    "parse_lines",
    "read_manifest",
    "read_years",
    "symbol_of",
    "why_not_destroy",
    "years_in_words",
]
