"""Sessions in the database, found by one statement whose words are put together once."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from .prepared import Prepared

_LIVE = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now),
    key=str,
    now=datetime,
)


class SessionStore(db.SessionStore):
    """Django's sessions; only finding one is ours, because every request does it."""

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = None
        if self.session_key and "\0" not in self.session_key:
            found = _LIVE.first(key=self.session_key, now=timezone.now())  # noqa: TID251 - an edge
        if found is None:
            self._session_key = None
        return found
