"""Half a year of dossiers at every authority of the demo city, and what happens there next."""

from . import archive, slow_count
from .living import begin
from .loading import load

__all__ = ["archive", "begin", "load", "slow_count"]
