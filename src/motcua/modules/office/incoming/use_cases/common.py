"""What the acts on an incoming document share."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation import actors
from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.kernel.cases import api as cases
from motcua.kernel.exchange import api as exchange

from .. import queries, rules
from ..errors import DocumentNotFound, NoReasonGiven, WrongState
from ..models import Document, Routing, Slip
from ..types import Metadata, Part, Said, State

HOUSE = actors.system("incoming")


def lock(actor: Actor, document_id: UUID, *states: State) -> Document:
    """Return a document that the actor may see, locked, in one of the states.

    Raises:
        DocumentNotFound: There is none.
        WrongState: It is elsewhere on its way.
    """
    if not Document.objects.visible_to(actor).filter(id=document_id).exists():
        raise DocumentNotFound
    document = Document.objects.select_for_update().get(id=document_id)
    if states and document.state not in states:
        raise WrongState(state=State(document.state).label)
    return document


def set_state(document: Document, state: State, *, at: datetime) -> None:
    """Set the state of a document; nothing is saved."""
    document.state, document.state_at = state, at


def require_reason(reason: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        NoReasonGiven: There is none.
    """
    if not reason.strip():
        raise NoReasonGiven
    return reason.strip()


def describe(document: Document, metadata: Metadata) -> None:
    """Write what is known into a document, and the words by which it is found; nothing is saved."""
    document.author = " ".join(metadata.author.split())
    document.number_symbol = rules.tidy_number(metadata.number_symbol)
    document.issued_on, document.kind = metadata.issued_on, metadata.kind
    document.subject = " ".join(metadata.subject.split())
    document.urgency, document.due_on = metadata.urgency, metadata.due_on
    document.signer_name = metadata.signer_name.strip()
    document.signer_position = metadata.signer_position.strip()
    document.identity = rules.identity_of(
        author=document.author,
        number_symbol=document.number_symbol,
        issued_on=document.issued_on,
    )
    kind = queries.kind_names().get(document.kind, "")
    number = document.arrival_number or ""
    document.search = fold(
        f"{number} {kind} {document.number_symbol} {document.author} {document.subject}"
    )


def say(
    document: Document, whose: Said, text: str, *, actor: Actor, at: datetime, to: str = ""
) -> None:
    """Write a line on the slip."""
    Slip.objects.create(
        document=document,
        whose=whose,
        text=text.strip(),
        due_on=None,
        said_at=at,
        post_id=document.holder_post_id if document.holder_post_id in actor.post_ids else None,
        said_by_name=actor.name,
        to=to,
    )


def close_support_cases(
    routings: QuerySet[Routing], *, note: str, actor: Actor, at: datetime
) -> None:
    """End the cases of co-ordinating units that are open still; their routings tell which."""
    for routing in routings.filter(part=Part.SUPPORT, done_at=None):
        if routing.case_id is not None:
            cases.close_case(actor=actor, case_id=routing.case_id, note=note, at=at)


def report(
    document: Document,
    state: exchange.PacketState,
    *,
    actor: Actor,
    at: datetime,
    reason: str = "",
    department: str = "",
) -> None:
    """Tell the sender what became of a document that came by packet; nothing for others.

    A state that no longer fits, after the sender took it back, is left unsaid.
    """
    if document.arrival_id is None:
        return
    staff = exchange.Staff(name=actor.name, department=department) if actor.account_id else None
    exchange.report_state(
        actor=actor,
        arrival_id=document.arrival_id,
        state=state,
        at=at,
        reason=reason,
        staff=staff,
    )
