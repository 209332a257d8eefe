"""Jobs by the clock: packages are read again, borrowers reminded, views ended."""

import logging

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import local_date

from . import queries, use_cases

logger = logging.getLogger(__name__)
HOUSE = actors.system("archive")
AT_ONCE = 20  # packages of one run; the next comes a minute later


def check_fixity() -> None:
    """Read the packages whose turn has come and compare them with their hashes."""
    now = timezone.now()
    for package_id in queries.list_to_check(at=now, limit=AT_ONCE):
        found = use_cases.check_package(actor=HOUSE, package_id=package_id, at=now)
        for broken in found.broken:
            logger.error("package %s: %s is damaged", package_id, broken.path)


def end_views() -> None:
    """End the loans of electronic files whose time has passed."""
    now = timezone.now()
    for loan_id in queries.list_run_out_views(at=now):
        use_cases.give_back(actor=HOUSE, loan_id=loan_id, at=now)


def remind_borrowers() -> None:
    """Tell each morning who has paper past its day."""
    now = timezone.now()
    for loan in queries.list_past_due(today=local_date(now)):
        use_cases.remind_borrower(actor=HOUSE, loan_id=loan.id, at=now)
