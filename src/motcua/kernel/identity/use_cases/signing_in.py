"""Coming in, failing to, and leaving."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from motcua.foundation import events
from motcua.foundation.actors import ANONYMOUS, Actor

from .. import rules
from ..events import SignedIn, SignedOut, SignInFailed
from ..models import SignInThrottle
from ..queries.accounts import throttle_keys
from ..types import SignInMethod

_COUNT = """
insert into identity_signinthrottle (key, failures, since) values (%(key)s, 1, %(at)s)
on conflict (key) do update set
    failures = case when identity_signinthrottle.since > %(oldest)s
        then identity_signinthrottle.failures + 1 else 1 end,
    since = case when identity_signinthrottle.since > %(oldest)s
        then identity_signinthrottle.since else excluded.since end
"""


@transaction.atomic
def record_sign_in(
    *, actor: Actor, username: str, method: SignInMethod, at: datetime, address: str = ""
) -> None:
    """Record that somebody came in, and forget his failures.

    Publishes:
        SignedIn

    Law:
        TCVN 14423:2026, 5.8.2.1
    """
    keys = throttle_keys(username=username, address="")
    SignInThrottle.objects.filter(key__in=keys.values()).delete()
    if actor.account_id is not None:
        signed_in = SignedIn(account_id=actor.account_id, method=method.value, address=address)
        events.publish(signed_in, by=actor, at=at)


@transaction.atomic
def record_failed_sign_in(*, username: str, at: datetime, address: str = "") -> None:
    """Count a wrong password or code against the name and the address, and record it.

    Publishes:
        SignInFailed

    Law:
        TCVN 14423:2026, 5.5.2.2
    """
    keys = throttle_keys(username=username, address=address)
    with connection.cursor() as cursor:
        for key in sorted(keys.values()):
            oldest = at - rules.THROTTLE_FOR
            cursor.execute(_COUNT, {"key": key, "at": at, "oldest": oldest})
    failed = SignInFailed(username=username[:150], address=address)
    events.publish(failed, by=ANONYMOUS, at=at)


@transaction.atomic
def record_sign_out(*, actor: Actor, account_id: UUID, at: datetime, idle: bool = False) -> None:
    """Record that somebody left, or, when ``idle``, that his session was ended.

    Publishes:
        SignedOut

    Law:
        TCVN 14423:2026, 5.8.2.1
    """
    events.publish(SignedOut(account_id=account_id, idle=idle), by=actor, at=at)
