"""Every way to ask about the library of processes."""

from .library import (
    find_process,
    get_draft,
    get_info,
    get_version,
    list_assignments,
    list_processes,
    list_served,
    list_versions,
    process_of,
    steps_version_of,
    version_on,
)
from .reports import Report, report
from .shipped import SHIPPED, read_library, shipped_library
from .tables import (
    agency_names,
    kind_names,
    lane_name,
    picture_of,
    read_rows,
    role_names,
    unfit_for,
    word_codes,
)
from .trials import facts_asked, try_out

__all__ = [
    "SHIPPED",
    "Report",
    "agency_names",
    "facts_asked",
    "find_process",
    "get_draft",
    "get_info",
    "get_version",
    "kind_names",
    "lane_name",
    "list_assignments",
    "list_processes",
    "list_served",
    "list_versions",
    "picture_of",
    "process_of",
    "read_library",
    "read_rows",
    "report",
    "role_names",
    "shipped_library",
    "steps_version_of",
    "try_out",
    "unfit_for",
    "version_on",
    "word_codes",
]
