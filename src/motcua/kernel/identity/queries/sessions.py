"""What a session keeps for somebody whose session has ended."""

from datetime import datetime, timedelta
from typing import Any

from django.http import QueryDict

from motcua.foundation.http import Request

_KEY = "identity.stash"
ENDED_KEY = "identity.ended_account"
KEEP_FOR = timedelta(minutes=30)
MOST_CHARACTERS = 500_000
_NEVER = {"csrfmiddlewaretoken", "password"}


def stash_post(request: Request) -> None:
    """Keep what was typed into a form whose session has ended; files are not kept.

    It waits half an hour in the new session, survives the sign-in that follows, and is given back
    by :func:`pop_stash`. Whose session ended is kept beside it, so that on a shared computer the
    next person does not get it.
    """
    typed = {key: values for key, values in request.POST.lists() if key not in _NEVER}
    if sum(len(value) for values in typed.values() for value in values) > MOST_CHARACTERS:
        return
    request.session[_KEY] = {
        "path": request.path,
        "typed": typed,
        "at": request.at.isoformat(),
        "account_id": request.session.get(ENDED_KEY),
    }


def pop_stash(request: Request, path: str) -> QueryDict | None:
    """Give back, once, what was typed into the form at ``path`` before the session ended."""
    kept: dict[str, Any] | None = request.session.get(_KEY)
    if kept is None or kept["path"] != path:
        return None
    del request.session[_KEY]
    request.session.pop(ENDED_KEY, None)
    account_id = request.actor.account_id
    is_mine = kept["account_id"] in {None, str(account_id)}
    if not is_mine or request.at - datetime.fromisoformat(kept["at"]) > KEEP_FOR:
        return None
    typed = QueryDict(mutable=True)
    for key, values in kept["typed"].items():
        typed.setlist(key, values)
    return typed
