"""Jobs of the worker."""

from django.utils import timezone

from . import use_cases
from .use_cases.telling import AT_ONCE


def watch() -> None:
    """Look at all rules, then tell whoever has to be told."""
    use_cases.watch(at=timezone.now())
    while use_cases.tell_due(at=timezone.now()) == AT_ONCE:
        pass
