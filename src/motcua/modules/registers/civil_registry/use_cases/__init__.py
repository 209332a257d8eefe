"""Every way to change the registers."""

from .registering import annotate_entry, record_look, register_birth
from .results import BirthAnswers, BirthResult

__all__ = ["BirthAnswers", "BirthResult", "annotate_entry", "record_look", "register_birth"]
