"""On which days a dossier was late (QD 766/2022, 2.1).

A course tells, from each day on, from which day the dossier counts as late. What is open is late
when the day of its promise is over; what waits for the applicant is held against the instant at
which he was asked, what has ended against its end.
"""

from collections.abc import Iterator
from datetime import date

ALWAYS, NEVER = date.min, date.max
Course = tuple[tuple[date, date], ...]  # (since, late from), in order


def extended(course: Course, since: date, late_from: date) -> Course:
    """Return the course with what holds at the end of a day and after it."""
    if course and course[-1][0] >= since:
        return (*course[:-1], (course[-1][0], late_from))
    return (*course, (since, late_from))


def turns(course: Course) -> Iterator[tuple[date, int, bool]]:
    """Yield each day by whose end it became late (1) or ceased to be (-1), and whether by time.

    By time: nothing happened on that day but that the promise passed.
    """
    is_late = False
    until = [since for since, _late_from in course[1:]] + [NEVER]
    for (since, late_from), next_since in zip(course, until, strict=True):
        if (late_from < since) != is_late:
            is_late = not is_late
            yield since, 1 if is_late else -1, False
        if since <= late_from < next_since:
            is_late = True
            yield late_from, 1, True


def is_late_at_last(course: Course) -> bool:
    """Tell whether a dossier that has ended was late."""
    return bool(course) and course[-1][1] == ALWAYS
