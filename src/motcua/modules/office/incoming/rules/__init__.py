"""The decree as pure functions."""

from .mail import open_letter
from .reading import mark_of_secrecy, read_layout, tidy_number
from .register import identity_of, is_on_time, missing
from .stamp import HEIGHT, PLACES, WIDTH, best_place

__all__ = [
    "HEIGHT",
    "PLACES",
    "WIDTH",
    "best_place",
    "identity_of",
    "is_on_time",
    "mark_of_secrecy",
    "missing",
    "open_letter",
    "read_layout",
    "tidy_number",
]
