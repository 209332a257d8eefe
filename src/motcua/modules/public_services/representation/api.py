"""The door: what other modules may use."""

from .types import Basis, Kind, Reach, Scope
from .use_cases import claim_mandate, confirm_part, give_mandate, invite, take_invitation

__all__ = [
    "Basis",
    "Kind",
    "Reach",
    "Scope",
    "claim_mandate",
    "confirm_part",
    "give_mandate",
    "invite",
    "take_invitation",
]
