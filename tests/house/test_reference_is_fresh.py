"""The lists that are read from the register say what the register says."""

from pathlib import Path

from motcua.project.cli import reference

DOCS = Path(__file__).parents[2] / "docs"


def test_generated_pages_are_fresh():
    stale = [
        name for name, text in reference.renewed(DOCS).items() if (DOCS / name).read_text() != text
    ]

    assert not stale, f"renew {', '.join(stale)}: {reference.REFRESH}"
