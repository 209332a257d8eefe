"""How long a file is kept, and when it goes to which archive."""

from datetime import date


def _end_of_year(year: int) -> date:
    return date(year, 12, 31)


def expires_on(*, ends_on: date, years: int | None) -> date | None:
    """Return the last day on which a file must be kept; None where it is kept for ever.

    Years are whole calendar years after the one in which the work ended.

    Law:
        L 33/2024; TT 10/2022
    """
    return None if years is None else _end_of_year(ends_on.year + years)


def has_run_out(*, expires_on: date | None, today: date) -> bool:
    """Tell whether a file need not be kept any more."""
    return expires_on is not None and today > expires_on


def is_for_current(*, years: int | None, least_years: int) -> bool:
    """Tell whether the archive of the agency takes a file: short ones stay with their unit.

    Law:
        ND 30/2020, art. 31
    """
    return years is None or years >= least_years


def is_for_historical(*, years: int | None, permanent_only: bool) -> bool:
    """Tell whether the historical archive takes a file."""
    return years is None or not permanent_only


def current_due_on(*, ends_on: date, wait_years: int) -> date:
    """Return by when a file is handed to the archive of the agency.

    Law:
        L 33/2024; ND 30/2020, art. 30
    """
    return _end_of_year(ends_on.year + wait_years)


def historical_due_on(*, received_on: date, wait_years: int) -> date:
    """Return by when a file goes on to the historical archive.

    Law:
        L 33/2024
    """
    return _end_of_year(received_on.year + wait_years)


def why_not_destroy(
    *, state: str, years: int | None, expires_on: date | None, held: bool, lent: bool, today: date
) -> str:
    """Return what keeps a file from being destroyed, the strongest first; nothing if it may be.

    Returns:
        ``FOR_EVER``, ``STATE``, ``TOO_YOUNG``, ``HELD``, ``LENT`` or an empty text.

    Law:
        L 33/2024
    """
    if state not in {"CLOSED", "CURRENT"}:
        return "STATE"
    if years is None or expires_on is None:
        return "FOR_EVER"
    if today <= expires_on:
        return "TOO_YOUNG"
    if held:
        return "HELD"
    return "LENT" if lent else ""


def years_in_words(years: int | None) -> str:
    """Return a period as papers print it."""
    return "Vĩnh viễn" if years is None else f"{years} năm"
