"""What the house tests look at: the source, the modules, the files under version control."""

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

from motcua.foundation import modules

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "motcua"


@cache
def parsed(path):
    return ast.parse(path.read_text(), filename=str(path))


@pytest.fixture(scope="session")
def sources():
    """Every Python file of the product with its tree, tests and migrations left out."""
    return {
        path: parsed(path)
        for path in sorted(SOURCE.rglob("*.py"))
        if not {"tests", "migrations"} & set(path.parts)
    }


@pytest.fixture(scope="session")
def module_folders():
    """The folder of every kernel app and module, by its label."""
    return {config.label: Path(config.path) for config in modules.installed()}


@pytest.fixture(scope="session")
def tracked():
    """Every file under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 - found in the environment
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a working copy under version control")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]
