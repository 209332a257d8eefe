"""Edges: every route says who may call it, and nobody but an integration reaches the outside."""

import ast

from django.urls import URLResolver, get_resolver

from motcua.foundation.middleware import UndeclaredAccess, access_of

OUTSIDE = ("http.client", "urllib.request", "ftplib", "smtplib")


def routes(patterns=None, path="/"):
    for each in get_resolver().url_patterns if patterns is None else patterns:
        here = path + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, here)
        else:
            yield here, each.callback


def test_every_route_says_who_may_call_it():
    silent = []
    for path, view in routes():
        try:
            access_of(view)
        except UndeclaredAccess as error:
            silent.append(f"{path}: {error}")

    assert not silent


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nobody_but_an_integration_reaches_the_outside(sources):
    assert not [
        f"{path.name}: {name}"
        for path, tree in sources.items()
        if "integrations" not in path.parts
        for name in imported(tree)
        if name in OUTSIDE
    ]


def test_nobody_uses_signals(sources):
    assert not [
        str(path)
        for path, tree in sources.items()
        for name in imported(tree)
        if name in {"django.dispatch", "django.db.models.signals", "django.dispatch.receiver"}
    ]
