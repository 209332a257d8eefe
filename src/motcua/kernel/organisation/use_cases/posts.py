"""Posts are made, filled, left, and lent."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, Invalid
from motcua.foundation.time import local_date

from .. import permissions
from ..errors import NoSuchDelegation, NoSuchPost, NotHeld, PostCodeTaken, PostTaken
from ..events import Appointed, AppointmentEnded, Delegated, DelegationEnded, PostCreated
from ..models import Appointment, Delegation, Post, in_force
from ..queries import get_post
from ..types import DelegationInfo, PostInfo, Role
from .units import lock_unit, overlapping


def _lock_post(post_id: UUID) -> Post:
    try:
        return Post.objects.select_for_update().get(id=post_id)
    except Post.DoesNotExist:
        raise NoSuchPost(post=post_id) from None


@transaction.atomic
def create_post(
    *,
    actor: Actor,
    unit_id: UUID,
    role: Role,
    title: str,
    valid_from: date,
    at: datetime,
    code: str = "",
    fields: Sequence[str] = (),
    valid_to: date | None = None,
    sort: int = 0,
) -> PostInfo:
    """Make a post in a unit; making the same again changes nothing.

    Args:
        code: Known to people; empty takes the unit's code and a running number.
        fields: Fields of work (lĩnh vực) handled; none means all of the unit.

    Returns:
        The post, vacant.

    Raises:
        NotPermitted: The actor does not keep that unit.
        NoSuchUnit: The unit does not exist.
        PostCodeTaken: Another post has the code in that period.

    Publishes:
        PostCreated

    Law:
        ND 118/2025.
    """
    unit = lock_unit(unit_id)
    permissions.MANAGE.require(actor, unit_id=unit_id)
    code = code or f"{unit.code}/{Post.objects.filter(unit=unit).count() + 1}"
    twins = Post.objects.filter(overlapping(valid_from, valid_to), code=code)
    if twin := twins.order_by("valid_from").first():
        if (twin.unit_id, twin.role, twin.title) == (unit_id, role, title):
            return get_post(twin.id)
        raise PostCodeTaken(post=code, title=twin.title)

    post = Post.objects.create(
        code=code,
        unit=unit,
        role=role,
        title=title,
        fields=list(fields),
        valid_from=valid_from,
        valid_to=valid_to,
        sort=sort,
    )
    created = PostCreated(post_id=post.id, unit_id=unit_id, role=str(role), title=title)
    events.publish(created, by=actor, at=at, unit_id=unit_id)
    return get_post(post.id)


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    post_id: UUID,
    person_id: UUID,
    valid_from: date,
    at: datetime,
    valid_to: date | None = None,
) -> PostInfo:
    """Put a person into a post; one post has one holder at a time, one person may hold several.

    Args:
        valid_to: First day on which the person no longer holds the post.

    Returns:
        The post with who may act in it at ``at``.

    Raises:
        NotPermitted: The actor does not keep the unit of the post.
        NoSuchPost: There is no such post.
        PostTaken: Somebody else holds it in that period.

    Publishes:
        Appointed

    Law:
        L 22/2008 (Luật Cán bộ, công chức).
    """
    post = _lock_post(post_id)
    permissions.MANAGE.require(actor, unit_id=post.unit_id)
    if holder := Appointment.objects.filter(overlapping(valid_from, valid_to), post=post).first():
        if (holder.person_id, holder.valid_from) == (person_id, valid_from):
            return get_post(post_id, at=at)
        raise PostTaken(title=post.title)

    Appointment.objects.create(
        post=post, person_id=person_id, valid_from=valid_from, valid_to=valid_to
    )
    appointed = Appointed(
        post_id=post_id, appointed_id=person_id, valid_from=valid_from, valid_to=valid_to
    )
    events.publish(appointed, by=actor, at=at, unit_id=post.unit_id)
    return get_post(post_id, at=at)


@transaction.atomic
def end_appointment(
    *, actor: Actor, post_id: UUID, person_id: UUID, on_date: date, at: datetime
) -> PostInfo:
    """Let a person leave a post.

    Args:
        on_date: First day on which the person no longer holds it.

    Returns:
        The post with who may act in it at ``at``.

    Raises:
        NotPermitted: The actor does not keep the unit of the post.
        NoSuchPost: There is no such post.
        NotHeld: The person does not hold it before that day.

    Publishes:
        AppointmentEnded

    Law:
        L 22/2008.
    """
    post = _lock_post(post_id)
    permissions.MANAGE.require(actor, unit_id=post.unit_id)
    held = post.appointments.filter(person_id=person_id, valid_from__lt=on_date)
    if held.filter(valid_to=on_date).exists():
        return get_post(post_id, at=at)
    if not held.filter(overlapping(on_date, None)).update(valid_to=on_date):
        raise NotHeld(title=post.title)
    ended = AppointmentEnded(post_id=post_id, appointed_id=person_id, valid_to=on_date)
    events.publish(ended, by=actor, at=at, unit_id=post.unit_id)
    return get_post(post_id, at=at)


@transaction.atomic
def delegate(
    *,
    actor: Actor,
    post_id: UUID,
    to_person_id: UUID,
    scope: str,
    decision_no: str,
    valid_from: datetime,
    valid_to: datetime,
    at: datetime,
) -> DelegationInfo:
    """Lend the powers of a post to a person for a time; it ends by itself.

    Args:
        scope: What is lent, in the words of the decision.
        decision_no: Number of the decision; without one there is no delegation.

    Returns:
        The delegation.

    Raises:
        NotPermitted: The actor neither holds the post nor the right to lend in its unit.
        NoSuchPost: There is no such post.
        Invalid: The period ends before it begins, or no decision is named.

    Publishes:
        Delegated

    Law:
        L 77/2015, Art. 14; L 72/2025.
    """
    post = _lock_post(post_id)
    _require_lending(actor, post, at)
    faults = []
    if valid_to <= valid_from:
        faults.append(Fault("valid_to", _("The delegation must end after it begins.")))
    if not decision_no.strip():
        faults.append(Fault("decision_no", _("Give the number of the decision.")))
    if faults:
        raise Invalid(faults=tuple(faults))

    lent, new = Delegation.objects.get_or_create(
        from_post=post,
        to_person_id=to_person_id,
        valid_from=valid_from,
        defaults={"valid_to": valid_to, "scope": scope, "decision_no": decision_no},
    )
    if new:
        delegated = Delegated(
            post_id=post_id,
            delegation_id=lent.id,
            to_person_id=to_person_id,
            scope=scope,
            decision_no=decision_no,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        events.publish(delegated, by=actor, at=at, unit_id=post.unit_id)
    return lent.info()


def _require_lending(actor: Actor, post: Post, at: datetime) -> None:
    # What is lent cannot be lent on: only an appointment lets a holder lend.
    own = actor.person_id is not None and Appointment.objects.filter(
        in_force(local_date(at)), post=post, person_id=actor.person_id
    )
    if not (own and own.exists()):
        permissions.DELEGATE.require(actor, unit_id=post.unit_id)


@transaction.atomic
def end_delegation(*, actor: Actor, delegation_id: UUID, at: datetime) -> DelegationInfo:
    """Take a lent power back before its time; one that ended already stays as it was.

    Returns:
        The delegation, ended at ``at``.

    Raises:
        NotPermitted: The actor neither holds the post nor the right to lend in its unit.
        NoSuchDelegation: There is no such delegation, or it has not begun.

    Publishes:
        DelegationEnded

    Law:
        L 77/2015, Art. 14; L 72/2025.
    """
    lent = Delegation.objects.select_for_update().filter(id=delegation_id).first()
    if lent is None:
        raise NoSuchDelegation
    post = _lock_post(lent.from_post_id)
    _require_lending(actor, post, at)
    if lent.valid_to <= at:
        return lent.info()
    if lent.valid_from >= at:
        raise NoSuchDelegation

    lent.valid_to = at
    lent.save(update_fields=["valid_to"])
    ended = DelegationEnded(
        post_id=post.id, delegation_id=lent.id, to_person_id=lent.to_person_id, ended_at=at
    )
    events.publish(ended, by=actor, at=at, unit_id=post.unit_id)
    return lent.info()
