"""The door: what other modules may use."""

from .queries import find, list_keys, more_like, registered, search
from .queries.columns import containing
from .rules.words import words_of
from .tasks import rebuild
from .types import Answer, Document, Found, Hit, Kind, Question
from .use_cases import forget, index, replace_all

__all__ = [
    "Answer",
    "Document",
    "Found",
    "Hit",
    "Kind",
    "Question",
    "containing",
    "find",
    "forget",
    "index",
    "list_keys",
    "more_like",
    "rebuild",
    "registered",
    "replace_all",
    "search",
    "words_of",
]
