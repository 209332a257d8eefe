"""One embedded server for every worker; one migrated template database, copied per worker."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from motcua.project import embedded

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in the thread
HERE = Path(__file__).parent


def template_name() -> str:
    """Return the name of the migrated database that fits this code."""
    digest = hashlib.sha256((HERE / "requirements/base.txt").read_bytes())
    for file in sorted(HERE.glob("src/**/migrations/*.py")):
        digest.update(file.name.encode() + file.read_bytes())
    return f"template_{digest.hexdigest()[:12]}"


def pytest_configure(config):
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


@pytest.fixture(autouse=True)
def _files_apart(tmp_path, settings):
    settings.FILES_DIR = tmp_path / "files"
