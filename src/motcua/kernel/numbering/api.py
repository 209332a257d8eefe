"""The door: what other modules may use."""

from .errors import NoTransaction
from .queries import list_books, peek
from .use_cases import take

__all__ = ["NoTransaction", "list_books", "peek", "take"]
