"""When somebody is reminded of a task: seldom enough to be read."""

from datetime import datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE, local_date

from ..types import Reminder

AGAIN_AFTER = timedelta(days=7)


def reminder_for(
    *, due_at: datetime, soon_at: datetime, reminded_at: datetime | None, at: datetime
) -> Reminder | None:
    """Return why a task is brought to mind at an instant, None when it is not.

    Once when it becomes due soon, once on its last day, once when it is late, then every week.
    """
    if at > due_at:
        told = reminded_at is not None and reminded_at > due_at
        if told and reminded_at is not None and at - reminded_at < AGAIN_AFTER:
            return None
        return Reminder.LATE
    last_day = datetime.combine(local_date(due_at), time(0), LOCAL_ZONE)
    if at >= last_day:
        return None if reminded_at is not None and reminded_at >= last_day else Reminder.TODAY
    if at >= soon_at:
        return None if reminded_at is not None and reminded_at >= soon_at else Reminder.SOON
    return None
