"""Every route, asked by everybody: admitted or refused exactly as it declares."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.foundation.access import Audience
from motcua.foundation.ids import uuid7
from motcua.foundation.middleware import access_of
from motcua.kernel.identity.tests.factories import give_post, make_citizen, make_official, make_unit
from motcua.kernel.organisation import api as organisation

ANONYMOUS, CITIZEN, NO_POST, ADMIN = "anonymous", "citizen", "official without a post", "admin"
ROLES = tuple(organisation.Role.values)
EVERYBODY = (ANONYMOUS, CITIZEN, NO_POST, *ROLES, ADMIN)
ADMIN_ROLES = ("CATALOGUE_ADMIN", "TECHNICAL_ADMIN")
SAMPLES = {
    "int": "1",
    "uuid": str(uuid7()),
    "str": "x",
    "slug": "x",
    "path": "x",
    "procedure_code": "1.001193",
}
PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
# Pages of libraries with a gate of their own behind ours: they may ask for the password again.
OWN_GATE = ("allauth.",)


@dataclass(frozen=True)
class Route:
    """A page with an address that fits its pattern."""

    path: str
    view: object

    @property
    def access(self):
        return access_of(self.view)

    @property
    def has_own_gate(self):
        return self.view.__module__.startswith(OWN_GATE)

    def admits(self, who):
        """Tell whom the declaration admits, by the default roles of its rights."""
        if self.access.audience is Audience.PUBLIC:
            return True
        if self.access.audience is Audience.SIGNED_IN:
            return who != ANONYMOUS
        if not self.access.permissions:
            return who not in {ANONYMOUS, CITIZEN}
        roles = {str(role) for right in self.access.permissions for role in right.roles}
        return bool(roles & set(roles_of(who)))


def roles_of(who):
    return ADMIN_ROLES if who == ADMIN else (who,) if who in ROLES else ()


def routes(patterns=None, before="", **known):
    for each in get_resolver().url_patterns if patterns is None else patterns:
        here = before + sample(each.pattern, known)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here, **known)
        elif isinstance(each, URLPattern):
            yield Route(path=f"/{here}", view=each.callback)


def sample(pattern, known):
    """Return a path that fits a pattern of ``path()``; what is not known names nothing."""
    return PARAMETER.sub(
        lambda found: known.get(found["name"]) or SAMPLES[found["kind"] or "str"], str(pattern)
    )


def sign_in(who):
    """Return a client signed in as somebody, and the unit in which his posts are."""
    client, unit = Client(raise_request_exception=False), make_unit()
    if who == ANONYMOUS:
        return client, unit
    account = make_citizen() if who == CITIZEN else make_official()
    for role in roles_of(who):
        give_post(account, unit, role=role)
    client.force_login(account)
    return client, unit


def ask(client, route):
    """Ask for a page and undo whatever it did: signing out is a page, too."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = client.get(route.path)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def is_refused(answer):
    to = urlsplit(answer.get("Location", ""))
    return answer.status_code == 403 or (to.path == settings.LOGIN_URL and "next=" in to.query)


@pytest.mark.django_db
@pytest.mark.parametrize("who", EVERYBODY)
def test_every_route_admits_whom_it_declares_and_nobody_else(who):
    client, unit = sign_in(who)
    wrong = []
    for route in routes(unit_id=str(unit)):
        answer = ask(client, route)
        if answer.status_code >= 500 and answer.status_code != 503:
            wrong.append(f"{route.path}: broken ({answer.status_code})")
        elif is_refused(answer) == route.admits(who) and not (
            route.has_own_gate and route.admits(who)
        ):
            word = "refused" if is_refused(answer) else "admitted"
            wrong.append(f"{route.path}: {word} ({answer.status_code})")

    assert not wrong, "\n".join(wrong)


def test_there_are_routes_to_ask_for():
    assert len(list(routes())) > 50
