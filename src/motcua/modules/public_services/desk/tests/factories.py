"""Comments, made through use cases."""

from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.modules.public_services.desk import use_cases
from motcua.modules.public_services.dossiers.tests.factories import LATER


def write(actor: Actor, code: str, body: str = "Đã xem.", *, at: datetime = LATER) -> UUID:
    """Write a comment about a dossier."""
    return use_cases.write_comment(actor=actor, code=code, body=body, at=at)
