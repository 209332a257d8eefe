"""What texts mean and what the clock says, as pure functions."""

from .deadlines import find_deadline, read_deadline
from .periods import period_of
from .products import product_in
from .reading import propose_tasks
from .reminding import reminder_for
from .scoring import line_for
from .standing import is_on_time, soon_from, standing_of
from .units import Read, units_in

__all__ = [
    "Read",
    "find_deadline",
    "is_on_time",
    "line_for",
    "period_of",
    "product_in",
    "propose_tasks",
    "read_deadline",
    "reminder_for",
    "soon_from",
    "standing_of",
    "units_in",
]
