"""A browser's side of a page: what it would send back."""

from html.parser import HTMLParser

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string

from motcua.kernel.forms import api as forms


class Browser(HTMLParser):
    """Collect what a browser would send, pressing no button; templates are inert."""

    def __init__(self):
        super().__init__()
        self.pairs, self.templates, self.select, self.area = [], 0, None, None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "template":
            self.templates += 1
        if self.templates:
            return
        if tag == "input" and a.get("name"):
            if a.get("type") not in {"checkbox", "radio"} or "checked" in a:
                self.pairs.append((a["name"], a.get("value", "")))
        elif tag == "select":
            self.select = [a["name"], None]
        elif tag == "option" and self.select and ("selected" in a or self.select[1] is None):
            self.select[1] = a["value"]
        elif tag == "textarea":
            self.area = [a["name"], ""]

    def handle_data(self, data):
        if self.area and not self.templates:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.templates -= 1
        elif tag == "select" and self.select:
            self.pairs.append(tuple(self.select))
            self.select = None
        elif tag == "textarea" and self.area:
            self.pairs.append(tuple(self.area))
            self.area = None


def sent_back(form, data, section=None, faults=()):
    """Return the QueryDict that a browser would send for the page of ``data``."""
    bound = forms.bound(form, data, faults, section)
    browser = Browser()
    browser.feed(render_to_string("forms/fields.html", {"form": bound}))
    query = QueryDict(mutable=True)
    for name, value in browser.pairs:
        query.appendlist(name, value.replace("\n", "\r\n"))
    return query


@pytest.fixture
def send_back():
    return sent_back
