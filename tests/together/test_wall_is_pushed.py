"""An event changes the open wall without reload; a lost connection is told and survived."""

import os
import socket
import subprocess
import sys
import time

import pytest
from django.db import connection
from django.test import Client
from playwright.sync_api import expect

from motcua.kernel.analytics.tests.factories import catch_up
from motcua.kernel.identity.tests import factories as people
from motcua.modules.public_services.dossiers.tests import factories as make
from motcua.project import embedded

RECEIVED = "[data-piece$='/received'] .mc-walltile__number"
QUERY = "?period=2024-03&field=administrative-procedures"


@pytest.fixture
def push(transactional_db, settings):
    """The push process, on the database of this test."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.PUSH = str(port)
    name = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": embedded.address().replace("/app?", f"/{name}?"),
        "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
        "MOTCUA_SECRET_KEY": settings.SECRET_KEY,
    }
    command = [sys.executable, "-m", "motcua.project.cli", "push", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 - ours
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield process
    process.kill()
    process.wait()


def wait_for(page, selector, text):
    expect(page.locator(selector).first).to_contain_text(text, timeout=30_000)


def test_the_open_wall_follows_what_happens(push, open_page, axe):
    make.make_catalogue()
    office = make.make_office()
    account = people.make_official()
    people.give_post(account, office.unit.id, "AUTHORITY_LEADER")
    client = Client()
    client.force_login(account)
    page = open_page(f"/wall/{QUERY}", client=client)
    stream = page.locator("[data-stream]").get_attribute("data-stream")
    page.evaluate("window.sameDocument = true")
    assert axe(page) == []

    make.accepted(office)
    catch_up()
    wait_for(page, RECEIVED, "1")

    for token in ("", "forged"):
        asked = page.request.get(stream, headers={"Authorization": f"Bearer {token}"})
        assert asked.status == 403

    push.terminate()
    push.wait(30)
    page.context.set_offline(True)
    wait_for(page, "[data-status]", "Mất kết nối từ")
    make.accepted(office)
    catch_up()
    page.context.set_offline(False)
    wait_for(page, RECEIVED, "2")  # by asking: there is no push process any more
    wait_for(page, "[data-status]", "Số liệu lúc")

    assert page.evaluate("window.sameDocument")
    expected = ("ERR_CONNECTION_REFUSED", "ERR_INTERNET_DISCONNECTED", "net::ERR")
    assert all(any(each in said for each in expected) for said in open_page.complaints)
    open_page.complaints.clear()
