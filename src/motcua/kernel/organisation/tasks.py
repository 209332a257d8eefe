"""Jobs of the worker."""

from django.utils import timezone

from .use_cases import simulate_batch

PARTS_A_RUN = 5  # then the other jobs of the worker have their turn


def simulate() -> None:
    """Count what drafted changes of the calendar would move, a few parts at a time."""
    for _part in range(PARTS_A_RUN):
        if not simulate_batch(at=timezone.now()):
            return
