"""What the address of a list asks for: the year, the page, the pages beside it."""

from typing import Any

from motcua.foundation.http import Request
from motcua.foundation.time import local_date

_CENTURY = 2000


def asked_year(request: Request) -> int:
    """Return the year that is asked for, this one unless another is."""
    text = request.GET.get("year", "")
    this = local_date(request.at).year
    return int(text) if text.isdigit() and _CENTURY <= int(text) <= this else this


def asked_page(request: Request) -> int:
    """Return the page that is asked for, counted from 1."""
    text = request.GET.get("page", "1")
    return max(int(text), 1) if text.isdigit() else 1


def page_urls(page: Any, request: Request) -> dict[str, str]:
    """Return the addresses before and after a page of a paginator, as the pagination takes them."""
    urls = {}
    for name, wanted in (
        ("previous_url", page.previous_page_number if page.has_previous() else None),
        ("next_url", page.next_page_number if page.has_next() else None),
    ):
        if wanted is not None:
            given = request.GET.copy()
            given["page"] = str(wanted())
            urls[name] = f"?{given.urlencode()}"
    return urls
