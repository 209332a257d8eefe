"""Values of a rating."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

CHANGE_WITHIN = timedelta(days=30)
SATISFIED_FROM = 4
DISSATISFIED_TO = 2
DISSATISFIED = "ratings.dissatisfied"  # the fact that others hold against their own


class Stars(models.IntegerChoices):
    """How satisfied somebody was."""

    VERY_SATISFIED = 5, _("Very satisfied")
    SATISFIED = 4, _("Satisfied")
    NEITHER = 3, _("Neither satisfied nor dissatisfied")
    DISSATISFIED = 2, _("Dissatisfied")
    VERY_DISSATISFIED = 1, _("Very dissatisfied")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingInfo:
    """A rating as its author sees it."""

    dossier_code: str
    stars: Stars
    comment: str
    rated_at: datetime
