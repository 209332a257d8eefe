"""Reactions to events: packets come in, answers close documents, people are told."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from motcua.foundation import actors
from motcua.foundation.events import Envelope
from motcua.kernel.documents import api as documents
from motcua.kernel.exchange import api as exchange
from motcua.kernel.identity import api as identity
from motcua.kernel.notifications import api as notifications
from motcua.kernel.organisation import api as organisation
from motcua.modules.office.outgoing import api as outgoing

from . import events, use_cases
from .models import Document

HOUSE = actors.system("incoming.handlers")
LANGUAGE = "vi"


def receive(event: exchange.PacketArrived, envelope: Envelope) -> None:
    """Lay a packet on the clerk's desk."""
    use_cases.receive_packet(actor=HOUSE, arrival_id=event.arrival_id, at=envelope.at)


def propose(event: documents.TextRead, envelope: Envelope) -> None:
    """Propose to the clerk what was recognised on a scan."""
    use_cases.propose_metadata(actor=HOUSE, file_id=event.file_id, at=envelope.at)


def give_back(event: exchange.TakeBackAsked, envelope: Envelope) -> None:
    """Give a document back that its sender wants back."""
    use_cases.take_back(
        actor=HOUSE, arrival_id=event.arrival_id, reason=event.reason, at=envelope.at
    )


def close_answered(event: outgoing.OutgoingIssued, envelope: Envelope) -> None:
    """End the document that an issued document answers."""
    if event.answers_id is not None:
        use_cases.mark_answered(
            actor=HOUSE,
            document_id=event.answers_id,
            answer_id=event.document_id,
            at=envelope.at,
        )


def tell_router(event: events.IncomingRegistered, envelope: Envelope) -> None:
    """Tell whoever routes that a document waits."""
    document = Document.objects.get(id=event.document_id)
    _tell_post(
        document.holder_post_id,
        key=f"incoming.registered:{document.id}",
        document=document,
        subject=gettext_noop("A document waits to be routed"),
        envelope=envelope,
    )


def tell_units(event: events.IncomingRouted, envelope: Envelope) -> None:
    """Tell the holder and the heads of the co-ordinating units what they got."""
    document = Document.objects.get(id=event.document_id)
    _tell_post(
        document.holder_post_id,
        key=f"incoming.routed:{document.id}",
        document=document,
        subject=gettext_noop("A document was routed to you"),
        envelope=envelope,
    )
    posts = organisation.list_posts(event.support_unit_ids, at=envelope.at)
    heads = {
        person_id
        for post in posts
        if post.role == organisation.Role.UNIT_HEAD
        for person_id in post.holder_ids
    }
    _tell(
        identity.accounts_of(heads).values(),
        key=f"incoming.support:{document.id}",
        document=document,
        subject=gettext_noop("Your unit co-ordinates on a document"),
        envelope=envelope,
    )


def tell_person(event: events.IncomingGiven, envelope: Envelope) -> None:
    """Tell a person that he was given a document."""
    document = Document.objects.get(id=event.document_id)
    _tell_post(
        event.post_id,
        key=f"incoming.given:{document.id}:{envelope.event_id}",
        document=document,
        subject=gettext_noop("You were given a document"),
        envelope=envelope,
    )


def _tell_post(
    post_id: UUID | None, *, key: str, document: Document, subject: str, envelope: Envelope
) -> None:
    if post_id is None:
        return
    post = organisation.get_post(post_id, at=envelope.at)
    accounts = identity.accounts_of(post.holder_ids).values()
    _tell(accounts, key=key, document=document, subject=subject, envelope=envelope)


def _tell(
    account_ids: Iterable[UUID],
    *,
    key: str,
    document: Document,
    subject: str,
    envelope: Envelope,
) -> None:
    with override(LANGUAGE):
        said = _(subject)
    for account_id in account_ids:
        notifications.send(
            key=f"{key}:{account_id}",
            to_account_id=account_id,
            subject=said,
            body=f"{document.number_symbol} {document.author}: {document.subject}".strip(),
            link=f"/workspace/incoming/{document.id}/",
            at=envelope.at,
        )
