"""Believable content for the living page of components."""

from datetime import datetime
from typing import Any


def public(*, at: datetime) -> dict[str, Any]:
    """Return what ``ui/design.html`` shows."""
    return {}


def workspace(*, at: datetime) -> dict[str, Any]:
    """Return what ``ui/design_workspace.html`` shows."""
    return {}
