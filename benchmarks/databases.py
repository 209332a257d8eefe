"""The three databases of a run: ours, the baseline's and pgbench's."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg

from benchmarks.commands import HERE, run, say
from motcua.project import embedded

YARDSTICKS = HERE / "yardsticks"
BENCH_PYTHON = HERE.parent / ".venv-bench" / "bin" / "python"
MOST_BESIDE = 1_000_000
NAMES = ("bench_pg", "bench_drf", "bench_motcua")


@dataclass(frozen=True, slots=True)
class Databases:
    """Databases on the embedded server with so many dossiers each.

    Attributes:
        pool: How many acts of each kind there must be something for.
        folder: Where this run keeps its files.
    """

    size: int
    pool: int
    folder: Path

    @property
    def beside(self) -> int:
        """Return the size of the yardsticks: not more than a million, which favours them."""
        return min(self.size, MOST_BESIDE)

    def address(self, database: str) -> str:
        """Return the address of one of our databases."""
        return embedded.address().replace("/app?", f"/{database}?")

    def _admin(self, *statements: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[arg-type] # our own words

    def prepare(self) -> None:
        """Make and fill the three databases."""
        for name in NAMES:
            self._admin(f"drop database if exists {name} with (force)", f"create database {name}")
        say(f"pgbench's tables with {self.beside} dossiers")
        for file in ("schema", "fill"):
            given = ["-v", f"n={self.beside}", "-v", f"officers={self.officers}"]
            self.pg("psql", "-q", *given, "-d", "bench_pg", "-f", YARDSTICKS / "pg" / f"{file}.sql")
        say("the baseline's")
        self._drf("manage.py", "migrate", "-v0")
        seed = (YARDSTICKS / "baseline_drf" / "seed.py").read_text()
        self._drf("manage.py", "shell", "-v0", "-c", seed)
        say("ours")
        ours = self.our_environment
        run([sys.executable, "-m", "motcua.project.cli", "migrate", "-v0"], ours)
        sizes = ["--size", str(self.size), "--pool", str(self.pool)]
        run([sys.executable, HERE / "world.py", *sizes], ours)

    @property
    def officers(self) -> int:
        return max(10, self.beside // 500 * 10)

    def pg(self, program: str, *arguments: str | Path) -> str:
        server = ["-h", str(embedded.data_dir()), "-U", "app"]
        command = [embedded.binary(program), *server, *arguments]
        return run(command, {}, quiet=True)

    def _drf(self, *arguments: str) -> None:
        folder = YARDSTICKS / "baseline_drf"
        run([BENCH_PYTHON, *arguments], self.drf_environment, folder=folder, quiet=True)

    @property
    def drf_environment(self) -> dict[str, str]:
        return {
            "DB_NAME": "bench_drf",
            "DB_HOST": str(embedded.data_dir()),
            "BENCH_SIZE": str(self.beside),
            "DJANGO_SETTINGS_MODULE": "settings",
        }

    @property
    def our_environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.address("bench_motcua"),
            "DJANGO_SETTINGS_MODULE": "motcua.project.settings",
            "MOTCUA_FILES": str(self.folder / "files"),
            "MOTCUA_BENCH_CAST": str(self.folder / "cast.json"),
            "PYTHONPATH": os.pathsep.join(
                filter(None, [os.environ.get("PYTHONPATH", ""), str(HERE.parent)])
            ),
        }

    def clean(self) -> None:
        """Drop what was made."""
        for name in NAMES:
            self._admin(f"drop database if exists {name} with (force)")
        shutil.rmtree(self.folder, ignore_errors=True)
