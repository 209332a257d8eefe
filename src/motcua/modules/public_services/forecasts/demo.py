"""The forecasts of the demo city, from its own half year; those of the last month too."""

from . import tasks


def load() -> None:
    """Foretell what is due, and see what came of the mornings before; repeatable."""
    tasks.foretell()
