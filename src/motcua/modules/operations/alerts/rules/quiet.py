"""Hours in which nobody is told."""

from datetime import datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE, local


def after_quiet(at: datetime, quiet: tuple[time, time] | None) -> datetime:
    """Return ``at``, or when the quiet hours in which it lies are over; they may span midnight."""
    if quiet is None or quiet[0] == quiet[1]:
        return at
    start, end = quiet
    here = local(at)
    now = here.time()
    over_midnight = start > end
    is_quiet = now >= start or now < end if over_midnight else start <= now < end
    if not is_quiet:
        return at
    day = here.date() + timedelta(days=1 if over_midnight and now >= start else 0)
    return datetime.combine(day, end, LOCAL_ZONE)
