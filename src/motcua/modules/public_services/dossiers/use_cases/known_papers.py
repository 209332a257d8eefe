"""Papers held already: used with the person's consent, which is recorded; or refused by him."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.foundation import events as house
from motcua.foundation.actors import Actor, ActorKind
from motcua.kernel.identity import api as identity
from motcua.modules.public_services.procedures import api as procedures

from .. import permissions, rules
from ..errors import PaperNotHeld
from ..events import KnownPaperUsed
from ..models import Check, Consent, Draft, DraftPaper, Submission, SubmittedPaper
from ..queries.known_papers import consent_words, find_known_paper
from ..types import KnownPaper, State
from .common import lock_submission
from .drafts import lock_open_draft, touch

REPLACED = "REPLACED_BY_DATA"


def _need(of: Draft | Submission, key: str) -> rules.PaperNeed:
    version = procedures.get_version_by_id(of.version_id)
    needs = rules.paper_needs(version.components, cases=of.cases, has_form=True)
    for need in needs:
        if need.key == key and need.is_added:
            return need
    raise PaperNotHeld(why=_("it is not asked for."))


def _known(
    of: Draft | Submission, need: rules.PaperNeed, source: str, record: str, at: datetime
) -> KnownPaper:
    if of.person_id is None:
        raise PaperNotHeld(why=_("it is not said for whom the dossier is."))
    known = find_known_paper(
        person_id=of.person_id,
        procedure_code=of.procedure_code,
        need=need,
        source=source,
        record=record,
        at=at,
    )
    if known is None:
        raise PaperNotHeld(why=_("it is not among the papers held for this person."))
    return known


def _consent(
    of: Draft | Submission,
    need: rules.PaperNeed,
    known: KnownPaper,
    *,
    given: bool,
    actor: Actor,
    at: datetime,
) -> Consent:
    assert of.person_id is not None  # noqa: S101 - _known has seen to it
    return Consent.objects.create(
        person_id=of.person_id,
        draft_id=of.id if isinstance(of, Draft) else of.client_key,
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


def _source(known: KnownPaper, consent: Consent, at: datetime) -> dict[str, str]:
    return {
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
    }


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
        source=_source(known, consent, at),
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


@transaction.atomic
def use_known_paper_in_dossier(
    *, actor: Actor, code: str, component_key: str, source: str, record: str, at: datetime
) -> UUID:
    """Let a held paper stand for one that is missing in a dossier which waits for reception.

    The applicant agreed at the counter or by telephone; the official who heard it is recorded.

    Returns:
        The id of the paper in the dossier.

    Raises:
        DossierNotFound: It is not the actor's to see.
        NotPermitted: He does not receive dossiers at that unit.
        WrongState: Reception is over, or the applicant was asked already.
        PaperNotHeld: It is not that person's, does not fit, or is revoked, replaced or too old.

    Publishes:
        KnownPaperUsed

    Law:
        ND 45/2020; TT 01/2023; L 91/2025
    """
    submission = lock_submission(actor, code)
    permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    rules.require_state(submission.state, State.WAITING)
    paper = take_known_paper(
        submission,
        actor=actor,
        component_key=component_key,
        source=source,
        record=record,
        nth=submission.times_asked,
        at=at,
    )
    Check.objects.filter(submission=submission, component_key=component_key).delete()
    return paper.id


def take_known_paper(
    submission: Submission,
    *,
    actor: Actor,
    component_key: str,
    source: str,
    record: str,
    nth: int,
    at: datetime,
) -> SubmittedPaper:
    """Put a held paper into a dossier that was sent, with the consent; used twice it is once.

    Called inside the transaction of the act.

    Args:
        nth: The round of supplements with which it comes.
    """
    need = _need(submission, component_key)
    known = _known(submission, need, source, record, at)
    if not known.is_valid:
        raise PaperNotHeld(why=known.why)
    papers = list(submission.papers.all())
    if any(str(each.id) == record for each in papers):
        raise PaperNotHeld(why=_("it lies in this dossier already."))
    for each in papers:
        if each.component_key == component_key and each.source.get("record") == record:
            return each
    consent = _consent(submission, need, known, given=True, actor=actor, at=at)
    paper = SubmittedPaper.objects.create(
        submission=submission,
        component_key=component_key,
        name=known.title,
        file_id=known.file_id,
        round=nth,
        added_at=at,
        source=_source(known, consent, at),
    )
    record_use(submission, [paper], actor=actor, at=at)
    return paper


def record_use(
    submission: Submission,
    papers: Sequence[DraftPaper | SubmittedPaper],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Tell the person, among those who saw his data, and the house which held papers are used.

    Called inside the transaction of the act; of what is sent the agency is named as the reader.
    """
    used = [paper for paper in papers if paper.source]
    if not used:
        return
    is_sending = isinstance(used[0], DraftPaper)
    agency = Actor(kind=ActorKind.SYSTEM, name=submission.unit.name)
    identity.record_access(
        actor=actor if actor.is_official and not is_sending else agency,
        person_id=submission.person_id,
        purpose=_("Use of “%(paper)s” in place of a paper asked for, with your consent")
        % {"paper": "”, “".join(paper.source["title"] for paper in used)},
        subject_code=submission.code,
        unit_id=submission.unit_id,
        at=at,
    )
    for paper in used:
        event = KnownPaperUsed(
            submission_id=submission.id,
            dossier_code=submission.code,
            person_id=submission.person_id,
            component=paper.component_key,
            source=paper.source["source"],
            record=paper.source["record"],
        )
        house.publish(event, by=actor, at=at, unit_id=submission.unit_id)
