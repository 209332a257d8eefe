"""Find out who makes the request, and end sessions that nobody uses."""

from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.http import Request
from motcua.foundation.middleware import GetResponse

from .. import queries, use_cases
from ..models import Account
from ..queries.sessions import ENDED_KEY

SEEN_KEY = "identity.seen"
NOTED_EVERY = timedelta(minutes=1)


class ActorMiddleware:
    """Set ``request.actor`` and ``request.posts``: two queries, once the rights are known.

    A request without a session cookie asks nothing and does not touch the session, so that its
    answer may be shared. A session in which nothing happened for the time that the settings allow
    is ended; when it was last used is noted at most once a minute.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = cast("Request", request)
        asked.actor, asked.posts = actors.ANONYMOUS, ()
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            account, now = request.user, timezone.now()
            if _was_idle(request, account, now):
                _end(asked, account, now)
            else:
                standing = queries.standing_of(account, now)
                asked.actor, asked.posts = standing.actor, standing.posts
        return self.get_response(request)


def _was_idle(request: HttpRequest, account: Account, now: datetime) -> bool:
    """Tell whether the session has been idle for too long; if not, note that it is used."""
    seen = request.session.get(SEEN_KEY)
    last = datetime.fromisoformat(seen) if seen else now
    minutes = (
        settings.IDLE_MINUTES_OFFICIALS if account.is_official else settings.IDLE_MINUTES_CITIZENS
    )
    if now - last > timedelta(minutes=minutes):
        return True
    if seen is None or now - last > NOTED_EVERY:
        request.session[SEEN_KEY] = now.isoformat()
    return False


def _end(request: Request, account: Account, now: datetime) -> None:
    actor = queries.standing_of(account, now).actor
    use_cases.record_sign_out(actor=actor, account_id=account.id, at=now, idle=True)
    request.session.flush()
    request.session[ENDED_KEY] = str(account.id)
    request.user = AnonymousUser()
