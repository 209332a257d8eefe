"""What districts reported, as it is written down."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..types import Claim

BOOK = Path(__file__).resolve().parents[1] / "data" / "figures.toml"


@cache
def claims_by_group() -> Mapping[str, tuple[Claim, ...]]:
    """Return the claims by the title of their group, in order."""
    groups = tomllib.loads(BOOK.read_text(encoding="utf-8"))["groups"]
    return {
        group["title"]: tuple(Claim(**figure) for figure in group["figures"]) for group in groups
    }
