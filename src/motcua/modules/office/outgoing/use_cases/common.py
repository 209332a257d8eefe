"""What the acts on a document share: its lock, its state, where it goes next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from motcua.foundation import actors
from motcua.foundation import events as house
from motcua.foundation.actors import Actor
from motcua.foundation.text import fold
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.exchange import api as exchange
from motcua.kernel.organisation import api as organisation

from .. import rules
from ..errors import DocumentNotFound, NoReasonGiven, SecretRefused, WrongState
from ..events import DeliveryChanged
from ..models import Document, Receiver, Version
from ..queries import kind_names
from ..types import Content, Delivery, State, Way

ROUTER = actors.system("outgoing.route")
EDITABLE = (
    State.DRAFT,
    State.CONTENT_CHECK,
    State.FORM_CHECK,
    State.APPROVAL,
    State.APPROVED,
)


def lock(actor: Actor, document_id: UUID, *states: State) -> Document:
    """Return a document that the actor may see, locked, in one of the states.

    Raises:
        DocumentNotFound: There is none.
        WrongState: It is elsewhere on its way.
    """
    visible = Document.objects.visible_to(actor).filter(id=document_id)
    if not visible.exists():
        raise DocumentNotFound
    document = Document.objects.select_for_update().get(id=document_id)
    if states and document.state not in states:
        raise WrongState(state=State(document.state).label)
    return document


def require_holder(actor: Actor, document: Document) -> None:
    """Refuse whoever does not act for the post at which the document is."""
    cases.require_holder(actor=actor, post_id=document.holder_post_id)


def require_reason(reason: str) -> str:
    """Return a reason without blanks around it.

    Raises:
        NoReasonGiven: There is none.
    """
    if not reason.strip():
        raise NoReasonGiven
    return reason.strip()


def refuse_secrets(content: Content) -> None:
    """Refuse a text that bears a mark of secrecy.

    Raises:
        SecretRefused: It does.

    Law:
        ND 30/2020, art. 15; L 29/2018
    """
    if mark := rules.mark_of_secrecy("\n".join([content.subject, *rules.plain_lines(content)])):
        raise SecretRefused(mark=mark)


def set_state(document: Document, state: State, *, at: datetime) -> None:
    """Set the state of a document; nothing is saved."""
    document.state, document.state_at = state, at


def write_version(
    document: Document,
    content: Content,
    *,
    actor: Actor,
    at: datetime,
    note: str = "",
    source_file_id: UUID | None = None,
    findings: list[dict[str, str]] | None = None,
) -> Version:
    """Add a version and let the document say what it says; the document is not saved."""
    document.version += 1
    document.kind, document.subject = content.kind, content.subject
    document.urgency, document.circulation = content.urgency, content.circulation
    index(document)
    return Version.objects.create(
        document=document,
        number=document.version,
        content=content.to_json(),
        source_file_id=source_file_id,
        findings=findings or [],
        note=note,
        saved_at=at,
        saved_by=actor.account_id,
        saved_by_name=actor.name,
    )


def index(document: Document) -> None:
    """Write the words by which a document is found; nothing is saved."""
    kind = kind_names().get(document.kind, "")
    document.search = fold(f"{kind} {document.number_symbol} {document.subject}")


_STATES = {
    cases.StepKind.HANDLE: State.DRAFT,
    cases.StepKind.SIGN: State.APPROVAL,
    cases.StepKind.ISSUE: State.APPROVED,
}


def follow(document: Document, case: cases.CaseInfo, *, at: datetime) -> None:
    """Let a document stand where its case stands; the head meant is that of the drafting unit.

    Nothing is saved.
    """
    process = cases.get_process(case.process_version_id)
    role = process.step(case.step_seq).role
    wanted = _wanted_post(document, role, at=at)
    if wanted is not None and wanted != case.post_id:
        case = cases.hand_over(actor=ROUTER, case_id=case.id, to_post_id=wanted, note="", at=at)
    document.holder_post_id = case.post_id
    content = role == organisation.Role.UNIT_HEAD
    check = State.CONTENT_CHECK if content else State.FORM_CHECK
    set_state(document, _STATES.get(case.step_kind, check), at=at)


def _wanted_post(document: Document, role: str, *, at: datetime) -> UUID | None:
    if role == organisation.Role.UNIT_HEAD:
        return head_post(document.drafting_unit_id, at=at)
    if role == organisation.Role.AUTHORITY_LEADER:
        return document.signer_post_id
    return None


def head_post(unit_id: UUID, *, at: datetime) -> UUID | None:
    """Return the post that heads a unit, None where there is none or nobody holds it."""
    posts = organisation.list_posts([unit_id], at=at)
    return next(
        (p.id for p in posts if p.role == organisation.Role.UNIT_HEAD and p.holder_ids), None
    )


def set_receivers(document: Document, content: Content, *, at: datetime) -> None:
    """Write down to whom a document goes, told by the lines of its recipients and addressees."""
    Receiver.objects.filter(document=document).delete()
    rows = receivers_of(document, (*content.addressees, *content.recipients), at=at)
    Receiver.objects.bulk_create(rows)


def receivers_of(document: Document, lines: Sequence[str], *, at: datetime) -> list[Receiver]:
    """Return a line for each receiver named, with the way to it; three queries for all.

    A department of the house reads the document here; its authority is not sent a packet for it.
    """
    names = {fold(name): name for line in lines if (name := _receiver_name(line))}
    plain = {key: fold(name.split(" (")[0]) for key, name in names.items()}
    units = organisation.units_named(plain.values(), on=local_date(at))
    agencies = exchange.agencies_to_write_to(
        names=names.values(), unit_ids=[each.id for each in units.values()]
    )
    by_unit = {each.unit_id: each.code for each in agencies if each.unit_id}
    by_name = {fold(each.name): each.code for each in agencies}
    rows = []
    for key, name in names.items():
        unit = units.get(plain[key])
        if unit is None:
            code = by_name.get(key, "")
        else:
            inside = unit.kind == organisation.UnitKind.DEPARTMENT
            code = "" if inside else by_unit.get(unit.id, "")
        way = Way.EXCHANGE if code else Way.INTERNAL if unit else Way.PAPER
        rows.append(
            Receiver(
                document=document,
                name=name,
                way=way,
                agency_code=code,
                unit_id=unit.id if unit else None,
            )
        )
    return rows


def _receiver_name(line: str) -> str:
    """Return whom a line names; nothing for “as above” and “kept”."""
    name = line.strip().strip("-;. ")
    return "" if fold(name).startswith(("nhu tren", "luu")) else name


def without_end(content: Content) -> Content:
    """Return a content whose body has no ``./.``, which the paper draws itself."""
    return replace(content, body=content.body.rstrip().removesuffix("./.").rstrip())


def move(receiver: Receiver, state: Delivery, *, detail: str, actor: Actor, at: datetime) -> None:
    """Let a receiver's line stand in a state."""
    receiver.state, receiver.state_at, receiver.detail = state, at, detail
    receiver.save(update_fields=["state", "state_at", "detail", "packet_id"])
    changed = DeliveryChanged(
        document_id=receiver.document_id, receiver=receiver.name, state=state.value
    )
    house.publish(changed, by=actor, at=at, unit_id=receiver.document.unit_id)
