"""Two dossiers of one matter become one; never by itself."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from motcua.foundation import events as house
from motcua.foundation.actors import Actor

from .. import permissions, rules
from ..errors import CannotBeMerged, NotTheSameMatter, ReasonMissing
from ..events import DossiersMerged
from ..models import Merger, Submission, SubmittedPaper
from ..types import State
from .common import lock_submission
from .endings import withdraw


def _require_mergeable(kept: Submission, ended: Submission) -> None:
    if kept.id == ended.id or kept.procedure_code != ended.procedure_code:
        raise NotTheSameMatter
    if not rules.may_merge(ended=ended.state, kept=kept.state):
        faulty = ended if kept.state in rules.MAY_KEEP else kept
        raise CannotBeMerged(dossier=faulty.code, state=State(faulty.state).label)


def _carry_papers(kept: Submission, ended: Submission, at: datetime) -> int:
    """Add the papers of one dossier to the other, as a later round; nothing is taken away."""
    latest = kept.papers.aggregate(latest=Max("round"))["latest"]
    papers = [
        SubmittedPaper(
            submission=kept,
            component_key=paper.component_key,
            name=paper.name,
            file_id=paper.file_id,
            round=(latest or 0) + 1,
            came_from=ended.code,
            added_at=at,
        )
        for paper in ended.papers.order_by("added_at", "id")
        if paper.file_id
    ]
    SubmittedPaper.objects.bulk_create(papers)
    return len(papers)


@transaction.atomic
def merge_dossiers(*, actor: Actor, keep: str, end: str, reason: str, at: datetime) -> None:
    """End a second dossier of the same matter; its papers go on in the one that is kept.

    Both were asked for by an official who looked at them; the applicant of the ended one is told
    where his matter goes on. The clock of the kept one does not move.

    Args:
        keep: Code of the dossier that goes on.
        end: Code of the dossier that ends.
        reason: Why they are one matter; the applicants read it.

    Raises:
        DossierNotFound: One of them is not the actor's to see.
        NotPermitted: He does not receive dossiers there.
        NotTheSameMatter: They are of different procedures, or one and the same.
        CannotBeMerged: One of them is decided or has ended.
        ReasonMissing: No reason is given.

    Publishes:
        DossierWithdrawn, DossiersMerged

    Law:
        ND 118/2025; TT 03/2025
    """
    by_code = {code: lock_submission(actor, code) for code in sorted({keep, end})}
    kept, ended = by_code[keep], by_code[end]
    for submission in (kept, ended):
        permissions.RECEIVE.require(actor, unit_id=submission.unit_id)
    _require_mergeable(kept, ended)
    if not reason.strip():
        raise ReasonMissing
    papers = _carry_papers(kept, ended, at)
    Merger.objects.create(
        submission=ended,
        into=kept,
        papers=papers,
        reason=reason.strip(),
        merged_by=actor.name,
        merged_at=at,
    )
    withdraw(actor=actor, code=end, reason=reason.strip(), at=at)
    merged = DossiersMerged(
        submission_id=kept.id,
        dossier_code=kept.code,
        ended_code=ended.code,
        ended_person_id=ended.person_id,
        kept_person_id=kept.person_id,
        papers=papers,
        reason=reason.strip(),
    )
    house.publish(merged, by=actor, at=at, unit_id=kept.unit_id)
