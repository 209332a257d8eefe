"""The door: what other modules may use."""

from .errors import NoSuchForm, NotAForm
from .events import FormVersionAdded
from .queries.asking import (
    clean,
    merge,
    parse,
    prefill,
    prefilled,
    rework,
    sections,
    validate,
    warnings,
)
from .queries.binding import bound
from .queries.catalogue import form_for_procedure, get_form, get_form_by_id, list_forms
from .queries.parts import (
    is_in_person,
    mask,
    own_part,
    parts,
    prefill_part,
    prefilled_in_part,
)
from .queries.summaries import diff, summary
from .rules.answers import value_at
from .types import (
    BoundForm,
    Change,
    Form,
    FormVersionInfo,
    LoadReport,
    Part,
    Rework,
    Section,
    SummaryRow,
    SummarySection,
)
from .use_cases import load_forms, read_schemas

__all__ = [
    "BoundForm",
    "Change",
    "Form",
    "FormVersionAdded",
    "FormVersionInfo",
    "LoadReport",
    "NoSuchForm",
    "NotAForm",
    "Part",
    "Rework",
    "Section",
    "SummaryRow",
    "SummarySection",
    "bound",
    "clean",
    "diff",
    "form_for_procedure",
    "get_form",
    "get_form_by_id",
    "is_in_person",
    "list_forms",
    "load_forms",
    "mask",
    "merge",
    "own_part",
    "parse",
    "parts",
    "prefill",
    "prefill_part",
    "prefilled",
    "prefilled_in_part",
    "read_schemas",
    "rework",
    "sections",
    "summary",
    "validate",
    "value_at",
    "warnings",
]
