"""The door: what other modules may use."""

from .queries import count_open, open_alerts
from .types import OpenAlert, Severity, State

__all__ = ["OpenAlert", "Severity", "State", "count_open", "open_alerts"]
