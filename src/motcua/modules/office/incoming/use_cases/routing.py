"""Routing: to lead and co-ordinating units, to a person; words on the slip; reading."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.errors import Fault, NotPermitted
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.cases import api as cases
from motcua.kernel.exchange import api as exchange
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries
from ..errors import NoReasonGiven, RoutingInvalid
from ..events import IncomingGiven, IncomingNoted, IncomingRead, IncomingRouted
from ..models import Document, Reading, Routing
from ..types import AT_WORK, Part, Said, State, Support
from .common import HOUSE, close_support_cases, lock, report, say, set_state


@transaction.atomic
def route_document(
    *,
    actor: Actor,
    document_id: UUID,
    lead_unit_id: UUID,
    due_on: date,
    opinion: str,
    supports: Sequence[Support] = (),
    to_post_id: UUID | None = None,
    at: datetime,
) -> UUID:
    """Route a document to its lead unit and to those that co-ordinate, each with its deadline.

    The case begins here; its clock is the working time until the deadline. Each co-ordinating unit
    that has a head has a case of its own with its own clock, until it contributes.

    Args:
        due_on: The day at whose end the lead unit is done.
        opinion: What the leader wants done; it stands on the slip.
        to_post_id: The post that gets it; None: the head of the lead unit.

    Returns:
        The id of the case.

    Raises:
        DocumentNotFound, WrongState: It does not wait to be routed.
        NotPermitted: The actor does not route there.
        RoutingInvalid: A unit or a deadline does not fit; each is named.
        NoPostForStep: The authority has nobody who handles documents.

    Publishes:
        IncomingRouted

    Law:
        ND 30/2020, art. 23
    """
    document = lock(actor, document_id, State.REGISTERED)
    if not queries.may_route(actor, document):
        raise NotPermitted
    due_at = _due(document, due_on, "due_on", at=at)
    post = _receiving_post(document, lead_unit_id, to_post_id, at=at)
    dues = _support_dues(document, lead_unit_id, supports, due_at, at=at)
    case = _open_case(document, post, due_at, actor=actor, at=at)
    beside_cases = _open_support_cases(document, dues, actor=actor, at=at)
    names = organisation.unit_names([lead_unit_id, *dues])
    lead, beside = _("Lead unit"), _("Co-ordinating")
    to = [f"{lead}: {names[lead_unit_id]}"]
    if dues:
        to.append(f"{beside}: {'; '.join(names[each] for each in dues)}")
    say(document, Said.ROUTER, opinion, actor=actor, at=at, to=". ".join(to))
    document.slip.filter(said_at=at, whose=Said.ROUTER).update(due_on=due_on)
    Routing.objects.bulk_create(
        [
            Routing(
                document=document,
                unit_id=unit_id,
                part=part,
                due_at=due,
                routed_at=at,
                case_id=beside_cases.get(unit_id),
            )
            for unit_id, part, due in (
                (lead_unit_id, Part.LEAD, due_at),
                *((each, Part.SUPPORT, due) for each, due in dues.items()),
            )
        ]
    )
    document.lead_unit_id, document.case_id, document.due_at = lead_unit_id, case.id, case.due_at
    document.routed_at, document.holder_post_id = at, post.id
    set_state(document, _state_at(post), at=at)
    if document.state == State.HANDLING:
        document.handler_name = post.title
    document.save()
    state = exchange.PacketState.ASSIGNED
    report(document, state, actor=actor, at=at, department=names[lead_unit_id])
    routed = IncomingRouted(
        document_id=document.id,
        unit_id=document.unit_id,
        lead_unit_id=lead_unit_id,
        support_unit_ids=tuple(dues),
        case_id=case.id,
        due_at=case.due_at,
        opinion=opinion,
    )
    house.publish(routed, by=actor, at=at, unit_id=document.unit_id)
    return case.id


def _state_at(post: organisation.PostInfo) -> State:
    return State.ROUTED if post.role == organisation.Role.UNIT_HEAD else State.HANDLING


def _due(document: Document, day: date, field: str, *, at: datetime) -> datetime:
    due_at = queries.end_of_day(document.unit_id, day)
    if due_at is None:
        message = _("Nobody works on that day. Choose a working day.")
    elif due_at <= at:
        message = _("That day is over. Choose a day that lies ahead.")
    else:
        return due_at
    raise RoutingInvalid(faults=(Fault(field, message),))


def _receiving_post(
    document: Document, lead_unit_id: UUID, to_post_id: UUID | None, *, at: datetime
) -> organisation.PostInfo:
    inside = organisation.authority_ids(document.unit_id, at)
    if lead_unit_id not in inside:
        message = _("This unit does not belong to the authority.")
        raise RoutingInvalid(faults=(Fault("lead", message),))
    if to_post_id is None:
        post = queries.head_post(lead_unit_id, at=at)
    else:
        fitting = queries.posts_for(lead_unit_id, at=at)
        post = next((each for each in fitting if each.id == to_post_id), None)
    if post is None:
        message = _("This unit has no head. Choose the person who gets the document.")
        raise RoutingInvalid(faults=(Fault("to_post", message),))
    return post


def _support_dues(
    document: Document,
    lead_unit_id: UUID,
    supports: Sequence[Support],
    due_at: datetime,
    *,
    at: datetime,
) -> dict[UUID, datetime]:
    inside = organisation.authority_ids(document.unit_id, at)
    dues: dict[UUID, datetime] = {}
    for each in supports:
        if each.unit_id == lead_unit_id:
            continue
        if each.unit_id not in inside:
            message = _("This unit does not belong to the authority.")
            raise RoutingInvalid(faults=(Fault("supports", message),))
        dues[each.unit_id] = (
            _due(document, each.due_on, "supports", at=at) if each.due_on else due_at
        )
        if dues[each.unit_id] > due_at:
            message = _("A co-ordinating unit is done before the lead unit, not after it.")
            raise RoutingInvalid(faults=(Fault("supports", message),))
    return dues


def _open_support_cases(
    document: Document, dues: Mapping[UUID, datetime], *, actor: Actor, at: datetime
) -> dict[UUID, UUID]:
    """Open the cases of the co-ordinating units, each at the post of its head."""
    heads = {unit_id: queries.head_post(unit_id, at=at) for unit_id in dues}
    return {
        unit_id: _open_case(document, head, dues[unit_id], actor=actor, at=at, beside=unit_id).id
        for unit_id, head in heads.items()
        if head is not None
    }


def _open_case(
    document: Document,
    post: organisation.PostInfo,
    due_at: datetime,
    *,
    actor: Actor,
    at: datetime,
    beside: UUID | None = None,
) -> cases.CaseInfo:
    unit = organisation.get_unit(document.unit_id)
    left = organisation.working_time_between(unit.id, at, due_at)
    if left <= timedelta(0):
        message = _("No working time is left until then. Choose a later day.")
        raise RoutingInvalid(faults=(Fault("due_on", message),))
    hours = (Decimal(left // timedelta(minutes=1)) / 60).quantize(Decimal("0.0001"))
    case = cases.open_case(
        actor=actor,
        kind="INCOMING_SUPPORT" if beside else "INCOMING",
        subject_code=f"{document.id}:{beside}" if beside else str(document.id),
        title=document.subject,
        person_name=document.author,
        unit_id=document.unit_id,
        field="",
        process=_process(unit.code, at=at),
        time_limit=TimeLimit(hours, TimeUnit.WORKING_HOUR),
        at=at,
    )
    if case.post_id != post.id:
        case = cases.hand_over(actor=HOUSE, case_id=case.id, to_post_id=post.id, note="", at=at)
    return case


def _process(unit_code: str, *, at: datetime) -> cases.ProcessInfo:
    """Return the way of documents in a unit: its own table if it published one, or the common."""
    code, title, steps = queries.process_table()
    own = cases.find_process(code=f"{code}:{unit_code}")
    common = own or cases.find_process(code=code, steps=steps)
    return common or cases.publish_process(actor=HOUSE, code=code, title=title, steps=steps, at=at)


@transaction.atomic
def give_document(
    *, actor: Actor, document_id: UUID, to_post_id: UUID, opinion: str = "", at: datetime
) -> None:
    """Give a document to a person of the lead unit; the head's opinion stands on the slip.

    Raises:
        DocumentNotFound, WrongState: It is not at work.
        NotYourStep: It lies with another post.
        RoutingInvalid: The post is not one of the lead unit.

    Publishes:
        IncomingGiven

    Law:
        ND 30/2020, art. 23-24
    """
    document = lock(actor, document_id, *AT_WORK)
    cases.require_holder(actor=actor, post_id=document.holder_post_id)
    assert document.lead_unit_id is not None  # noqa: S101 - the database demands it
    assert document.case_id is not None  # noqa: S101 - the database demands it
    posts = queries.posts_for(document.lead_unit_id, at=at)
    post = next((each for each in posts if each.id == to_post_id), None)
    if post is None:
        message = _("Choose a person of the lead unit.")
        raise RoutingInvalid(faults=(Fault("to_post", message),))
    say(document, Said.HEAD, opinion or _("Please handle this."), actor=actor, at=at, to=post.title)
    if post.id != document.holder_post_id:
        cases.hand_over(
            actor=actor, case_id=document.case_id, to_post_id=post.id, note=opinion, at=at
        )
    document.holder_post_id, document.handler_name = post.id, post.title
    set_state(document, State.HANDLING, at=at)
    document.save()
    report(
        document,
        exchange.PacketState.IN_PROGRESS,
        actor=actor,
        at=at,
        department=post.unit_name,
    )
    given = IncomingGiven(
        document_id=document.id, unit_id=document.unit_id, post_id=post.id, opinion=opinion
    )
    house.publish(given, by=actor, at=at, unit_id=document.unit_id)


@transaction.atomic
def add_words(*, actor: Actor, document_id: UUID, text: str, at: datetime) -> Said:
    """Write on the slip: the holder proposes, a co-ordinating unit contributes.

    Returns:
        Whose words they are.

    Raises:
        DocumentNotFound, WrongState: It is not at work.
        NoReasonGiven: There are no words.
        NotPermitted: The document neither lies with the actor nor waits for his unit.

    Publishes:
        IncomingNoted

    Law:
        ND 30/2020, art. 24
    """
    document = lock(actor, document_id, *AT_WORK)
    if not text.strip():
        raise NoReasonGiven
    if document.holder_post_id in actor.post_ids:
        whose = Said.HANDLER
    else:
        own = document.routings.filter(unit_id__in=actor.unit_ids, part=Part.SUPPORT)
        if not own.exists():
            raise NotPermitted
        whose = Said.SUPPORT
        close_support_cases(own, note=text.strip(), actor=actor, at=at)
        own.filter(done_at=None).update(done_at=at)
    say(document, whose, text, actor=actor, at=at)
    noted = IncomingNoted(
        document_id=document.id, unit_id=document.unit_id, whose=whose.value, text=text.strip()
    )
    house.publish(noted, by=actor, at=at, unit_id=document.unit_id)
    return whose


@transaction.atomic
def note_read(*, actor: Actor, document_id: UUID, at: datetime) -> None:
    """Note that somebody of a unit to which it was routed opened a document; once for each.

    A leader of the authority has read it, too, wherever it was routed.

    Publishes:
        IncomingRead

    Law:
        ND 30/2020, annex VI
    """
    if actor.account_id is None:
        return
    mine = Routing.objects.filter(document_id=document_id, unit_id__in=actor.unit_ids)
    unit_id = mine.order_by("part").values_list("unit_id", flat=True).first()
    if unit_id is None:
        leads = permissions.ROUTE.units(actor)
        there = Document.objects.filter(id=document_id, unit_id__in=leads, routed_at__isnull=False)
        unit_id = there.values_list("unit_id", flat=True).first()
    known = Reading.objects.filter(document_id=document_id, account_id=actor.account_id)
    if unit_id is None or known.exists():
        return
    row = Reading(
        document_id=document_id,
        unit_id=unit_id,
        account_id=actor.account_id,
        name=actor.name,
        read_at=at,
    )
    Reading.objects.bulk_create([row], ignore_conflicts=True)
    read = IncomingRead(
        document_id=document_id,
        unit_id=unit_id,
        account_id=actor.account_id,
        units_reached=mine.filter(read_at=None).update(read_at=at),
    )
    house.publish(read, by=actor, at=at, unit_id=unit_id)
