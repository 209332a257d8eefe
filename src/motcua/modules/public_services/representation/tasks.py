"""Background jobs."""

from django.utils import timezone

from motcua.foundation import actors
from motcua.foundation.time import local_date

from . import use_cases

JOB = actors.system("representation.tasks")


def end_mandates() -> None:
    """End the mandates whose last day is over."""
    at = timezone.now()
    use_cases.end_mandates_run_out(actor=JOB, on=local_date(at), at=at)
