"""The library of the demo city: the one that ships, in force as long as its catalogue."""

from datetime import date
from typing import Any

from django.utils import timezone

from motcua.foundation import actors

from .queries import shipped_library
from .use_cases import load_library

IN_FORCE_FROM = date(2023, 1, 1)


def load(**_options: Any) -> None:
    """Load the shipped library; again without change it does nothing."""
    load_library(
        actor=actors.system("demo"),
        data=shipped_library(),
        effective_from=IN_FORCE_FROM,
        at=timezone.now(),
    )
