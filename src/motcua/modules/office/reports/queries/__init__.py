"""Every way to ask something about reports, regimes and forms."""

from .figures import (
    count_cells,
    period_of,
    rows_behind,
    values_kept,
)
from .filling import (
    Filled,
    fill,
    number_words,
    read_typed,
    words_of_broken,
)
from .forms import (
    checked,
    countable,
    get_form,
    get_regime,
    latest_version,
    latest_versions,
    list_forms,
    list_regimes,
    understood,
    version_to_edit,
)
from .papers import draw, shown_numbers
from .people import fillers_of, heads_of, signing_lines
from .reports import (
    due_instants,
    followed_rounds,
    get_report,
    get_version,
    list_own,
    list_round,
    list_to_sign,
    list_versions,
    owing_units,
)
from .roll_up import came_later, list_below, sent_versions
from .shipped import shipped_codes, shipped_form, shipped_terms
from .workbooks import stamp_of, write

__all__ = [
    "Filled",
    "came_later",
    "checked",
    "count_cells",
    "countable",
    "draw",
    "due_instants",
    "fill",
    "fillers_of",
    "followed_rounds",
    "get_form",
    "get_regime",
    "get_report",
    "get_version",
    "heads_of",
    "latest_version",
    "latest_versions",
    "list_below",
    "list_forms",
    "list_own",
    "list_regimes",
    "list_round",
    "list_to_sign",
    "list_versions",
    "number_words",
    "owing_units",
    "period_of",
    "read_typed",
    "rows_behind",
    "sent_versions",
    "shipped_codes",
    "shipped_form",
    "shipped_terms",
    "shown_numbers",
    "signing_lines",
    "stamp_of",
    "understood",
    "values_kept",
    "version_to_edit",
    "words_of_broken",
    "write",
]
