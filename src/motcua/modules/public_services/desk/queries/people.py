"""Who may be called into a conversation about a dossier."""

from datetime import datetime

from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.public_services.dossiers import api as dossiers

from ..types import Colleague


def list_colleagues(*, actor: Actor, code: str, text: str = "", at: datetime) -> list[Colleague]:
    """Return the posts of the authority that has a dossier, with who holds them; five queries.

    Args:
        text: Only those whose title or name holds these words, diacritics or not.

    Raises:
        DossierNotFound: It is not the actor's to see.
    """
    seen = dossiers.glimpses(actor=actor, codes=[code]).get(code) if actor.is_official else None
    if seen is None:
        raise dossiers.DossierNotFound
    reached = organisation.reaches({seen.unit_id, seen.handling_unit_id}, at)
    units = {unit_id for reach in reached.values() for unit_id in reach.authority_ids}
    posts = organisation.list_posts(units, at=at)
    people = identity.persons({holder for post in posts for holder in post.holder_ids})
    found = [
        Colleague(
            post_id=post.id,
            title=post.title,
            unit_name=post.unit_name,
            persons=tuple(
                (holder, people[holder].full_name) for holder in post.holder_ids if holder in people
            ),
        )
        for post in posts
    ]
    words = fold(text)
    return [each for each in found if each.persons and words in fold(_all_words(each))]


def _all_words(colleague: Colleague) -> str:
    return " ".join(
        [colleague.title, colleague.unit_name, *(name for _id, name in colleague.persons)]
    )
