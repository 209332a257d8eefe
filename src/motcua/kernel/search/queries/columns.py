"""Lists narrowed by what somebody types."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from motcua.foundation.text import fold

M = TypeVar("M", bound=Model)


def containing(rows: QuerySet[M], text: str) -> QuerySet[M]:
    """Keep the rows in whose folded column ``search`` every word of a text stands."""
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows
