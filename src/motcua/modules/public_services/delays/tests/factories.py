"""Dossiers that will be late, made through use cases. A procedure takes three working days."""

from motcua.modules.public_services.delays.models import Apology
from motcua.modules.public_services.delays.types import Wording
from motcua.modules.public_services.dossiers.tests import factories as dossiers

local = dossiers.local
# Accepted on Monday 4 March 2024, promised until the end of Thursday the 7th.
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (local(f"2024-03-0{day} 07:00") for day in (5, 6, 7, 8))
NEXT_WEDNESDAY = local("2024-03-13 07:00")
WORDS = Wording(
    reason_kind="VERIFY", reason="Chờ xác minh tại nơi ở.", due_at=local("2024-03-11 17:00")
)


def apology_of(code: str) -> Apology:
    """Return the latest apology of a dossier."""
    return Apology.objects.filter(dossier_code=code).latest("drafted_at")
