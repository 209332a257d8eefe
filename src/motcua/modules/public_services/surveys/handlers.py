"""Reactions to events."""

from motcua.foundation.events import Envelope
from motcua.modules.public_services.dossiers import api as dossiers

from . import use_cases


def invite(event: dossiers.ResultReturned, envelope: Envelope) -> None:
    """Ask whoever has his result how he was served."""
    if envelope.unit_id is not None:
        use_cases.invite(
            unit_id=envelope.unit_id,
            submission_id=event.submission_id,
            dossier_code=event.dossier_code,
            person_id=event.person_id,
            at=envelope.at,
        )
