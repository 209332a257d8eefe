"""Every way to ask about dossiers."""

from .detail import (
    PaperLine,
    form_of,
    forms_of,
    get_draft,
    get_submission,
    list_paper_lines,
    open_supplement_request,
    result_of,
)
from .figures import list_counted, measure_finished, measure_received
from .lists import (
    ReceptionPlace,
    count_reception,
    find_by_code,
    list_drafts,
    list_mine,
    list_ready,
    list_register,
    list_waiting,
    outcomes,
    search_dossiers,
)
from .papers import control_slip, draw_form, draw_preview, draw_register, picture_preview
from .timeline import timeline_of, track

__all__ = [
    "PaperLine",
    "ReceptionPlace",
    "control_slip",
    "count_reception",
    "draw_form",
    "draw_preview",
    "draw_register",
    "find_by_code",
    "form_of",
    "forms_of",
    "get_draft",
    "get_submission",
    "list_counted",
    "list_drafts",
    "list_mine",
    "list_paper_lines",
    "list_ready",
    "list_register",
    "list_waiting",
    "measure_finished",
    "measure_received",
    "open_supplement_request",
    "outcomes",
    "picture_preview",
    "result_of",
    "search_dossiers",
    "timeline_of",
    "track",
]
