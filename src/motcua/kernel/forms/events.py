"""What happens to forms."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class FormVersionAdded(Event, code="forms.version_added", stream="form_version_id"):
    """A form got its first or its next version."""

    form_version_id: UUID
    form_code: str
    version: int
    valid_from: date
