"""Reactions to events: promises follow the calendar as far as they may."""

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.organisation import api as organisation

from . import use_cases

HOUSE = actors.system("cases.handlers")


def recount(event: organisation.CalendarApproved, envelope: Envelope) -> None:
    """Count the promises again that the change touches."""
    use_cases.recount_cases(
        actor=HOUSE,
        unit_id=event.for_unit_id,
        first=event.first,
        last=event.last,
        recount=organisation.Recount(event.recount),
        decision=event.legal_basis,
        ordered_by=envelope.actor_name,
        at=envelope.at,
    )
