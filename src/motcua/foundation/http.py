"""A request as the house sees it."""

from datetime import datetime

from django.http import HttpRequest

from .actors import Actor


class Request(HttpRequest):
    """A request with the actor who makes it and the instant at which it came in.

    The middleware sets both; a view passes ``request.at`` on, so that one request has one time.
    """

    actor: Actor
    at: datetime
