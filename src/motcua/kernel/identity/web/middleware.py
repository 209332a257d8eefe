"""Find out who makes the request."""

from typing import cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from motcua.foundation import actors
from motcua.foundation.http import Request
from motcua.foundation.middleware import GetResponse


class ActorMiddleware:
    """Set ``request.actor``."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        cast("Request", request).actor = actors.ANONYMOUS
        return self.get_response(request)
