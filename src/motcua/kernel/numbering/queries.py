"""Asking about number books."""

from django.db.models import QuerySet

from .models import Book


def peek(*, book: str, period: str) -> int:
    """Return the last number taken, 0 before the first; the next may be gone when you look."""
    found = Book.objects.filter(book=book, period=period).values_list("last", flat=True).first()
    return found or 0


def list_books(*, prefix: str = "") -> QuerySet[Book]:
    """List the books whose name begins with ``prefix``."""
    return Book.objects.filter(book__startswith=prefix).order_by("book", "period")
