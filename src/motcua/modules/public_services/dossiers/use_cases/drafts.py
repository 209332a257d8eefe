"""Drafts: saved as they are typed, by a citizen or by an official for somebody at the counter."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotPermitted
from motcua.foundation.prepared import Prepared
from motcua.foundation.time import local_date
from motcua.kernel.documents import api as documents
from motcua.modules.public_services.checklists import api as checklists
from motcua.modules.public_services.procedures import api as procedures

from .. import permissions
from ..errors import DraftAlreadySent, DraftNotFound
from ..models import Draft, DraftPaper
from ..types import Channel, DraftInfo, PostalAddress, ResultWay
from .standing import standing_of

_OWN = Prepared(
    lambda **key: (
        Draft.objects.select_for_update(of=("self",)).select_related("person", "unit").filter(**key)
    ),
    id=UUID,
    account_id=UUID,
)


def lock_draft(actor: Actor, draft_id: UUID) -> Draft:
    """Return the actor's own draft, locked; its person and unit come with it.

    Raises:
        DraftNotFound: There is none of that id that is his.
    """
    draft: Draft | None = _OWN.first(id=draft_id, account_id=actor.account_id or UUID(int=0))
    if draft is None:
        raise DraftNotFound
    return draft


def lock_open_draft(actor: Actor, draft_id: UUID) -> Draft:
    """Return the actor's own draft, locked, if it was not sent yet.

    Raises:
        DraftNotFound: There is none of that id that is his.
        DraftAlreadySent: It became a submission.
    """
    draft = lock_draft(actor, draft_id)
    if draft.submission_code:
        raise DraftAlreadySent(code=draft.submission_code)
    return draft


def touch(draft: Draft, at: datetime) -> None:
    """Note that a draft was worked on, and follow the procedure to the version now in force."""
    draft.updated_at = at
    draft.version_id = procedures.get_version(draft.procedure_code, local_date(at)).id
    draft.save()


@transaction.atomic
def begin_draft(
    *,
    actor: Actor,
    procedure_code: str,
    person_id: UUID | None = None,
    unit_id: UUID | None = None,
    data: Mapping[str, Any] | None = None,
    channel: Channel = Channel.ONLINE,
    mandate_id: UUID | None = None,
    at: datetime,
) -> DraftInfo:
    """Begin to fill in a dossier.

    Args:
        person_id: For whom; a citizen begins for himself, an official for somebody at the counter
            (who may be named later).
        data: Answers known already.
        mandate_id: A citizen acts for another under this mandate.

    Raises:
        Conflict, NotFound: The mandate is not his, has ended, or does not reach so far.
        NotPermitted: A stranger, or an official who does not receive dossiers.
        NoSuchProcedure: Nothing of that code is in force.

    Law:
        ND 45/2020; ND 61/2018
    """
    if actor.account_id is None:
        raise NotPermitted
    if actor.is_official:
        permissions.RECEIVE.require(actor, unit_id=unit_id)
    else:
        person_id, channel = actor.person_id, Channel.ONLINE
    version = procedures.get_version(procedure_code, local_date(at))
    if standing := standing_of(actor, mandate_id, version, at):
        person_id = standing.person_id
    draft = Draft.objects.create(
        account_id=actor.account_id,
        person_id=person_id,
        procedure_code=procedure_code,
        version_id=version.id,
        unit_id=unit_id,
        data=dict(data or {}),
        channel=channel,
        result_way=ResultWay.ELECTRONIC if channel is Channel.ONLINE else ResultWay.DESK,
        mandate_id=mandate_id,
        created_at=at,
        updated_at=at,
    )
    return draft.to_info()


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    draft_id: UUID,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    cases: Sequence[str] | None = None,
    unit_id: UUID | None = None,
    result_way: ResultWay | None = None,
    postal: PostalAddress | None = None,
    person_id: UUID | None = None,
) -> DraftInfo:
    """Save what was typed; what is not given stays as it is.

    Args:
        data: All answers so far, not only the changed ones.
        person_id: Only an official names the person; a citizen's draft is his own.

    Raises:
        DraftNotFound: It is not the actor's.
        DraftAlreadySent: It became a submission.
        NoSuchProcedure: The procedure is no longer in force.

    Law:
        ND 45/2020
    """
    draft = lock_open_draft(actor, draft_id)
    if data is not None:
        draft.data = dict(data)
    if cases is not None:
        draft.cases = list(cases)
    if unit_id is not None:
        draft.unit_id = unit_id
    if result_way is not None:
        draft.result_way = result_way
    if postal is not None:
        draft.postal = asdict(postal)
    if person_id is not None and actor.is_official:
        draft.person_id = person_id
    touch(draft, at)
    return draft.to_info()


@transaction.atomic
def add_draft_paper(
    *,
    actor: Actor,
    draft_id: UUID,
    component_key: str,
    name: str,
    file_id: UUID | None,
    at: datetime,
) -> UUID:
    """Add a paper to a draft.

    Args:
        file_id: The stored file; None when the original lies on the counter (officials only).

    Returns:
        The id of the paper in the draft.

    Raises:
        DraftNotFound, DraftAlreadySent, NoSuchProcedure: As for saving.
        TooManyFiles: A draft holds no more.
        NotPermitted: A citizen claims an original on the counter.

    Law:
        ND 45/2020
    """
    if file_id is not None:
        checklists.inspect_file(actor=actor, file_id=file_id, at=at)
    draft = lock_open_draft(actor, draft_id)
    if file_id is None and not actor.is_official:
        raise NotPermitted
    documents.check_count(draft.papers.count() + 1)
    if file_id is None:
        draft.papers.filter(component_key=component_key, file=None).delete()
    paper = DraftPaper.objects.create(
        draft=draft, component_key=component_key, name=name, file_id=file_id, added_at=at
    )
    touch(draft, at)
    return paper.id


@transaction.atomic
def remove_draft_paper(*, actor: Actor, draft_id: UUID, paper_id: UUID, at: datetime) -> None:
    """Take a paper out of a draft; taking it out twice is the same.

    Raises:
        DraftNotFound, DraftAlreadySent, NoSuchProcedure: As for saving.

    Law:
        ND 45/2020
    """
    draft = lock_open_draft(actor, draft_id)
    draft.papers.filter(id=paper_id).delete()
    touch(draft, at)


@transaction.atomic
def discard_draft(*, actor: Actor, draft_id: UUID, at: datetime) -> None:  # noqa: ARG001 - every use case says when
    """Throw a draft away.

    Raises:
        DraftNotFound, DraftAlreadySent: As for saving.

    Law:
        ND 45/2020
    """
    lock_open_draft(actor, draft_id).delete()
