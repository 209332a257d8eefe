"""Second dossiers of the same matter: who sent one, about whom, and what differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from motcua.foundation.actors import Actor
from motcua.kernel.forms import api as forms

from .. import rules
from ..models import Merger, Submission
from ..types import State
from .detail import form_of, get_submission

UNDER_WAY = (State.WAITING, State.SUPPLEMENT, State.PROCESSING, State.SIGNING, State.FINISHED)
LOOK_BACK = timedelta(days=90)
NAME, BORN = "ho_ten", "ngay_sinh"
MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """What another module may know of a dossier that the actor may see."""

    submission_id: UUID
    code: str
    unit_id: UUID
    handling_unit_id: UUID
    person_name: str
    procedure_title: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A dossier that may be a second one of the same matter.

    Attributes:
        subjects: The persons whom both are about, besides the applicant.
        may_merge: Whether this one can be ended and go on in the dossier looked at.
        may_receive: Whether the dossier looked at can be ended and go on in this one.
    """

    submission_id: UUID
    code: str
    state: State
    submitted_at: datetime
    unit_name: str
    channel: str
    person_name: str
    is_same_person: bool
    subjects: tuple[str, ...]
    may_merge: bool
    may_receive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Where a dossier that was merged goes on, or what went on in it."""

    code: str
    other_code: str
    papers: int
    reason: str
    merged_by: str
    merged_at: datetime
    is_ended: bool


def glimpses(*, actor: Actor, codes: Sequence[str]) -> Mapping[str, Glimpse]:
    """Return what neighbours may know of dossiers that the actor may see, by code; one query."""
    rows = Submission.objects.visible_to(actor).filter(code__in=list(codes)).defer("data")
    return {
        row.code: Glimpse(
            submission_id=row.id,
            code=row.code,
            unit_id=row.unit_id,
            handling_unit_id=row.handling_unit_id,
            person_name=row.person_name,
            procedure_title=row.procedure_title,
            state=State(row.state),
        )
        for row in rows
    }


def _persons(data: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the persons whom a declaration is about, by the part of the form: name and birth."""
    found = {}
    for key, part in data.items():
        if isinstance(part, dict) and part.get(NAME) and part.get(BORN):
            found[key] = (str(part[NAME]), str(part[BORN]))
    return found


def _about(submission: Submission) -> Q:
    """Return the condition of being about one of the same persons, in the same part of the form.

    The applicant's part does not count: he may well ask for several things of one kind.
    """
    condition = Q()
    for key, (name, born) in _subjects(submission.data).items():
        condition |= Q(**{f"data__{key}__{NAME}__iexact": name, f"data__{key}__{BORN}": born})
    return condition


def _subjects(data: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    return {key: person for key, person in _persons(data).items() if key != "nguoi_yeu_cau"}


def find_twins(*, actor: Actor, code: str) -> list[Twin]:
    """Return other dossiers under way of the same procedure by the same person or about the same.

    Three queries at most; each has an index: the person's dossiers, those of the unit of late.

    Raises:
        DossierNotFound: It is not the actor's to see.
    """
    submission = get_submission(actor=actor, code=code)
    if State(submission.state) not in UNDER_WAY:
        return []
    others = (
        Submission.objects.visible_to(actor)
        .filter(procedure_code=submission.procedure_code, state__in=UNDER_WAY)
        .exclude(id=submission.id)
        .select_related("unit")
    )
    found = list(others.filter(person_id=submission.person_id).order_by("submitted_at")[:MOST])
    if about := _about(submission):
        since = submission.submitted_at - LOOK_BACK
        near = others.filter(about, unit_id=submission.unit_id, submitted_at__gte=since)
        found += list(near.exclude(person_id=submission.person_id).order_by("submitted_at")[:MOST])
    return [_twin(submission, other) for other in found]


def _twin(submission: Submission, other: Submission) -> Twin:
    here, there = _subjects(submission.data), _subjects(other.data)
    shared = tuple(
        name
        for key, (name, born) in here.items()
        if (there.get(key, ("", ""))[0].casefold(), there.get(key, ("", ""))[1])
        == (name.casefold(), born)
    )
    return Twin(
        submission_id=other.id,
        code=other.code,
        state=State(other.state),
        submitted_at=other.submitted_at,
        unit_name=other.unit.short_name,
        channel=other.get_channel_display(),
        person_name=other.person_name,
        is_same_person=other.person_id == submission.person_id,
        subjects=shared,
        may_merge=rules.may_merge(ended=other.state, kept=submission.state),
        may_receive=rules.may_merge(ended=submission.state, kept=other.state),
    )


def compare_dossiers(*, actor: Actor, code: str, other_code: str) -> tuple[forms.Change, ...]:
    """Return the answers in which two dossiers of a procedure differ, in the order of the form.

    Raises:
        DossierNotFound: One of them is not the actor's to see.
    """
    one = get_submission(actor=actor, code=code)
    other = get_submission(actor=actor, code=other_code)
    return forms.diff(form_of(submission=one), one.data, other.data)


def mergers_of(*, submission_id: UUID) -> list[Merged]:
    """Return what was merged into a dossier, and into which it was merged; one query."""
    rows = Merger.objects.filter(Q(submission_id=submission_id) | Q(into_id=submission_id))
    found = rows.select_related("submission", "into").order_by("merged_at")
    return [
        Merged(
            code=row.into.code if row.submission_id != submission_id else row.submission.code,
            other_code=row.submission.code if row.submission_id != submission_id else row.into.code,
            papers=row.papers,
            reason=row.reason,
            merged_by=row.merged_by,
            merged_at=row.merged_at,
            is_ended=row.submission_id == submission_id,
        )
        for row in found
    ]
