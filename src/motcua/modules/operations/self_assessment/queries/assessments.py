"""Asking about assessments: lists, one of them, who stands where."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from motcua.foundation.actors import Actor
from motcua.foundation.errors import NotFound
from motcua.foundation.ids import read_uuid

from .. import rules
from ..errors import AssessmentNotFound
from ..models import Assessment, Round, Score
from ..types import OVER, Rank


def list_rounds(*, actor: Actor) -> QuerySet[Round]:
    """List the years of which the actor sees at least one assessment, the newest first."""
    seen = Assessment.objects.visible_to(actor).values("round_id")
    rows = Round.objects.filter(id__in=seen).select_related("unit", "index")
    return rows.order_by("-year", "unit__sort", "unit__code")


def get_round(*, actor: Actor, round_id: UUID) -> Round:
    """Return a year.

    Raises:
        AssessmentNotFound: There is none of which the actor sees an assessment.
    """
    found = list_rounds(actor=actor).filter(id=round_id).first()
    if found is None:
        raise AssessmentNotFound
    return found


def list_assessments(*, actor: Actor, year: Round) -> QuerySet[Assessment]:
    """List the assessments of a year that the actor may see, in the order of the units."""
    rows = Assessment.objects.visible_to(actor).filter(round=year).select_related("unit")
    return rows.order_by("unit__sort", "unit__code")


def get_assessment(*, actor: Actor, assessment_id: UUID) -> Assessment:
    """Return an assessment.

    Raises:
        AssessmentNotFound: There is none that the actor may see.
    """
    rows = Assessment.objects.visible_to(actor).select_related("unit", "round__index")
    found = rows.select_related("round__unit").filter(id=assessment_id).first()
    if found is None:
        raise AssessmentNotFound
    return found


def scores_of(assessment: Assessment) -> Mapping[str, Score]:
    """Return what stands of each component, by its code."""
    return {each.code: each for each in assessment.scores.order_by("code")}


def evidence_file(assessment: Assessment, code: str, number: int) -> UUID:
    """Return the file that stands at a place of a component, counted from 1.

    Raises:
        NotFound: There is none.
    """
    score = assessment.scores.filter(code=code).first()
    if score is None or not 1 <= number <= len(score.files):
        raise NotFound
    file_id = read_uuid(score.files[number - 1]["file_id"])
    if file_id is None:
        raise NotFound
    return file_id


def ranking(year: Round) -> list[Rank]:
    """Return the appraised units of a year, the best first, beside the year before: two queries.

    Everybody who takes part sees it: an index is published.
    """
    before = _indices(year.unit_id, year.year - 1)
    places_before = rules.ranks({each.unit_id: value for each, value in before.items()})
    indices_before = {each.unit_id: value for each, value in before.items()}
    now = _indices(year.unit_id, year.year)
    places = rules.ranks({each.unit_id: value for each, value in now.items()})
    found = [
        Rank(
            assessment_id=each.id,
            unit_id=each.unit_id,
            unit_name=each.unit.name,
            index=value,
            place=places[each.unit_id],
            index_before=indices_before.get(each.unit_id),
            place_before=places_before.get(each.unit_id),
        )
        for each, value in now.items()
    ]
    return sorted(found, key=lambda each: each.place)


def _indices(unit_id: UUID, year: int) -> dict[Assessment, Decimal]:
    rows = Assessment.objects.filter(
        round__unit_id=unit_id, round__year=year, state__in=OVER, index_value__isnull=False
    )
    found = rows.select_related("unit").order_by("unit__sort", "unit__code")
    return {each: each.index_value for each in found if each.index_value is not None}
