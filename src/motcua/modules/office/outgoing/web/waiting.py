"""What of the outgoing documents lies on a desk: to sign, to check, to issue, come back."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from motcua.foundation.actors import Actor
from motcua.kernel.desk import api as desk

from .. import queries, rules, use_cases
from ..models import Document
from ..queries.waiting import came_back, contents_of
from ..types import Medium, State, Urgency

_WORDS = 40
_CHANGED = gettext_lazy(
    "The draft was changed after this list was shown. Open it from your desk again."
)


def _parse(key: str) -> tuple[UUID, int]:
    document_id, _colon, version = key.partition(":")
    return desk.read_key(document_id), int(version) if version.isdigit() else 0


def _row(document: Document, kinds: dict[str, str], said: str = "") -> desk.Row:
    urgency = Urgency(document.urgency)
    return desk.Row(
        key=f"{document.id}:{document.version}",
        title=": ".join(filter(None, (kinds.get(document.kind, ""), document.subject or "…"))),
        url=reverse("outgoing:document", args=[document.id]),
        who=f"{document.drafter_name}, {document.drafting_unit.short_name}",
        said=said,
        urgent="" if urgency is Urgency.NORMAL else str(urgency.label),
        since=document.state_at,
    )


def first_words(lines: Sequence[str]) -> str:
    """Return the first words of a document, after its subject."""
    words = " ".join(lines[1:]).replace("|", " ").split()
    return " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")


def _approve(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    document_id, version = _parse(key)
    use_cases.approve_draft(actor=actor, document_id=document_id, version=version, at=at)


def _check(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.check_draft(actor=actor, document_id=_parse(key)[0], at=at)


def _issue(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.issue_document(actor=actor, document_id=_parse(key)[0], medium=Medium.DIGITAL, at=at)


def _return(*, actor: Actor, key: str, given: QueryDict, at: datetime) -> None:
    use_cases.return_draft(
        actor=actor, document_id=_parse(key)[0], reason=given.get("reason", ""), at=at
    )


def _why(*, actor: Actor, key: str, at: datetime) -> tuple[desk.Field, ...]:
    return (desk.Field(name="reason", label=gettext_lazy("Why")),)


APPROVE = desk.Act(
    code="approve",
    title=gettext_lazy("Approve and sign"),
    do=_approve,
    done=gettext_lazy(
        "Approved. It is signed in your name as soon as the clerk gives it its number."
    ),
    icon="sign",
    many=True,
    primary=True,
)
CHECK = desk.Act(
    code="check",
    title=gettext_lazy("Agree and pass on"),
    do=_check,
    done=gettext_lazy("Checked and passed on."),
    many=True,
    primary=True,
)
ISSUE = desk.Act(
    code="issue",
    title=gettext_lazy("Number, sign, seal and issue"),
    do=_issue,
    done=gettext_lazy("The document has its number; it is being signed and sealed."),
    icon="send",
    primary=True,
)
RETURN = desk.Act(
    code="return",
    title=gettext_lazy("Send back"),
    do=_return,
    done=gettext_lazy("The draft went back to its drafter, with your reason."),
    icon="arrow-left",
    fields=_why,
)


class _Waiting(desk.Listed[Document]):
    """Documents at the reader's posts in some states."""

    states: ClassVar[Sequence[State]]

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return queries.list_waiting(actor=actor).filter(state__in=self.states)

    def whole(self) -> str:
        return reverse("outgoing:inbox")

    def shown(self, found: Sequence[Document]) -> Sequence[desk.Row]:
        kinds = queries.kind_names()
        return [_row(each, kinds) for each in found]


class _Read(_Waiting):
    """Those that are read in place, page by page, with what was said about them."""

    def read(self, *, actor: Actor, key: str, at: datetime) -> desk.Reading:
        document_id, version = _parse(key)
        found = queries.get_document(actor=actor, document_id=document_id)
        is_mine = found.holder_post_id in actor.post_ids and found.state in self.states
        changed = version != found.version
        pages = range(1, queries.count_drawn(found) + 1)
        return desk.Reading(
            title=found.subject or "…",
            url=reverse("outgoing:document", args=[found.id]),
            state=str(State(found.state).label),
            warning=str(_CHANGED) if changed else "",
            facts=(
                (_("Kind"), queries.kind_names().get(found.kind, "")),
                (_("Drafted by"), f"{found.drafter_name}, {found.drafting_unit.name}"),
                (_("Version"), str(found.version)),
            ),
            words=tuple(
                (each.said_by_name, each.text)
                for each in queries.list_comments(document=found)
                if each.settled_at is None
            ),
            pictures=tuple(
                f"{reverse('outgoing:picture', args=[found.id, page])}?v={found.version}"
                for page in pages
            ),
            paper=reverse("outgoing:paper", args=[found.id]),
            acts=None if is_mine and not changed else frozenset(),
        )


class ToSign(_Read):
    """Drafts that wait for the leader's signature, with their first words."""

    code = "outgoing.sign"
    lane = desk.Lane.SIGN
    title = gettext_lazy("Documents to sign")
    order = 10
    acts = (APPROVE, RETURN)
    states = (State.APPROVAL,)

    def whole(self) -> str:
        return reverse("outgoing:sign")

    def shown(self, found: Sequence[Document]) -> Sequence[desk.Row]:
        kinds, contents = queries.kind_names(), contents_of(found)
        return [
            _row(each, kinds, first_words(rules.plain_lines(contents[each.id]))) for each in found
        ]


class ToCheck(_Read):
    """Drafts whose content or form the reader answers for."""

    code = "outgoing.check"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Drafts to approve")
    order = 20
    acts = (CHECK, RETURN)
    states = (State.CONTENT_CHECK, State.FORM_CHECK)


class ToIssue(_Read):
    """Approved documents that wait for number and seal."""

    code = "outgoing.issue"
    lane = desk.Lane.DECIDE
    title = pgettext_lazy("desk", "Documents to issue")
    order = 30
    acts = (ISSUE, RETURN)
    states = (State.APPROVED,)


class ComeBack(_Waiting):
    """Drafts that came back to their drafter to be mended."""

    code = "outgoing.back"
    lane = desk.Lane.DECIDE
    title = gettext_lazy("Drafts that came back")
    order = 40
    states = (State.DRAFT,)

    def listed(self, *, actor: Actor, at: datetime) -> QuerySet[Document]:
        return came_back(queries.list_waiting(actor=actor))


ALL = (ToSign(), ToCheck(), ToIssue(), ComeBack())
