"""Figures of programmes: targets reached, tasks done, models taken up by wards."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics

from .. import queries, types
from ..types import Kind
from .stories import ITEMS, PILOTS

_SOURCE = "Bộ chỉ số chuyển đổi số của địa phương, mã D20"


def _so_far(fact: str) -> tuple[analytics.Term, ...]:
    return (analytics.Term(fact, analytics.Over.END),)


TARGETS_REACHED = analytics.Indicator(
    code="programme-targets",
    title=_("Targets of the plan reached"),
    meaning=_("How many targets of the plans in force are reached at the end of the period."),
    formula=_("targets reached by the end of the period ÷ targets of the plans in force then"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=_so_far(types.TARGETS_REACHED),
    denominator=_so_far(types.TARGETS),
    rows=queries.rows_of_items(Kind.TARGET),
    direction=analytics.Direction.UP,
    target=Fraction(1),
    alarm=Fraction(1, 2),
    measured_in=_("targets"),
    order=300,
)
TASKS_DONE = analytics.Indicator(
    code="programme-tasks",
    title=_("Tasks of the plan done"),
    meaning=_("How many tasks of the plans in force are done at the end of the period."),
    formula=_("tasks done by the end of the period ÷ tasks of the plans in force then"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=_so_far(types.TASKS_DONE),
    denominator=_so_far(types.TASKS),
    rows=queries.rows_of_items(Kind.TASK),
    direction=analytics.Direction.UP,
    target=Fraction(1),
    alarm=Fraction(1, 2),
    measured_in=_("tasks"),
    order=310,
)
MODELS_BY_ALL = analytics.Indicator(
    code="programme-models-by-all",
    title=_("Pilot models taken up by all wards"),
    meaning=_("How many of the pilot models of the plan each ward has registered for."),
    formula=_("models that all wards registered for ÷ models offered to all wards"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=_so_far(types.MODELS_BY_ALL),
    denominator=_so_far(types.MODELS),
    rows=queries.rows_of_models,
    direction=analytics.Direction.UP,
    measured_in=_("models"),
    order=320,
)
MODELS_REGISTERED = analytics.Indicator(
    code="programme-models-of-ward",
    title=_("Pilot models of the ward"),
    meaning=_("How many of the pilot models offered to a ward it has registered for."),
    formula=_("models that the ward registered for ÷ models offered to it"),
    source=_SOURCE,
    kind=analytics.Kind.SHARE,
    numerator=_so_far(types.WARDS_REGISTERED),
    denominator=_so_far(types.WARDS_ASKED),
    rows=queries.rows_of_registered,
    direction=analytics.Direction.UP,
    measured_in=_("models"),
    order=330,
)
OWN_MODELS = analytics.Indicator(
    code="programme-own-models",
    title=_("Models that wards added"),
    meaning=_("Models of its own with which a ward takes part."),
    formula=_("models added by the ward itself, at the end of the period"),
    source=_SOURCE,
    kind=analytics.Kind.COUNT,
    numerator=_so_far(types.OWN_MODELS),
    rows=queries.rows_of_own_models,
    measured_in=_("models"),
    order=340,
)
ALL = [TARGETS_REACHED, TASKS_DONE, MODELS_BY_ALL, MODELS_REGISTERED, OWN_MODELS]
TALES: list[analytics.Tale[Any]] = [ITEMS, PILOTS]

__all__ = ["ALL", "TALES"]
