"""Validations that are kept."""

from datetime import datetime
from uuid import UUID

from ..types import Verdict


def validate_stored(*, file_id: UUID, at: datetime) -> Verdict:
    """Validate a stored file and keep the report."""
    raise NotImplementedError
