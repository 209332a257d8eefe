"""Passes of walls: signed, so that the process that holds their connections asks nobody else."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from motcua.kernel.identity import api as identity

from .. import permissions
from ..errors import PassRefused
from ..types import Choice, Pass

LIFE = timedelta(hours=12)  # as a session: a night without a network is survived
_SIGNER = "motcua.wall.pass"


def pass_for(*, account_id: UUID, choice: Choice, at: datetime) -> Pass:
    """Return a pass for whoever opens a wall now; the view has checked his right."""
    return Pass(account_id=account_id, choice=choice, opened_at=at, until=at + LIFE)


def token_of(given: Pass) -> str:
    """Return a pass as text that only we can have written."""
    choice = given.choice
    return Signer(salt=_SIGNER).sign_object(
        {
            "account": str(given.account_id),
            "unit": str(choice.unit_id),
            "period": choice.period,
            "fields": choice.fields,
            "map": choice.map_of,
            "language": choice.language,
            "opened": given.opened_at.isoformat(),
            "until": given.until.isoformat(),
        }
    )


def admit(*, token: str, at: datetime) -> Pass:
    """Read a pass.

    Raises:
        PassRefused: We did not write it, or it has ended.
    """
    try:
        read = Signer(salt=_SIGNER).unsign_object(token)
    except BadSignature:
        raise PassRefused from None
    given = Pass(
        account_id=UUID(read["account"]),
        choice=Choice(
            unit_id=UUID(read["unit"]),
            period=read["period"],
            fields=tuple(read["fields"]),
            map_of=read["map"],
            language=read["language"],
        ),
        opened_at=datetime.fromisoformat(read["opened"]),
        until=datetime.fromisoformat(read["until"]),
    )
    if at >= given.until:
        raise PassRefused
    return given


def renewed(*, given: Pass, at: datetime) -> Pass:
    """Return the pass for another while, if its holder may still see the figures of the unit.

    Raises:
        PassRefused: He may not any more, or the wall was opened too long ago.
    """
    actor = identity.actor_for(given.account_id, at)
    ends_at = given.opened_at + timedelta(days=settings.WALL_DAYS)
    if at >= ends_at or not permissions.SHOW.held_by(actor, unit_id=given.choice.unit_id):
        raise PassRefused
    return Pass(
        account_id=given.account_id,
        choice=given.choice,
        opened_at=given.opened_at,
        until=min(at + LIFE, ends_at),
    )
