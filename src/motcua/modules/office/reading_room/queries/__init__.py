"""Every way to ask about the reading room."""

from .catalogue import KIND, feed, found, listed, listed_in, records_with
from .reading import Readable, readable
from .requests import (
    deciders,
    get_own,
    get_request,
    list_documents,
    list_own,
    list_requests,
    list_views,
    may_decide,
)

__all__ = [
    "KIND",
    "Readable",
    "deciders",
    "feed",
    "found",
    "get_own",
    "get_request",
    "list_documents",
    "list_own",
    "list_requests",
    "list_views",
    "listed",
    "listed_in",
    "may_decide",
    "readable",
    "records_with",
]
