"""The catalogue of the demo city: the one that ships, in force since the beginning of 2023."""

from datetime import date
from typing import Any

from django.utils import timezone

from motcua.foundation import actors

from .queries.files import SHIPPED, shipped_catalogue
from .use_cases.imports import import_procedures

IN_FORCE_FROM = date(2023, 1, 1)


def load(**options: Any) -> None:
    """Import the shipped catalogue; again without change it does nothing."""
    import_procedures(
        actor=actors.system("demo"),
        filename=SHIPPED.name,
        data=shipped_catalogue(),
        effective_from=IN_FORCE_FROM,
        at=timezone.now(),
        **{name: value for name, value in options.items() if name == "progress"},
    )
