"""A browser for the tests, and what it says of pages for eyes and ears."""

import shutil
from pathlib import Path

import pytest

# Debian's chromium draws on a graphics card, and without one in a program that acts as if: dearly.
CHEAP = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",
    "--disable-software-rasterizer",
    "--disable-background-networking",
]


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests of a worker."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests want it

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=CHEAP,
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server, settings):
    """Open pages of a live server, as a person: ``open_page("/", width=390, scheme="dark")``.

    Who is signed in already is said by the cookies of Django's client.

    Afterwards nothing may have failed in the console: an inline style or script would show there.
    """
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    contexts, complaints = [], []

    def open_(path, *, width=1366, height=768, scheme="light", javascript=True, client=None):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        contexts.append(context)
        for name, cookie in client.cookies.items() if client else ():
            context.add_cookies([{"name": name, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    open_.complaints = complaints
    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


class Axe:
    """Looks at pages with axe (WCAG 2.2 A and AA); what was looked at is not looked at again.

    A page made of nothing but what sound pages showed, in the same colours, tells axe nothing new:
    a look costs a third of a second, to find that out a hundredth.
    """

    OPTIONS = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
        "resultTypes": ["violations"],  # to list what passed costs as much as the look
    }
    KINDS = Path(__file__).with_name("kinds.js").read_text()
    LOOK = "options => axe.run(document, options).then((found) => found.violations)"

    def __init__(self):
        self._sound = set()

    def __call__(self, page):
        """Return what is wrong on a page, one line for each."""
        kinds = set(page.evaluate(self.KINDS))
        if kinds <= self._sound:
            return []
        found = self._look(page)
        if not found:
            self._sound |= kinds
        return found

    def _look(self, page):
        from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - only browser tests

        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE_SCRIPT)  # to read it costs as much as a look: once a page
        return [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in page.evaluate(self.LOOK, self.OPTIONS)
            for node in fault["nodes"]
        ]


@pytest.fixture(scope="session")
def axe():
    """Return what is wrong on a page for eyes and ears: ``assert axe(page) == []``."""
    return Axe()
