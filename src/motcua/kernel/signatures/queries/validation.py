"""Judging signatures."""

from datetime import datetime

from ..types import Verdict


def validate(*, pdf: bytes, at: datetime) -> Verdict:
    """Return what can be said about the signatures in ``pdf`` at the instant ``at``.

    Raises:
        NotAPdf: It cannot be read as PDF.
    """
    raise NotImplementedError
