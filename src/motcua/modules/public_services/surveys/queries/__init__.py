"""Every way to ask about desk surveys."""

from .asking import dossier_of, find_survey, is_answered, shipped_questions, token_of
from .results import list_answers, list_comments, results_of
from .units import asking_units, find_unit, units_of

__all__ = [
    "asking_units",
    "dossier_of",
    "find_survey",
    "find_unit",
    "is_answered",
    "list_answers",
    "list_comments",
    "results_of",
    "shipped_questions",
    "token_of",
    "units_of",
]
