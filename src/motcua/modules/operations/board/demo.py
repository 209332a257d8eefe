"""Fields of the demo city: which of its configured figures stand where."""

from dataclasses import replace

from django.utils import timezone

from motcua.foundation import actors
from motcua.kernel.analytics import api as analytics

from . import queries, use_cases
from .models import Field

ACTOR = actors.system("demo")
_MORE = {
    "targets-and-budget": (
        "budget-revenue-of-plan",
        "budget-spending",
        "public-investment-paid-of-plan",
        "new-businesses",
    ),
    "education": ("pupils", "pupils-per-class", "school-fees-cashless"),
    "health": ("health-insurance-share", "children-vaccinated", "dengue-cases", "health-records"),
    "environment": ("air-pm25", "noise-level", "waste-collected", "waste-sorted-share"),
    "transport-and-infrastructure": ("road-accidents", "street-lights-working", "flood-spots"),
    "welfare-and-payment": (
        "welfare-recipients",
        "welfare-paid-to-account",
        "poor-households",
    ),
}


def load() -> None:
    """Put the figures that the city configures into their fields; repeatable."""
    if Field.objects.exists():
        return
    at = timezone.now()
    declared = {each.code for each in analytics.list_indicators()}
    for field in queries.list_fields():
        tiles = (*field.tiles, *_MORE.get(field.code, ()))
        found = replace(field, tiles=tuple(code for code in tiles if code in declared))
        if found.tiles and set(_MORE.get(field.code, ())) & declared:
            use_cases.arrange_field(
                actor=ACTOR,
                code=found.code,
                title=found.title,
                tiles=found.tiles,
                waits_for=found.waits_for,
                owner=found.owner,
                at=at,
            )
