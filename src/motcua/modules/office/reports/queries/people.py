"""Who fills in, who signs, and in which words."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.outgoing import api as outgoing

HEADS = frozenset({organisation.Role.AUTHORITY_LEADER})
FILLERS = frozenset({organisation.Role.SUPERVISOR, organisation.Role.CLERK})


def fillers_of(unit_ids: Collection[UUID], *, at: datetime) -> Mapping[UUID, list[UUID]]:
    """Return, by unit, the accounts of those whose business reports are, or else of its heads.

    Two queries, whatever the number of units.
    """
    posts = organisation.list_posts(unit_ids, at=at)
    accounts = identity.accounts_of(person for post in posts for person in post.holder_ids)
    found: dict[UUID, list[UUID]] = {}
    for roles in (HEADS, FILLERS):  # the latter take the place of the former
        of_roles: defaultdict[UUID, list[UUID]] = defaultdict(list)
        for post in posts:
            if post.role in roles:
                of_roles[post.unit_id] += [accounts[p] for p in post.holder_ids if p in accounts]
        found |= {unit: held for unit, held in of_roles.items() if held}
    return found


def heads_of(unit_id: UUID, *, at: datetime) -> list[UUID]:
    """Return the accounts of those who sign for a unit."""
    posts = [each for each in organisation.list_posts([unit_id], at=at) if each.role in HEADS]
    people = identity.accounts_of(person for post in posts for person in post.holder_ids)
    return list(people.values())


def signing_lines(actor: Actor, unit_id: UUID, *, at: datetime) -> dict[str, str]:
    """Return in which words a leader of an authority signs."""
    posts = organisation.list_posts([unit_id], at=at)
    own = next((each for each in posts if each.role in HEADS and each.id in actor.post_ids), None)
    lines = outgoing.signer_lines(
        agency=organisation.get_unit(unit_id).name,
        post_title=own.title if own else "",
        name=actor.name,
    )
    return dict(lines)
