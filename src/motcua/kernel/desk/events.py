"""Facts told to the house."""

from dataclasses import dataclass
from uuid import UUID

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class CalendarLinkMade(Event, code="own_desk.calendar_link_made", stream="account_id"):
    """An official let the calendar of his phone read what falls due; an older link is dead."""

    account_id: UUID


@dataclass(frozen=True, kw_only=True)
class CalendarLinkRevoked(Event, code="own_desk.calendar_link_revoked", stream="account_id"):
    """An official took the link back; whoever has it reads nothing any more."""

    account_id: UUID


ALL = (CalendarLinkMade, CalendarLinkRevoked)
