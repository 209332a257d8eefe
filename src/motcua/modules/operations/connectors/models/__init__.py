"""What the database remembers of figures from outside."""

from .readings import Batch, Reading, Upload
from .series import Series, SeriesUnit, SeriesVersion, YearTarget
from .sources import Run, Sample, Sensor, Source
from .tallies import Tally

__all__ = [
    "Batch",
    "Reading",
    "Run",
    "Sample",
    "Sensor",
    "Series",
    "SeriesUnit",
    "SeriesVersion",
    "Source",
    "Tally",
    "Upload",
    "YearTarget",
]
