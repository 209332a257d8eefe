"""What follows here from what happened elsewhere."""

from motcua.foundation.events import Envelope
from motcua.kernel.organisation import api as organisation

from . import use_cases


def appointment_changed(
    event: organisation.Appointed | organisation.AppointmentEnded, envelope: Envelope
) -> None:
    """Let the rights of somebody be worked out anew who takes or leaves a post."""
    use_cases.forget_rights(person_ids=(event.appointed_id,))


def delegation_changed(
    event: organisation.Delegated | organisation.DelegationEnded, envelope: Envelope
) -> None:
    """Let the rights of somebody be worked out anew to whom a power is lent, or no longer."""
    use_cases.forget_rights(person_ids=(event.to_person_id,))


def units_changed(
    event: organisation.UnitCreated | organisation.UnitSucceeded, envelope: Envelope
) -> None:
    """Let all rights be worked out anew: they reach over units."""
    use_cases.forget_rights()
