"""Where a step goes: the post that does it, and who among its holders."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.text import fold
from motcua.foundation.time import local, local_date
from motcua.kernel.identity import api as identity
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import DelegationEnded, NotYourStep
from ..models import Case
from ..types import CaseState, Step, WantedAgency

_ANYBODY = (
    organisation.Role.PARTNER,
    organisation.Role.UNIT_HEAD,
    organisation.Role.AUTHORITY_LEADER,
    organisation.Role.SPECIALIST,
    organisation.Role.RECEPTION,
    organisation.Role.CLERK,
)


def find_post_of(
    step: Step, *, unit_id: UUID, field: str, at: datetime
) -> organisation.PostInfo | None:
    """Find the post that does a step; what nobody is there for falls to the leader."""
    if step.unit_code or step.role == organisation.Role.PARTNER:
        agency = find_agency(step, unit_id=unit_id, field=field, at=at)
        if agency is not None and (post := find_post_at(agency.id, step.role, field=field, at=at)):
            return post
    return _find_post((step.role, organisation.Role.AUTHORITY_LEADER), unit_id, field, at)


def find_post_at(
    unit_id: UUID, role: str, *, field: str, at: datetime
) -> organisation.PostInfo | None:
    """Find a post in another agency: of the role, else whoever speaks for the agency."""
    return _find_post((role, *_ANYBODY), unit_id, field, at) or _find_post(
        (role, *_ANYBODY), unit_id, "", at
    )


def _find_post(
    roles: tuple[str, ...], unit_id: UUID, field: str, at: datetime
) -> organisation.PostInfo | None:
    for role in dict.fromkeys(map(str, roles)):
        post = organisation.find_post(authority_id=unit_id, role=role, field=field, at=at)
        if post is not None:
            return post
    return None


def find_agency(
    step: Step, *, unit_id: UUID, field: str, at: datetime
) -> organisation.UnitInfo | None:
    """Find the other agency of a step: by its code, else by how the people call it.

    A step table is shared by many authorities: “Công an” is the police that stands beside this
    one, or beside the nearest authority above it. A step that only says that a partner does it
    goes to the partner that is competent for the field; one that names a level and a field goes
    to whoever decides on it there: the authority that stands above this one, or its department.
    """
    on = local_date(at)
    if wanted := rules.wanted_agency(step.unit_code):
        return _competent(wanted, unit_id=unit_id, field=wanted.field or field, at=at)
    if step.unit_code and (unit := organisation.find_unit(step.unit_code, on=on)):
        return unit
    above: UUID | None = unit_id
    while above is not None:
        here = organisation.get_unit(above)
        partners = [
            each
            for each in organisation.list_units(on, kind=organisation.UnitKind.PARTNER, below=above)
            if each.parent_id == above
        ]
        for partner in partners:
            if _is_meant(step, partner, field=field, at=at):
                return partner
        above = here.parent_id
    return None


def _competent(
    wanted: WantedAgency, *, unit_id: UUID, field: str, at: datetime
) -> organisation.UnitInfo | None:
    """Return who is competent at a level: a partner there, a department, the authority itself."""
    above: UUID | None = unit_id
    while above is not None:
        here = organisation.get_unit(above)
        if here.kind is organisation.UnitKind.AUTHORITY and here.level == wanted.level:
            return _competent_in(here, field=field, at=at)
        above = here.parent_id
    return None


def _competent_in(
    authority: organisation.UnitInfo, *, field: str, at: datetime
) -> organisation.UnitInfo | None:
    beside = organisation.list_units(
        local_date(at), kind=organisation.UnitKind.PARTNER, below=authority.id
    )
    for partner in (each for each in beside if each.parent_id == authority.id):
        if organisation.is_competent(unit_id=partner.id, level=partner.level, field=field, at=at):
            return partner
    handles = organisation.handling_unit(authority_id=authority.id, field=field, at=at)
    if handles != authority.id:
        return organisation.get_unit(handles)
    decides = organisation.is_competent(
        unit_id=authority.id, level=authority.level, field=field, at=at
    )
    return authority if decides else None


def _is_meant(step: Step, partner: organisation.UnitInfo, *, field: str, at: datetime) -> bool:
    if step.unit_code:
        called = fold(step.unit_code)
        return any(called in fold(name) for name in (partner.short_name, partner.name))
    return bool(field) and organisation.is_competent(
        unit_id=partner.id, level=partner.level, field=field, at=at
    )


def list_holders(
    post: organisation.PostInfo, *, field: str, at: datetime
) -> tuple[tuple[UUID, organisation.PostInfo], ...]:
    """List who holds a post or one beside it of the same role and field, as (account, post)."""
    named = field in post.fields
    posts = [
        each
        for each in organisation.list_posts([post.unit_id], at=at)
        if each.role == post.role and (field in each.fields if named else not each.fields)
    ]
    accounts = identity.accounts_of({person for each in posts for person in each.holder_ids})
    held = {
        accounts[person]: each
        for each in reversed(posts)
        for person in each.holder_ids
        if person in accounts
    }
    return tuple(sorted(held.items(), key=lambda pair: pair[0]))


def count_open_by_account(account_ids: set[UUID]) -> dict[UUID, int]:
    """Count the open cases that each of some accounts has; one walk along a partial index."""
    rows = (
        Case.objects.exclude(state=CaseState.CLOSED)
        .filter(account_id__in=account_ids, account_id__isnull=False)
        .values("account_id")
        .annotate(open=Count("id"))
        .order_by("account_id")
    )
    return {row["account_id"]: row["open"] for row in rows if row["account_id"]}


def require_holder(*, actor: Actor, post_id: UUID | None) -> None:
    """Refuse whoever does not act for a post at this moment.

    Raises:
        DelegationEnded: It was lent to him for another time.
        NotYourStep: It is somebody else's.
    """
    if actor.kind is ActorKind.SYSTEM or post_id in actor.post_ids:
        return
    lent = organisation.list_delegations(post_id=post_id) if post_id and actor.person_id else ()
    mine = next((each for each in lent if each.to_person_id == actor.person_id), None)
    if mine is None or post_id is None:
        raise NotYourStep
    raise DelegationEnded(
        post=organisation.get_post(post_id).title,
        start=f"{local(mine.valid_from):%H:%M %d/%m/%Y}",
        end=f"{local(mine.valid_to):%H:%M %d/%m/%Y}",
    )
