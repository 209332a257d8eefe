"""Background jobs; each calls one use case."""

from django.utils import timezone

from motcua.foundation import actors

from . import use_cases

CLOCK = actors.system("signatures.clock")
ARCHIVIST = actors.system("signatures.archivist")


def expire_requests() -> None:
    """Close the requests that nobody confirmed in time."""
    use_cases.expire_requests(actor=CLOCK, at=timezone.now())


def renew_archive() -> None:
    """Carry on the proof of archived files before it ends."""
    use_cases.renew_archive(actor=ARCHIVIST, at=timezone.now())


def warn_of_expiry() -> None:
    """Tell of certificates that end soon."""
    use_cases.warn_of_expiry(actor=CLOCK, at=timezone.now())
