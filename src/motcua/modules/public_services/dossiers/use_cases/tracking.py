"""The status page without signing in: the second factor, its limits, and its trace."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import events as house
from motcua.foundation.actors import ANONYMOUS, Actor, ActorKind
from motcua.foundation.ids import uuid7
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications

from .. import rules
from ..errors import TooManyTries
from ..events import StatusAsked, TrackingCodeAsked
from ..models import Submission, TrackingCode, TrackingTry

LANGUAGE = "vi"
SALT = "dossiers.tracking"
CODE_LASTS = timedelta(minutes=10)
WINDOW = timedelta(hours=24)
_COUNT = """
insert into dossiers_trackingtry (key, failures, since) values (%(key)s, 1, %(at)s)
on conflict (key) do update set
    failures = case when dossiers_trackingtry.since > %(oldest)s
        then dossiers_trackingtry.failures + 1 else 1 end,
    since = case when dossiers_trackingtry.since > %(oldest)s
        then dossiers_trackingtry.since else excluded.since end
"""


@transaction.atomic
def ask_status(*, code: str, proof: str, address: str, at: datetime) -> bool:
    """Compare the second factor; true opens the status page.

    The factor is the last four digits of the personal number or of the telephone number, as
    registered, or a one-time code. An unknown code and a wrong factor get the same answer after the
    same work, and count the same.

    Args:
        code: As typed or scanned.
        address: From where the request comes.

    Raises:
        TooManyTries: This code or this address has been wrong too often.

    Publishes:
        StatusAsked

    Law:
        L 91/2025; ND 356/2025
    """
    code, proof = rules.find_code(code), "".join(filter(str.isdigit, proof))
    limits = {
        f"code:{code}": settings.TRACKING_TRIES,
        f"address:{address}": settings.TRACKING_TRIES_OF_ADDRESS,
    }
    _require_below(limits, at)
    submission = Submission.objects.select_related("person").filter(code=code).first()
    sent = list(
        TrackingCode.objects.select_for_update().filter(
            submission_id=submission.id if submission else uuid7(),
            used_at=None,
            expires_at__gt=at,
        )
    )
    expected = _factors(submission)
    matches = [constant_time_compare(proof, factor) for factor in expected]
    digest = _digest(code, proof)
    used = [each for each in sent if constant_time_compare(digest, each.digest)]
    opened = submission is not None and (any(matches) or bool(used))
    if opened:
        TrackingTry.objects.filter(key=f"code:{code}").delete()
        TrackingCode.objects.filter(id__in=[each.id for each in used]).update(used_at=at)
    else:
        _count(limits, at)
    asked = StatusAsked(ask_id=uuid7(), dossier_code=code, opened=opened)
    house.publish(asked, by=ANONYMOUS, at=at)
    return opened


@transaction.atomic
def ask_tracking_code(*, code: str, address: str, at: datetime) -> None:
    """Ask for a one-time code; it goes to the registered contact if there is such a dossier.

    Nothing tells the asker whether there is one: a handler looks for it afterwards.

    Raises:
        TooManyTries: For this code or from this address it was asked too often.

    Publishes:
        TrackingCodeAsked

    Law:
        L 91/2025; ND 356/2025
    """
    code = rules.find_code(code)
    limits = {
        f"send:{code}": settings.TRACKING_CODES,
        f"send-address:{address}": settings.TRACKING_TRIES_OF_ADDRESS,
    }
    _require_below(limits, at)
    _count(limits, at)
    asked = TrackingCodeAsked(ask_id=uuid7(), dossier_code=code)
    house.publish(asked, by=ANONYMOUS, at=at)


@transaction.atomic
def send_tracking_code(*, key: str, code: str, at: datetime) -> None:
    """Send a one-time code to the applicant of a dossier; to nobody when there is none.

    Args:
        key: Names the occasion: asked for once, sent once.
    """
    submission = Submission.objects.defer("data").filter(code=code).first()
    if submission is None:
        return
    digits = f"{secrets.randbelow(10**6):06}"
    TrackingCode.objects.create(
        submission=submission,
        digest=_digest(code, digits),
        sent_at=at,
        expires_at=at + CODE_LASTS,
    )
    with override(LANGUAGE):
        notifications.send(
            key=key,
            to_person_id=submission.person_id,
            subject=_("Code %(digits)s to follow the dossier %(code)s")
            % {"digits": digits, "code": code},
            body=_(
                "The code holds for ten minutes. Whoever did not ask for it need do nothing; please"
                " give it to nobody."
            ),
            at=at,
        )


@transaction.atomic
def record_status_look(*, code: str, opened: bool, at: datetime) -> None:
    """Note for the applicant that somebody followed his dossier by its code, or tried to.

    Law:
        L 91/2025; ND 356/2025
    """
    submission = Submission.objects.defer("data").filter(code=code).first()
    if submission is None:
        return
    with override(LANGUAGE):
        somebody = Actor(
            kind=ActorKind.ANONYMOUS, name=_("Somebody who has the code of the dossier")
        )
        purpose = (
            _("Looked at the state of the dossier without signing in")
            if opened
            else _("Wrong check digits when following the dossier; nothing was shown")
        )
    identity.record_access(
        actor=somebody,
        person_id=submission.person_id,
        purpose=purpose,
        subject_code=code,
        unit_id=submission.unit_id,
        at=at,
    )


def _factors(submission: Submission | None) -> tuple[str, str]:
    """Return the digits that open a dossier; for none, digits that nobody can type."""
    person = submission.person if submission else None
    numbers = (person.personal_number, person.phone) if person else ("", "")
    digits = ("".join(filter(str.isdigit, number or "")) for number in numbers)
    first, second = (each[-4:] if len(each) >= rules.FACTOR_DIGITS else "----" for each in digits)
    return first, second


def _digest(code: str, digits: str) -> str:
    return salted_hmac(SALT, f"{code} {digits}", algorithm="sha256").hexdigest()


def _require_below(limits: dict[str, int], at: datetime) -> None:
    tried = TrackingTry.objects.filter(key__in=limits, since__gt=at - WINDOW)
    if any(each.failures >= limits[each.key] for each in tried):
        raise TooManyTries


def _count(keys: Iterable[str], at: datetime) -> None:
    with connection.cursor() as cursor:
        for key in sorted(keys):
            cursor.execute(_COUNT, {"key": key, "at": at, "oldest": at - WINDOW})
