"""The door: what other modules may use."""

from .queries import number_text, value_of
from .types import (
    MODELS,
    MODELS_BY_ALL,
    OWN_MODELS,
    TARGETS,
    TARGETS_REACHED,
    TASKS,
    TASKS_DONE,
    WARDS_ASKED,
    WARDS_REGISTERED,
)

__all__ = [
    "MODELS",
    "MODELS_BY_ALL",
    "OWN_MODELS",
    "TARGETS",
    "TARGETS_REACHED",
    "TASKS",
    "TASKS_DONE",
    "WARDS_ASKED",
    "WARDS_REGISTERED",
    "number_text",
    "value_of",
]
