"""The units and posts of the demo, as the data file has them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from ..types import PlannedPost, Role

DATA = Path(__file__).resolve().parents[1] / "data" / "hong_bang_2024.json"


@cache
def demo_book() -> dict[str, Any]:
    """Return the data file."""
    book: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return book


def planned_posts() -> tuple[PlannedPost, ...]:
    """Return every post of the demo, for whoever fills them with invented persons.

    Posts with the same ``key`` have the same holder; ``account`` names the demo account of the
    holder. Find the post with ``find_post_by_code`` and fill it with ``appoint``.
    """
    return tuple(
        _planned(unit["code"], post) for unit in demo_book()["units"] for post in unit["posts"]
    )


def _planned(unit_code: str, post: dict[str, Any]) -> PlannedPost:
    code = f"{unit_code}/{post['code']}"
    fields = post.get("fields", [])
    if isinstance(fields, str):  # a group of fields by name
        fields = demo_book()["fields"][fields.removeprefix("@")]
    return PlannedPost(
        code=code,
        unit_code=unit_code,
        role=Role(post["role"]),
        title=post["title"],
        fields=tuple(fields),
        key=post.get("key", code),
        account=post.get("account", ""),
    )
