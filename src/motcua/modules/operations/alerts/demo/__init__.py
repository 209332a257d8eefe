"""Rules of the demo district, its duty, and the alerts of its last days in every state."""

from django.db import transaction
from django.utils import timezone

from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from ..models import Rule
from . import days, duty

DISTRICT = "H24.12"


def load() -> None:
    """Plan the duty, write the rules, let them ring day by day and people answer; repeatable."""
    now = timezone.now()
    district = organisation.find_unit(DISTRICT, on=local_date(now))
    if district is None or Rule.objects.exists():
        return
    while analytics.settle():
        pass
    with transaction.atomic():  # all of it or nothing, and one wait for the disk
        duty.plan(district.id, now)
        days.play(district.id, now)
