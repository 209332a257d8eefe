"""Papers held already: used with the person's consent, which is recorded; or refused by him."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.procedures import api as procedures

from .. import rules
from ..errors import PaperNotHeld
from ..models import Consent, Draft, DraftPaper, Submission
from ..queries.known_papers import consent_words, find_known_paper
from ..types import KnownPaper
from .drafts import lock_open_draft, touch

REPLACED = "REPLACED_BY_DATA"


def _need(draft: Draft, key: str) -> rules.PaperNeed:
    version = procedures.get_version_by_id(draft.version_id)
    needs = rules.paper_needs(version.components, cases=draft.cases, has_form=True)
    for need in needs:
        if need.key == key and need.is_added:
            return need
    raise PaperNotHeld(why=_("it is not asked for."))


def _known(draft: Draft, need: rules.PaperNeed, source: str, record: str, at: datetime) -> Any:
    if draft.person_id is None:
        raise PaperNotHeld(why=_("it is not said for whom the dossier is."))
    known = find_known_paper(
        person_id=draft.person_id,
        procedure_code=draft.procedure_code,
        need=need,
        source=source,
        record=record,
        at=at,
    )
    if known is None:
        raise PaperNotHeld(why=_("it is not among the papers held for this person."))
    return known


def _consent(
    draft: Draft, need: rules.PaperNeed, known: KnownPaper, *, given: bool, actor: Actor, at: Any
) -> Consent:
    assert draft.person_id is not None  # noqa: S101 - _known has seen to it
    return Consent.objects.create(
        person_id=draft.person_id,
        draft_id=draft.id,
        component_key=need.key,
        component=need.name,
        source=known.source,
        record=known.record,
        title=f"{known.title} {known.number}".strip(),
        given=given,
        words=consent_words(known, need.name),
        recorded_at=at,
        recorded_by=actor.name,
    )


@transaction.atomic
def use_known_paper(
    *,
    actor: Actor,
    draft_id: UUID,
    component_key: str,
    source: str,
    record: str,
    at: datetime,
) -> UUID:
    """Let a paper that the administration holds stand for one that is asked for.

    Calling it is the consent: the person pressed the button under the words, or told the official
    at the counter, who is recorded. What is kept is the record, its hash and the time of the
    look-up; the file is not copied.

    Returns:
        The id of the paper in the draft.

    Raises:
        DraftNotFound, DraftAlreadySent, NoSuchProcedure: As for saving.
        PaperNotHeld: It is not that person's, does not fit, or is revoked, replaced or too old.

    Law:
        ND 45/2020; TT 01/2023; L 91/2025
    """
    draft = lock_open_draft(actor, draft_id)
    need = _need(draft, component_key)
    known = _known(draft, need, source, record, at)
    if not known.is_valid:
        raise PaperNotHeld(why=known.why)
    same = draft.papers.filter(component_key=component_key, source__record=record).first()
    if same is not None:
        return same.id
    consent = _consent(draft, need, known, given=True, actor=actor, at=at)
    paper = DraftPaper.objects.create(
        draft=draft,
        component_key=component_key,
        name=known.title,
        file_id=known.file_id,
        added_at=at,
        source={
            "state": REPLACED,
            "source": known.source,
            "record": known.record,
            "title": known.title,
            "number": known.number,
            "issuer": known.issuer,
            "issued_at": known.issued_at.isoformat(),
            "looked_up_at": at.isoformat(),
            "sha256": known.sha256,
            "consent": str(consent.id),
        },
    )
    if actor.is_official and draft.person_id is not None:
        identity.record_access(
            actor=actor,
            person_id=draft.person_id,
            purpose=_("Use of “%(paper)s” in place of a paper asked for, with your consent")
            % {"paper": known.title},
            at=at,
        )
    touch(draft, at)
    return paper.id


@transaction.atomic
def decline_known_paper(
    *,
    actor: Actor,
    draft_id: UUID,
    component_key: str,
    source: str,
    record: str,
    at: datetime,
) -> None:
    """Record that the person does not want a held paper to be used; it is uploaded as usual.

    Raises:
        DraftNotFound, DraftAlreadySent, NoSuchProcedure: As for saving.
        PaperNotHeld: It is not that person's, or does not fit.

    Law:
        ND 45/2020; L 91/2025
    """
    draft = lock_open_draft(actor, draft_id)
    need = _need(draft, component_key)
    known = _known(draft, need, source, record, at)
    _consent(draft, need, known, given=False, actor=actor, at=at)
    draft.papers.filter(component_key=component_key, source__record=record).delete()
    touch(draft, at)


def record_use(submission: Submission, papers: list[DraftPaper], *, at: datetime) -> None:
    """Tell the person, among those who saw his data, which held papers his dossier uses.

    Called inside the transaction of the sending.
    """
    titles = [paper.source["title"] for paper in papers if paper.source]
    if not titles:
        return
    identity.record_access(
        actor=Actor(kind=ActorKind.SYSTEM, name=submission.unit.name),
        person_id=submission.person_id,
        purpose=_("Use of “%(paper)s” in place of a paper asked for, with your consent")
        % {"paper": "”, “".join(titles)},
        subject_code=submission.code,
        unit_id=submission.unit_id,
        at=at,
    )
