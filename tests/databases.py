"""Databases of the tests: a migrated template for each state of the migrations, and its copies."""

import functools
import hashlib
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import transaction

from motcua.project import embedded

HERE = Path(__file__).parents[1]
# No test cuts the power, so none waits for the disk.
CARELESS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=4GB")


@functools.cache
def layers() -> dict[str, str]:
    """Return what a migrated database depends on: each file, and a digest of its content."""
    files = [HERE / "requirements/base.txt", *sorted(HERE.glob("src/**/migrations/*.py"))]
    return {
        str(file.relative_to(HERE)): hashlib.sha256(file.read_bytes()).hexdigest()[:12]
        for file in files
    }


@functools.cache
def template_name() -> str:
    """Return the name of the migrated database that fits this code."""
    return f"template_{hashlib.sha256(json.dumps(layers()).encode()).hexdigest()[:12]}"


def make_template(server, name):
    """Migrate a copy of the newest database that lacks only later migrations; else an empty one."""
    described = "select datname, shobj_description(oid, 'pg_database') from pg_database"
    with psycopg.connect(server, autocommit=True) as connection:
        known = dict(connection.execute(f"{described} order by oid desc").fetchall())
        if name in known:
            return
        fits = (
            database
            for database, said in known.items()
            if database.startswith("template_")
            and said
            and json.loads(said).items() <= layers().items()
        )
        source = next(fits, "template0")
        connection.execute(f"drop database if exists {name}_new")
        connection.execute(f"create database {name}_new template {source}")
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v0"],
            check=True,
            env=os.environ
            | {
                "DATABASE_URL": embedded.address().replace("/app?", f"/{name}_new?"),
                "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
            },
        )
        connection.execute(f"comment on database {name}_new is '{json.dumps(layers())}'")
        connection.execute(f"alter database {name}_new rename to {name}")


def pytest_configure(config):
    if hasattr(config, "workerinput"):
        return  # the controller has done it
    embedded.ensure_running(*CARELESS)
    make_template(embedded.address().replace("/app?", "/postgres?"), template_name())


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


def on_server(*statements):
    """Run statements that are about whole databases."""
    server = embedded.address().replace("/app?", "/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def move_to(name):
    """Let Django use another database, in all threads; return the name of the one before."""
    from django.db import connections  # noqa: PLC0415

    connection = connections["default"]
    connection.close()
    connection.close_pool()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name  # shared by the connections of all threads
    return before


@contextmanager
def living_in(name):
    """Let Django use another database for a while."""
    usual = move_to(name)
    try:
        yield name
    finally:
        move_to(usual)


@pytest.fixture(scope="session")
def copy_of(django_db_setup, django_db_blocker):
    """Let Django live in a copy of a database: ``with copy_of(source, "city") as name:``."""
    made = set()

    @contextmanager
    def live(source, kind):
        name = f"{kind}_{os.getpid()}"
        on_server(
            f"drop database if exists {name} with (force)",
            f"create database {name} template {source}",
        )
        made.add(name)
        with django_db_blocker.unblock(), living_in(name):
            yield name

    yield live
    on_server(*(f"drop database if exists {name} with (force)" for name in made))


@pytest.fixture(scope="session")
def template():
    """The name of the migrated database."""
    return template_name()


@pytest.fixture
def starting_database(template):
    """The database that a test with real commits begins with: what migrations bring, no more."""
    return template


@pytest.fixture
def transactional_db(starting_database, copy_of):
    """Let a test commit in a copy of a database: to empty hundreds of tables costs far more.

    The live server asks for this fixture by its name. The mark ``transaction=True`` empties tables.
    """
    with copy_of(starting_database, "copy"):
        yield


@pytest.fixture(scope="session")
def demo_city(copy_of, template):
    """The city of the demo with its people and the whole catalogue, before its first dossier."""
    from motcua.foundation import modules  # noqa: PLC0415 - Django must be up
    from motcua.foundation.delivery import deliver_pending  # noqa: PLC0415

    manifests = {config.label: config.manifest for config in modules.installed()}
    with copy_of(template, "demo") as name:
        for label in ("places", "organisation", "procedures"):
            manifests[label].demo()
        manifests["identity"].demo(amount=1500)
        while deliver_pending():
            pass
    return name


@pytest.fixture(scope="module")
def demo_db(demo_city, django_db_blocker):
    """Keep the city of the demo for the tests of a file, as ``kept_db`` does."""
    with django_db_blocker.unblock(), living_in(demo_city), transaction.atomic():
        yield
        transaction.set_rollback(True)
