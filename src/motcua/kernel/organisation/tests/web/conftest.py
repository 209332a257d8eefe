"""Pages without sign-in: the actor is put where the middleware of identity puts it."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from motcua.foundation import actors
from motcua.foundation.errors import DomainError
from motcua.foundation.middleware import HouseMiddleware
from motcua.kernel.organisation.tests.factories import AT


@pytest.fixture
def visit(db, rf: RequestFactory):
    """Return a function that opens a page as an actor, through the gate of the house."""

    def open_page(path, actor=actors.ANONYMOUS, *, post=None, at=AT):
        request: Any = rf.get(path) if post is None else rf.post(path, post)
        request.user, request.session = AnonymousUser(), SessionStore()
        request._messages = FallbackStorage(request)
        request.actor, request.at = actor, at
        request._dont_enforce_csrf_checks = True
        match = resolve(request.path, settings.ROOT_URLCONF)
        house = HouseMiddleware(lambda _request: HttpResponse())
        refused = house.process_view(request, match.func, match.args, match.kwargs)
        if refused is not None:
            return refused
        try:
            return match.func(request, *match.args, **match.kwargs)
        except DomainError as error:
            return house.process_exception(request, error)

    return open_page
