"""Half a year of dossiers at every authority of the demo city, and what happens there next."""

from . import slow_count
from .living import begin
from .loading import load

__all__ = ["begin", "load", "slow_count"]
