"""Every page that has an address of its own, as each role sees it, on a phone and on a desk."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

SHARES = 4  # for two workers
ROLES = (None, "me", "admin", "leader1", "reception1", "justice1")  # who is shown most goes first
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
ELEMENT = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')


def pages(patterns, before=""):
    """Return the addresses of all routes without parameters."""
    found = []
    for each in patterns:
        route = before + str(each.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(each, URLPattern):
            found.append(f"/{route}")
        else:
            found += pages(each.url_patterns, route)
    return sorted({one for one in found if not set(one) & set("<(?*\\")})


def as_seen(role, addresses, faults):
    """Return the kinds of elements in the main part of each page, as a role sees it."""
    client = Client()
    if role:
        client.post("/sign-in/demo/", {"username": role})
    for address in addresses:
        answer = client.get(address)
        if answer.status_code >= 500:
            faults.append(f"{address} as {role}: {answer.status_code}")
        is_page = "text/html" in answer.get("Content-Type", "") and not answer.streaming
        if answer.status_code == 200 and is_page:
            main = MAIN.search(answer.content.decode())
            if main:  # else it is a part of a page
                yield address, frozenset(ELEMENT.findall(main.group()))


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page(enter, open_page, seen, share):
    """A page that shows a role nothing but what it showed another is looked at once."""
    addresses = pages(get_resolver().url_patterns)[share::SHARES]
    known = {address: [] for address in addresses}
    for role in ROLES:
        new = []
        for address, kinds in as_seen(role, addresses, seen.faults):
            if not any(kinds <= one for one in known[address]):
                known[address].append(kinds)
                new.append(address)
        page = enter(role, "/account/") if role else open_page("/")
        for address in new:
            page.goto(address)
            seen(page)
        page.context.close()

    assert sum(map(len, known.values())) > 12
    assert seen.faults == []
