"""Jobs of the worker."""

from datetime import date, timedelta
from itertools import pairwise

from django.utils import timezone

from motcua.foundation.time import local_date
from motcua.modules.public_services.dossiers import api as dossiers

from . import queries, use_cases

_LOOKED_BACK = timedelta(days=31)


def foretell() -> None:
    """Foretell the dossiers of this morning, and note what came of those before.

    The first time the mornings of the last month are foretold too, by what was known then, so
    that there is an accuracy from the first day on.
    """
    today = local_date(timezone.now())
    if queries.last_morning() is None:
        for day in _working(today - _LOOKED_BACK, today - timedelta(days=1)):
            use_cases.foretell(on=day)
    use_cases.foretell(on=today)
    use_cases.note_what_came(at=timezone.now())


def _working(first: date, last: date) -> list[date]:
    days = dossiers.working_days(first - timedelta(days=1), last)
    return [day for before, day in pairwise(sorted(days)) if days[day] > days[before]]
