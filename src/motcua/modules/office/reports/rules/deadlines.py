"""How a regime says until when a report is handed in."""

import re
from datetime import date, datetime, time, timedelta

from motcua.foundation.time import LOCAL_ZONE, TimeLimit, TimeUnit

_DAY = re.compile(r"day (?P<day>\d{1,2})")
_LAST_SURE_DAY = 28


def read_rule(rule: str, *, last: date) -> tuple[datetime, TimeLimit]:
    """Return from when how long may be taken for a period whose last day is ``last``.

    ``5 working_day`` counts from the end of the period; ``day 18`` is that day of the month in
    which the period ends, or of the next if it is past; a day off moves to the next working day.

    Raises:
        ValueError: The rule is neither.
    """
    if found := _DAY.fullmatch(rule.strip()):
        day = int(found["day"])
        if not 1 <= day <= _LAST_SURE_DAY:
            raise ValueError(rule)
        month = last if day > last.day else last.replace(day=_LAST_SURE_DAY) + timedelta(days=5)
        start = datetime.combine(month.replace(day=day), time(0), LOCAL_ZONE)
        return start, TimeLimit.parse(TimeUnit.SAME_DAY.value)
    start = datetime.combine(last + timedelta(days=1), time(0), LOCAL_ZONE)
    return start - timedelta(minutes=1), TimeLimit.parse(rule)
