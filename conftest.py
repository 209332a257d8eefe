"""One embedded server for every worker; one migrated template database, copied per worker."""

import functools
import hashlib
import multiprocessing
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import settings as properties
from xdist.scheduler import LoadScopeScheduling

from motcua.project import embedded

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in the thread
# libpq's own: no test cuts the power, so none waits for the disk. The server may be the demo's too.
os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
HERE = Path(__file__).parent
# Tests never assert times: a busy machine is not a fault of the product.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")


class LongFirst(LoadScopeScheduling):
    """Keep together the tests of a file that builds a world once; begin with those."""

    @functools.cache  # noqa: B019 - there is one scheduler
    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return file if 'scope="module"' in text_of(file) else nodeid


@functools.cache
def text_of(file):
    return (HERE / file).read_text()


def pytest_xdist_make_scheduler(config, log):
    return LongFirst(config, log) if config.getoption("dist") == "loadscope" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the journeys first: one of them at the end, and the other worker waits for it."""

    def waits(item):
        is_journey = item.path.is_relative_to(HERE / "tests" / "journeys")
        return not is_journey or item.get_closest_marker("django_db") is not None

    items.sort(key=waits)


@functools.cache
def template_name() -> str:
    """Return the name of the migrated database that fits this code."""
    digest = hashlib.sha256((HERE / "requirements/base.txt").read_bytes())
    for file in sorted(HERE.glob("src/**/migrations/*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return f"template_{digest.hexdigest()[:12]}"


def pytest_configure(config):
    # The same methods as in production, at the least price: no test is a thief with a dictionary.
    PBKDF2PasswordHasher.iterations = 1
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64
    if hasattr(config, "workerinput"):
        return  # the controller has done it
    embedded.ensure_running()
    name = template_name()
    server = embedded.address().replace("/app?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        found = connection.execute("select from pg_database where datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(f"drop database if exists {name}_new")
            connection.execute(f"create database {name}_new")
            url = embedded.address().replace("/app?", f"/{name}_new?")
            subprocess.run(
                [sys.executable, "-m", "django", "migrate", "-v0"],
                check=True,
                env=os.environ
                | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "motcua.project.settings"},
            )
            connection.execute(f"alter database {name}_new rename to {name}")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = template_name()


@pytest.fixture(scope="module")
def kept_db(django_db_setup, django_db_blocker):
    """Keep what fixtures of a file write until its last test: a world built once.

    Each test lives in a savepoint of its own and leaves the world as it found it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_apart(tmp_path, settings):
    settings.FILES_DIR = tmp_path / "files"


@pytest.fixture(scope="session")
def browser():
    """One Chromium for all browser tests of a worker."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only these tests want it

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser, live_server, settings):
    """Open pages of a live server, as a person: ``open_page("/", width=390, scheme="dark")``.

    Afterwards nothing may have failed in the console: an inline style or script would show there.
    """
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    contexts, complaints = [], []

    def open_(path, *, width=1366, height=768, scheme="light", javascript=True):
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


@pytest.fixture
def axe():
    """Return what axe (WCAG 2.2 A and AA) finds wrong on a page, one line for each.

    To read the script costs more than the look: once a page. To list what passed costs as much.
    """
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - as above

    options = {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
        "resultTypes": ["violations"],
    }
    look = "options => axe.run(document, options).then((found) => found.violations)"

    def faults(page):
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE_SCRIPT)
        return [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in page.evaluate(look, options)
            for node in fault["nodes"]
        ]

    return faults


@pytest.fixture(scope="session")
def authority_process(tmp_path_factory):
    """The local test authority, running: certificates, timestamps, status over real HTTP."""
    from motcua.integrations.local_authority.local import LocalAuthority  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("authority")
    process = LocalAuthority(folder=folder, port=port, allow_time_override=True)
    process.start()
    process.wait()
    yield process
    process.stop()


@pytest.fixture
def authority(authority_process, settings):
    """Let papers be signed with keys of the local test authority."""
    settings.LOCAL_AUTHORITY_DIR = authority_process.folder
    settings.SIGNING_PROVIDER = "motcua.integrations.local_authority.provider.LocalAuthority"
    return authority_process


class SpareDatabase:
    """A database of its own, for tests that need several processes and real commits."""

    def __init__(self, name, blocker):
        self.name = name
        self.url = embedded.address().replace("/app?", f"/{name}?")
        self._blocker = blocker
        self._processes = []
        self._commands = []

    def rows(self, query, *values):
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def fork(self, function, *arguments):
        """Run a function in a new process whose Django uses this database."""
        process = multiprocessing.get_context("fork").Process(
            target=self._run, args=(function, *arguments)
        )
        process.start()
        self._processes.append(process)
        return process

    def call(self, function, *arguments):
        process = self.fork(function, *arguments)
        process.join()
        assert process.exitcode == 0

    def _run(self, function, *arguments):
        from django.db import connections  # noqa: PLC0415
        from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: PLC0415

        DatabaseWrapper._connection_pools.clear()  # they belong to the parent
        connections.databases["default"]["NAME"] = self.name
        del connections["default"]
        self._blocker.unblock()
        function(*arguments)

    def motcua(self, *arguments, files=None):
        """Run the command line on this database, in a process that need not start anew."""
        self._commands.append(Command(self, arguments, files))
        return self._commands[-1]

    def close(self):
        for process in self._processes:
            process.kill()
            process.join()
        for command in self._commands:
            command.said.close()


class Command:
    """A run of `motcua`: its process, and in the end its status and what it said."""

    def __init__(self, database, arguments, files):
        self.said = tempfile.TemporaryFile("w+b")  # noqa: SIM115 - closed with the database
        self.process = database.fork(self._run, database.url, arguments, files)

    def _run(self, url, arguments, files):
        from motcua.project.cli import main  # noqa: PLC0415

        for stream in (sys.stdout, sys.stderr):
            os.dup2(self.said.fileno(), stream.fileno())
        os.environ["DATABASE_URL"] = url
        if files is not None:
            settings.FILES_DIR = files
        main(arguments)

    def finish(self, seconds=60):
        self.process.join(seconds)
        assert self.process.exitcode is not None
        self.said.seek(0)
        return self.process.exitcode, self.said.read().decode()


@pytest.fixture
def new_database(django_db_blocker):
    """Make databases: migrated ones, or empty ones to restore into."""
    server = embedded.address().replace("/app?", "/postgres?")
    made = []

    def make(*, empty=False):
        name = f"spare_{os.getpid()}_{len(made)}"
        source = "template0" if empty else template_name()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"drop database if exists {name} with (force)")
            connection.execute(f"create database {name} template {source}")
        made.append(SpareDatabase(name, django_db_blocker))
        return made[-1]

    yield make
    for database in made:
        database.close()
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"drop database if exists {database.name} with (force)")


@pytest.fixture
def spare_database(new_database):
    return new_database()
