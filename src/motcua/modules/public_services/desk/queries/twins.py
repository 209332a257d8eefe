"""Second dossiers of the same matter about which nobody has decided yet."""

from motcua.foundation.actors import Actor
from motcua.modules.public_services.dossiers import api as dossiers

from ..models import TwoMatters


def list_open_twins(*, actor: Actor, code: str) -> list[dossiers.Twin]:
    """Return the twins of a dossier that nobody has found to be another matter; four queries.

    Raises:
        DossierNotFound: It is not the actor's to see.
    """
    twins = dossiers.find_twins(actor=actor, code=code)
    if not twins:
        return []
    said = TwoMatters.objects.filter(first_code=code) | TwoMatters.objects.filter(second_code=code)
    settled = {each for pair in said.values_list("first_code", "second_code") for each in pair}
    return [twin for twin in twins if twin.code not in settled]


def twin_of(*, actor: Actor, code: str, other_code: str) -> dossiers.Twin:
    """Return one twin of a dossier, settled or not.

    Raises:
        DossierNotFound: It is no twin, or not the actor's to see.
    """
    twins = dossiers.find_twins(actor=actor, code=code)
    found = next((twin for twin in twins if twin.code == other_code), None)
    if found is None:
        raise dossiers.DossierNotFound
    return found
