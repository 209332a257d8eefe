"""Databases for tests of several processes, which commit, are killed, and run `motcua`."""

import multiprocessing
import os
import sys
import tempfile

import psycopg
import pytest
from django.conf import settings
from tests.databases import on_server, template_name

from motcua.project import embedded


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
    made = []

    def make(*, empty=False):
        name = f"spare_{os.getpid()}_{len(made)}"
        source = "template0" if empty else template_name()
        on_server(
            f"drop database if exists {name} with (force)",
            f"create database {name} template {source}",
        )
        made.append(SpareDatabase(name, django_db_blocker))
        return made[-1]

    yield make
    for database in made:
        database.close()
        on_server(f"drop database if exists {database.name} with (force)")


@pytest.fixture
def spare_database(new_database):
    return new_database()
