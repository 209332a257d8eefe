"""What it costs to comply: time, ways and other expenses of whoever asks.

The method of the Government's circular on assessing administrative procedures, reduced to what an
office can know: hours of the applicant at the average income of an hour, ways to the office at a
flat sum, and other expenses. Fees are not part of it: they are shown apart.
"""

from decimal import ROUND_HALF_UP, Decimal

from ..types import Effort


def cost_of(effort: Effort, *, hour: int, trip: int) -> int:
    """Return đồng for one dossier; ``hour`` and ``trip`` are what an hour and a way cost."""
    time = (effort.hours * hour).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return int(time) + effort.trips * trip + effort.dong
