"""Asking about posts: where work goes, who may act there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q

from motcua.foundation.time import local_date

from ..errors import NoSuchPost
from ..models import Appointment, Delegation, Post, in_force
from ..types import DelegationInfo, HeldPost, PostInfo, Role

_FALLBACK = {Role.SPECIALIST: (Role.SPECIALIST, Role.UNIT_HEAD, Role.AUTHORITY_LEADER)}

_HOLDERS = """
    array(
        select person_id from (
            select person_id, valid_from::timestamptz as since, 0 as lent
            from organisation_appointment
            where post_id = post.id and valid_from <= %(day)s
                and (valid_to is null or valid_to > %(day)s)
            union all
            select to_person_id, valid_from, 1 from organisation_delegation
            where from_post_id = post.id and valid_from <= %(at)s and valid_to > %(at)s
        ) holder order by lent, since, person_id
    )
"""
# The authority itself first, then its departments; a post that names the field before one that
# takes everything; a post that somebody holds before a vacant one.
_FIND = f"""
with recursive inside as (
    select id, 0 as depth from organisation_unit where id = %(authority)s
    union all
    select below.id, depth + 1
    from organisation_unit below join inside on below.parent_id = inside.id
    where below.kind in ('DEPARTMENT', 'ONE_STOP') and below.valid_from <= %(day)s
        and (below.valid_to is null or below.valid_to > %(day)s)
)
select post.id, post.code, post.unit_id, unit.name, post.role, post.title, post.fields,
    holder.ids
from organisation_post post
cross join lateral (select {_HOLDERS} as ids) holder
join inside on inside.id = post.unit_id
join organisation_unit unit on unit.id = post.unit_id
where post.role = any(%(roles)s) and post.valid_from <= %(day)s
    and (post.valid_to is null or post.valid_to > %(day)s)
    and (%(field)s = any(post.fields) or post.fields = '{{}}' and (
        depth = 0 or %(field)s = '' or exists (
            select from organisation_competence competence
            where competence.unit_id = post.unit_id and competence.field in ('', %(field)s)
                and competence.procedure_code = '' and competence.valid_from <= %(day)s
                and (competence.valid_to is null or competence.valid_to > %(day)s)
        )
    ))
order by array_position(%(roles)s, post.role), depth, %(field)s = any(post.fields) desc,
    cardinality(holder.ids) = 0, post.sort, post.code
limit 1
"""  # noqa: S608 - put together of our own constants
_BY_ID = f"""
select post.id, post.code, post.unit_id, unit.name, post.role, post.title, post.fields,
    {_HOLDERS} as holders
from organisation_post post join organisation_unit unit on unit.id = post.unit_id
where post.id = any(%(ids)s)
"""  # noqa: S608 - put together of our own constants


def _info(row: Sequence[Any]) -> PostInfo:
    post_id, code, unit_id, unit_name, role, title, fields, holders = row
    return PostInfo(
        id=post_id,
        code=code,
        unit_id=unit_id,
        unit_name=unit_name,
        role=Role(role),
        title=title,
        fields=tuple(fields),
        holder_ids=tuple(dict.fromkeys(holders)),
    )


def find_post(*, authority_id: UUID, role: str, field: str, at: datetime) -> PostInfo | None:
    """Find the post to which work of a kind goes in an authority: one query.

    Looks on the authority, then in its departments that are competent for the field; without a
    specialist the head of the department gets it, without a head the leader of the authority.

    Args:
        field: Field of work (lĩnh vực); empty asks for a post whatever its field.
    """
    wanted = Role(role)
    parameters: dict[str, Any] = {
        "authority": authority_id,
        "roles": [each.value for each in _FALLBACK.get(wanted, (wanted,))],
        "field": field,
        "day": local_date(at),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FIND, parameters)
        row = cursor.fetchone()
    return _info(row) if row else None


def post_info(ids: Iterable[UUID], *, at: datetime | None = None) -> Mapping[UUID, PostInfo]:
    """Return posts by id, ended ones too; with ``at``, also who may act in them then."""
    if at is None:
        posts = Post.objects.filter(id__in=list(ids)).annotate(unit_name=F("unit__name"))
        names = ("id", "code", "unit_id", "unit_name", "role", "title", "fields")
        return {row[0]: _info((*row, ())) for row in posts.values_list(*names)}
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, {"ids": list(ids), "day": local_date(at), "at": at})
        return {row[0]: _info(row) for row in cursor.fetchall()}


def get_post(post_id: UUID, *, at: datetime | None = None) -> PostInfo:
    """Return one post.

    Raises:
        NoSuchPost: There is none.
    """
    found = post_info([post_id], at=at).get(post_id)
    if found is None:
        raise NoSuchPost(post=post_id)
    return found


def find_post_by_code(code: str, *, at: datetime) -> PostInfo | None:
    """Return the post that has ``code`` at that instant, with who may act in it."""
    post = Post.objects.filter(in_force(local_date(at)), code=code).values_list("id", flat=True)
    found = post.first()
    return post_info([found], at=at)[found] if found else None


def list_posts(unit_ids: Iterable[UUID], *, at: datetime) -> tuple[PostInfo, ...]:
    """Return the posts of units at an instant with their holders, in order."""
    posts = Post.objects.filter(in_force(local_date(at)), unit_id__in=list(unit_ids))
    in_order = list(posts.order_by("unit_id", "sort", "code").values_list("id", flat=True))
    found = post_info(in_order, at=at)
    return tuple(found[post_id] for post_id in in_order)


def posts_of(person_id: UUID, at: datetime) -> tuple[HeldPost, ...]:
    """Return the posts in which a person may act at an instant: one query.

    A delegation gives the post only while it lasts; a post held both ways counts as held.
    """
    day = local_date(at)
    appointed = Appointment.objects.filter(
        in_force(day), post_id=OuterRef("id"), person_id=person_id
    )
    lent = Delegation.objects.filter(
        in_force(at), from_post_id=OuterRef("id"), to_person_id=person_id
    )
    posts = (
        Post.objects.filter(in_force(day), in_force(day, of="unit"))
        .annotate(appointed=Exists(appointed), lent=Exists(lent))
        .filter(Q(appointed=True) | Q(lent=True))
        .order_by("-appointed", "unit__sort", "sort", "code")
    )
    return tuple(
        HeldPost(
            post_id=post.id,
            unit_id=post.unit_id,
            role=Role(post.role),
            title=post.title,
            delegated=not post.appointed,
        )
        for post in posts
    )


def list_delegations(*, post_id: UUID, on: date | None = None) -> tuple[DelegationInfo, ...]:
    """Return the delegations of a post, the newest first; with ``on``, those that last then."""
    lent = Delegation.objects.filter(from_post_id=post_id)
    if on is not None:
        lent = lent.filter(valid_from__date__lte=on, valid_to__date__gte=on)
    return tuple(each.info() for each in lent.order_by("-valid_from", "id"))
