"""Every way to ask about mandates and about parts that others fill in."""

from .invitations import (
    agreement_of,
    get_by_token,
    get_part,
    link_path,
    list_of_draft,
    part_form,
    token_for,
)
from .mandates import (
    get_mandate,
    list_given,
    list_held,
    list_of_dossier,
    procedures_to_choose,
)
from .relations import MandatePanel, OthersInDossiers

__all__ = [
    "MandatePanel",
    "OthersInDossiers",
    "agreement_of",
    "get_by_token",
    "get_mandate",
    "get_part",
    "link_path",
    "list_given",
    "list_held",
    "list_of_dossier",
    "list_of_draft",
    "part_form",
    "procedures_to_choose",
    "token_for",
]
