"""The way of a draft: to the head for its content, to the office for its form, to the leader."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.errors import Fault
from motcua.foundation.time import local_date
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation

from .. import permissions, queries, rules
from ..errors import ChangedMeanwhile, DraftIncomplete
from ..events import DraftApproved, DraftChecked, DraftReturned, DraftSubmitted
from ..models import Document
from ..types import Content, State
from .common import follow, lock, require_holder, require_reason

_MISSING = {
    "subject": _("Say in one sentence what the document is about."),
    "body": _("Write the text."),
    "dots": _("Something is left open here (“…”). Write it, or take the line out."),
    "addressees": _("Say to whom it is written."),
    "recipients": _("Say who receives it."),
}
_CHECKED = {State.CONTENT_CHECK: "CONTENT", State.FORM_CHECK: "FORM"}


def require_complete(content: Content) -> None:
    """Refuse a draft that lacks what every document of its kind must have.

    Raises:
        DraftIncomplete: It does; each gap is named.
    """
    needs_address = queries.skeleton(content.kind).addressed and content.kind in {"CV", "TTR"}
    missing = rules.missing_parts(content, needs_address=needs_address)
    if missing:
        raise DraftIncomplete(
            faults=tuple(Fault(path, str(_MISSING[code])) for path, code in missing)
        )


@transaction.atomic
def submit_draft(
    *,
    actor: Actor,
    document_id: UUID,
    signer_post_id: UUID | None = None,
    note: str = "",
    at: datetime,
) -> State:
    """Send a draft on its way to the leader who shall sign it.

    Args:
        signer_post_id: The post meant to sign; None leaves it to the process.

    Raises:
        DocumentNotFound, WrongState, NotYourStep: It is not with the actor as a draft.
        DraftIncomplete: Something is missing.
        NoPostForStep: Nobody could do the next step.

    Publishes:
        DraftSubmitted

    Law:
        ND 30/2020, art. 10-12
    """
    document = lock(actor, document_id, State.DRAFT)
    require_holder(actor, document)
    require_complete(queries.content_of(document))
    if signer_post_id is not None:
        document.signer_post_id = _signer(document, signer_post_id, at=at)
    _onward(document, cases.StepKind.HANDLE, actor=actor, note=note, at=at)
    submitted = DraftSubmitted(document_id=document.id, version=document.version)
    house.publish(submitted, by=actor, at=at, unit_id=document.unit_id)
    return State(document.state)


def _signer(document: Document, post_id: UUID, *, at: datetime) -> UUID | None:
    post = organisation.get_post(post_id, at=at)
    inside = post.unit_id in organisation.authority_ids(document.unit_id, at)
    return post.id if inside and post.role == organisation.Role.AUTHORITY_LEADER else None


def _onward(
    document: Document, expect: cases.StepKind, *, actor: Actor, note: str, at: datetime
) -> None:
    if document.case_id is None:
        raise RuntimeError("a document in work has its case")
    case = cases.complete_step(
        actor=actor, case_id=document.case_id, expect=expect, note=note, at=at
    )
    follow(document, case, at=at)
    document.save()


@transaction.atomic
def check_draft(*, actor: Actor, document_id: UUID, note: str = "", at: datetime) -> State:
    """Answer for what one has checked, the content or the form, and pass the draft on.

    Raises:
        DocumentNotFound, WrongState, NotYourStep: It is not with the actor to be checked.
        DraftIncomplete: Something is missing.

    Publishes:
        DraftChecked

    Law:
        ND 30/2020, art. 12
    """
    document = lock(actor, document_id, State.CONTENT_CHECK, State.FORM_CHECK)
    require_holder(actor, document)
    require_complete(queries.content_of(document))
    what = _CHECKED[State(document.state)]
    _onward(document, cases.StepKind.REVIEW, actor=actor, note=note, at=at)
    checked = DraftChecked(document_id=document.id, what=what, version=document.version)
    house.publish(checked, by=actor, at=at, unit_id=document.unit_id)
    return State(document.state)


@transaction.atomic
def return_draft(*, actor: Actor, document_id: UUID, reason: str, at: datetime) -> None:
    """Send a draft back to its drafter to be mended.

    Raises:
        DocumentNotFound, WrongState, NotYourStep: It is not with the actor.
        NoReasonGiven: No reason is given.

    Publishes:
        DraftReturned

    Law:
        ND 30/2020, art. 10-12
    """
    states = (State.CONTENT_CHECK, State.FORM_CHECK, State.APPROVAL, State.APPROVED)
    document = lock(actor, document_id, *states)
    reason = require_reason(reason)
    if document.case_id is None:
        raise RuntimeError("a document in work has its case")
    case = cases.send_back(actor=actor, case_id=document.case_id, reason=reason, at=at)
    document.approved_version, document.approved_at = None, None
    document.signer_lines, document.signer_name = {}, ""
    follow(document, case, at=at)
    document.save()
    returned = DraftReturned(document_id=document.id, reason=reason)
    house.publish(returned, by=actor, at=at, unit_id=document.unit_id)


@transaction.atomic
def approve_draft(*, actor: Actor, document_id: UUID, version: int, at: datetime) -> None:
    """Approve a draft word for word, and let it be signed in the leader's name.

    The clerk may then give number and day, and nothing else: whatever is changed in the words
    comes back.

    Args:
        version: The one that the leader read.

    Raises:
        DocumentNotFound, WrongState, NotYourStep: It is not with the actor for signature.
        NotPermitted: He may not sign there.
        ChangedMeanwhile: Another version was saved since he read it.

    Publishes:
        DraftApproved

    Law:
        ND 30/2020, art. 13
    """
    document = lock(actor, document_id, State.APPROVAL)
    permissions.APPROVE.require(actor, unit_id=document.unit_id)
    require_holder(actor, document)
    if version != document.version:
        raise ChangedMeanwhile(version=document.version)
    require_complete(queries.content_of(document))
    document.signer_post_id = document.holder_post_id
    document.signer_person_id, document.signer_account_id = actor.person_id, actor.account_id
    document.signer_name = actor.name
    document.signer_lines = dict(signer_lines_of(actor, document, at=at))
    document.approved_at, document.approved_version = at, document.version
    _onward(document, cases.StepKind.SIGN, actor=actor, note="", at=at)
    approved = DraftApproved(
        document_id=document.id, version=document.version, signer=document.signer_name
    )
    house.publish(approved, by=actor, at=at, unit_id=document.unit_id)


def signer_lines_of(actor: Actor, document: Document, *, at: datetime) -> dict[str, str]:
    """Return how the actor stands on the paper in the post that he signs in."""
    post_id = document.holder_post_id
    post = organisation.get_post(post_id) if post_id else None
    own = None
    if actor.person_id and actor.kind is not ActorKind.SYSTEM:
        held = organisation.posts_of(actor.person_id, at)
        if any(each.post_id == post_id and each.delegated for each in held):
            own = next((each.title for each in held if not each.delegated), "")
    agency = organisation.get_unit(document.unit_id).name
    lines = rules.signer_lines(
        agency=agency, post_title=post.title if post else "", name=actor.name, own_title=own
    )
    return dict(lines) | {"on": local_date(at).isoformat()}
