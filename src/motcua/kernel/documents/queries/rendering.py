"""Legal papers: a template and its data become a PDF."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any


def render_paper(template: Path, data: Mapping[str, Any]) -> bytes:
    """Return the paper as PDF/A-2a and PDF/UA-1."""
    raise NotImplementedError
