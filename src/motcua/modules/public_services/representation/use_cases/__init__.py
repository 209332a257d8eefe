"""Every way to change mandates and parts that others fill in."""

from .invitations import (
    cancel_invitation,
    confirm_part,
    decline_invitation,
    invite,
    note_sent,
    save_part,
    take_invitation,
)
from .mandates import (
    bind_representative,
    check_mandate,
    claim_mandate,
    confirm_mandate,
    end_mandate,
    end_mandates_run_out,
    give_mandate,
)

__all__ = [
    "bind_representative",
    "cancel_invitation",
    "check_mandate",
    "claim_mandate",
    "confirm_mandate",
    "confirm_part",
    "decline_invitation",
    "end_mandate",
    "end_mandates_run_out",
    "give_mandate",
    "invite",
    "note_sent",
    "save_part",
    "take_invitation",
]
