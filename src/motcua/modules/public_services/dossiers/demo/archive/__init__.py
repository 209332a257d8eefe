"""Dossiers by the million that obey what real ones obey: for ``motcua simulate`` and the bench.

Each is a life (:mod:`.lives`): real events at believable instants of one day's working calendar.
A life is drawn once with stand-ins (:mod:`.drawing`) and written for as many persons and units as
the day has (:mod:`.writing`). Its story and what it counts are told by the tales of the product,
so that a recount finds nothing.
"""

from .places import Applicant, Place, Temper
from .writing import Day, Writer, aside, publish

__all__ = ["Applicant", "Day", "Place", "Temper", "Writer", "aside", "publish"]
