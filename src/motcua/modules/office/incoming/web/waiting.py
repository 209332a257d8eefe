"""What of the incoming documents lies on a desk: to route, in hand, to read, late, due soon."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.foundation.actors import Actor
from motcua.kernel.desk import api as desk
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from .. import queries, use_cases
from ..models import Document
from ..types import AT_WORK, State, Urgency
from .doing import FINISH, GIVE, READ, ROUTE

_TEXT = 1500  # of a paper, so many letters are read before one opens it


def _row(document: Document, kinds: dict[str, str]) -> desk.Row:
    urgency = Urgency(document.urgency)
    kind = kinds.get(document.kind, "").split(" (")[0]
    with_whom = document.handler_name or (
        document.lead_unit.short_name if document.lead_unit else ""
    )
    return desk.Row(
        key=str(document.id),
        title=": ".join(filter(None, (kind, document.subject or "…"))),
        url=reverse("incoming:document", args=[document.id]),
        code=document.number_symbol
        or _("No. %(number)s") % {"number": document.arrival_number or ""},
        who=" → ".join(filter(None, (document.author, with_whom))),
        urgent="" if urgency is Urgency.NORMAL else str(urgency.label),
        since=document.registered_at,
        due_at=document.due_at,
    )


class _Documents(desk.Listed[Document]):
    """Documents of one list, read in place."""

    def whole(self) -> str:
        return reverse("incoming:inbox")

    def shown(self, found: Sequence[Document]) -> Sequence[desk.Row]:
        kinds = queries.kind_names()
        return [_row(each, kinds) for each in found]

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        found = queries.get_document(actor=actor, document_id=desk.read_key(key))
        use_cases.note_read(actor=actor, document_id=found.id, at=at)
        return _reading(found, self._open(actor, found))

    def _open(self, actor: Actor, found: Document) -> frozenset[str]:
        return frozenset()


def _reading(found: Document, acts: frozenset[str]) -> desk.Reading:
    """Return what is read: the facts, what stands on the slip, the paper with its stamp."""
    paper = "incoming:stamped" if found.arrival_number else "incoming:paper"
    facts = [
        (_("Author"), found.author),
        (_("Dated"), words.as_date(found.issued_on) if found.issued_on else ""),
        (_("Arrival number"), f"{found.arrival_number}/{found.year}"),
        (_("Lead unit"), found.lead_unit.name if found.lead_unit else ""),
        (_("Handled by"), found.handler_name),
    ]
    return desk.Reading(
        title=found.subject or "…",
        url=reverse("incoming:document", args=[found.id]),
        code=found.number_symbol,
        state=str(State(found.state).label),
        due_at=found.due_at if found.state in AT_WORK else None,
        facts=[(label, value) for label, value in facts if value],
        words=[
            (f"{each.get_whose_display()} · {each.said_by_name}", each.text)
            for each in found.slip.order_by("said_at", "id")
        ],
        text=_text(found),
        paper=reverse(paper, args=[found.id]) if found.file_id else "",
        files=[
            desk.Link(
                title=each["filename"], href=reverse("incoming:attachment", args=[found.id, n])
            )
            for n, each in enumerate(found.attachments, start=1)
            if each["file_id"]
        ],
        acts=acts,
    )


def _text(found: Document) -> str:
    """Return the first words of the paper, where they were read: phones show no PDF in a page."""
    text = documents.read_text(found.file_id).text if found.file_id else ""
    return text if len(text) <= _TEXT else f"{text[:_TEXT].rstrip()} …"


class ToRoute(_Documents):
    """Registered documents that the reader routes."""

    code = "incoming.route"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Documents to route")
    order = 10
    acts = (ROUTE,)

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return queries.list_to_route(actor=actor)

    def _open(self, actor: Actor, found: Document) -> frozenset[str]:
        may = found.state == State.REGISTERED and queries.may_route(actor, found)
        return frozenset({"route"} if may else ())


class InHand(_Documents):
    """Documents that were routed or given to the reader."""

    code = "incoming.hand"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Documents given to you")
    order = 15
    acts = (GIVE, FINISH)

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return queries.list_in_hand(actor=actor)

    def _open(self, actor: Actor, found: Document) -> frozenset[str]:
        if found.holder_post_id not in actor.post_ids or found.state not in AT_WORK:
            return frozenset()
        is_head = organisation.Role.UNIT_HEAD in actor.roles
        return frozenset({"give", "finish"} if is_head else {"finish"})


class ToRead(_Documents):
    """Documents routed to the reader's unit, or within his authority, that he has not read."""

    code = "incoming.read"
    lane = desk.Lane.READ
    title = gettext_lazy("Incoming documents to read")
    order = 10
    acts = (READ,)

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return queries.list_unread(actor=actor, at=at)


class Late(_Documents):
    """Documents past their deadline, with the reader or with his people."""

    code = "incoming.late"
    lane = desk.Lane.LATE
    title = gettext_lazy("Incoming documents")
    order = 20

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return queries.list_late(actor=actor, at=at)


class Soon(_Documents):
    """Documents that fall due in the next days."""

    code = "incoming.soon"
    lane = desk.Lane.SOON
    title = gettext_lazy("Incoming documents")
    order = 20

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return queries.list_soon(actor=actor, at=at)


class Falling(desk.Deadlines):
    """Deadlines of incoming documents, for the calendar."""

    code = "incoming"
    title = gettext_lazy("Incoming documents")

    def falling(
        self, *, actor: Actor, since: datetime, until: datetime, limit: int
    ) -> Sequence[desk.Row]:
        kinds = queries.kind_names()
        found = queries.list_falling(actor=actor, since=since, until=until)
        return [_row(each, kinds) for each in found[:limit]]


ALL = (ToRoute(), InHand(), ToRead(), Late(), Soon(), Falling())
