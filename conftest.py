"""One embedded server for every worker; long tests first; keys of a test authority."""

import functools
import gc
import itertools
import os
import socket
from pathlib import Path

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, PBKDF2PasswordHasher
from hypothesis import HealthCheck
from hypothesis import settings as properties
from xdist.scheduler import LoadScopeScheduling

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop in the thread
pytest_plugins = ("tests.databases", "tests.processes", "tests.browsers")
HERE = Path(__file__).parent
NUMBERS = itertools.count()
# Tests never assert times: a busy machine is not a fault of the product.
properties.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("house")


class LongFirst(LoadScopeScheduling):
    """Keep together the tests of a file that builds a world once; begin with those."""

    @functools.cache  # noqa: B019 - there is one scheduler
    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        builds = any(sign in text_of(file) for sign in ('scope="module"', "demo_db"))
        return file if builds else nodeid


@functools.cache
def text_of(file):
    return (HERE / file).read_text()


def pytest_xdist_make_scheduler(config, log):
    return LongFirst(config, log) if config.getoption("dist") == "loadscope" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Put the journeys first: one of them at the end, and the other worker waits for it."""
    items.sort(key=lambda item: not item.path.is_relative_to(HERE / "tests" / "journeys"))


def pytest_collection_finish():
    """Let the collector of garbage leave five thousand tests alone, and come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def pytest_configure():
    # The same methods as in production, at the least price: no test is a thief with a dictionary.
    PBKDF2PasswordHasher.iterations = 1
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64


@pytest.fixture(autouse=True)
def _files_apart(tmp_path_factory, settings):
    # Whoever stores makes the folder; `tmp_path` would list thousands to find a free name.
    settings.FILES_DIR = tmp_path_factory.getbasetemp() / f"files-{next(NUMBERS)}"


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
