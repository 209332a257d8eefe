"""A request as the house sees it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from .actors import Actor


class Request(HttpRequest):
    """A request with the actor who makes it and the instant at which it came in.

    The middleware sets both; a view passes ``request.at`` on, so that one request has one time.
    ``posts`` are those in which an official acts, for the frame of his pages.
    """

    actor: Actor
    at: datetime
    posts: Sequence[Any]
