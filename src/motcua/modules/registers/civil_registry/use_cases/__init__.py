"""Every way to change the registers."""

from .registering import annotate_entry, record_look, register_birth
from .results import BirthAnswers, BirthResult, JoinedBirthAnswers

__all__ = [
    "BirthAnswers",
    "BirthResult",
    "JoinedBirthAnswers",
    "annotate_entry",
    "record_look",
    "register_birth",
]
