"""Jobs of the worker: the mailboxes of the authorities are read."""

import logging
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from motcua.foundation import actors
from motcua.foundation.errors import Unavailable
from motcua.foundation.time import local_date
from motcua.kernel.organisation import api as organisation

from . import queries, use_cases

if TYPE_CHECKING:
    from .ports import Mailbox

logger = logging.getLogger(__name__)
HOUSE = actors.system("incoming.mail")
LANGUAGE = "vi"


def fetch_mail() -> None:
    """Fetch what is new in each mailbox; one that is silent is asked again next time."""
    for unit_code, address in settings.MAILBOXES.items():
        try:
            with override(LANGUAGE):
                fetch_from(unit_code, address)
        except (OSError, Unavailable) as error:
            logger.warning("the mailbox of %s does not answer: %s", unit_code, error)
        except Exception:  # whatever it was, the other mailboxes are read
            logger.exception("the mailbox of %s was not read", unit_code)


def fetch_from(unit_code: str, address: str) -> int:
    """Take in the new letters of a mailbox, oldest first, and return how many were new.

    Outside any transaction: each letter is one of its own, so that a worker that dies loses none
    and takes none twice.
    """
    unit = organisation.find_unit(unit_code, on=local_date(timezone.now()))
    if unit is None:
        logger.error("there is no unit %s to which a mailbox belongs", unit_code)
        return 0
    mailbox: Mailbox = import_string(settings.MAIL_READER)(address)
    validity, new = mailbox.validity(), 0
    after = queries.last_letter(mailbox=unit_code, validity=validity)
    for number, source in mailbox.letters(after=after):
        of_letter = {"mailbox": unit_code, "validity": validity, "number": number}
        _take(unit.id, source, of_letter)
        new += 1
    return new


def _take(unit_id: UUID, source: bytes | None, of_letter: dict[str, Any]) -> None:
    """Take a letter in, or note why not: one that nobody can open does not stop the others."""
    at = timezone.now()
    if source is None:
        reason = _("The letter is larger than may be. Ask for it on another way.")
    else:
        try:
            use_cases.receive_mail(actor=HOUSE, unit_id=unit_id, source=source, at=at, **of_letter)
        except (OSError, DatabaseError, Unavailable):
            raise  # of the house, not of the letter: it is taken in next time
        except Exception:
            logger.exception("letter %s cannot be opened", of_letter)
            reason = _("The letter cannot be opened. Look at it in the mailbox.")
        else:
            return
    use_cases.refuse_mail(actor=HOUSE, unit_id=unit_id, reason=reason, at=at, **of_letter)
