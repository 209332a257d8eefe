"""Which dossiers, closed now, would bring how many points."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from motcua.foundation.actors import Actor
from motcua.foundation.time import local_date
from motcua.kernel.analytics import api as analytics
from motcua.modules.public_services.dossiers import api as dossiers

from .. import permissions, rules
from ..types import DOSSIER_TALE, Counted, Criterion, Gain, Gains, Share
from . import shares
from .ratios import RATIOS
from .sets import get_set
from .units import Scope

MOST = 1000  # dossiers that are weighed for one page
NOBODY = UUID(int=0)
TOKEN = "x"  # noqa: S105 - of a result that is signed electronically; any will do
Changes = tuple[analytics.Count, ...]


def gains(
    *,
    actor: Actor,
    unit_id: UUID,
    period: analytics.Period,
    at: datetime,
    within: Scope,
    set_code: str,
) -> Gains:
    """Weigh each dossier in hand: what the score were if its result lay ready now, signed.

    Of the dossiers that the actor may see, accepted in the period; those that wait for their
    applicants cannot be closed by the office. Three queries.

    Raises:
        NotPermitted: The scores of the unit are not his to see.
    """
    permissions.VIEW.require(actor, unit_id=unit_id)
    today = local_date(at)
    weighed = _criteria(get_set(set_code, on=period.last_date).criteria)
    ratios = {each.ratio: RATIOS[each.ratio] for each in weighed}
    now = shares.of_facts(ratios, [unit_id], [period], today)
    found = dossiers.list_among(
        actor=actor,
        unit_ids=within.below[unit_id],
        kind=dossiers.Among.IN_HAND,
        start=period.start,
        end=period.end,
        limit=MOST + 1,
    )
    changes = _changes(found[:MOST], at)
    scale = _Scale(
        criteria=weighed,
        shares={name: now[name, period, unit_id] for name in ratios},
        period=period,
        at=at,
    )
    each_gain = [
        Gain(
            dossier=dossier,
            points=scale.weigh(changes[dossier.submission_id]),
            keeps_promise=at <= dossier.due_at,
        )
        for dossier in found[:MOST]
    ]
    everything = tuple(one for each in changes.values() for one in each)
    best = sorted(each_gain, key=lambda each: (-each.total, each.dossier.due_at))
    return Gains(
        gains=tuple(each for each in best if each.total > 0),
        together=scale.weigh(everything),
        weighed=len(each_gain),
        is_cut=len(found) > MOST,
    )


def _criteria(criteria: Iterable[Criterion]) -> list[Criterion]:
    """Return those with points that dossiers can move."""
    return [
        each for each in criteria if each.max_points and isinstance(RATIOS.get(each.ratio), Counted)
    ]


def _changes(found: Sequence[dossiers.CountedDossier], at: datetime) -> Mapping[UUID, Changes]:
    """Return what each dossier would count more or less, by the tale that counts it."""
    streams = {each.submission_id: f"submission:{each.submission_id}" for each in found}
    told = analytics.stories(tale=DOSSIER_TALE, streams=list(streams.values()))
    changes: dict[UUID, Changes] = {}
    for dossier in found:
        before = told.get(streams[dossier.submission_id])
        changes[dossier.submission_id] = _change(before, dossier, at) if before else ()
    return changes


def _change(before: analytics.Told, dossier: dossiers.CountedDossier, at: datetime) -> Changes:
    closing = (
        dossiers.ResultSigned(
            submission_id=dossier.submission_id, dossier_code=dossier.code, token=TOKEN, number=""
        ),
        dossiers.ResultIssued(
            submission_id=dossier.submission_id,
            dossier_code=dossier.code,
            person_id=NOBODY,
            on_time=at <= dossier.due_at,
        ),
    )
    after = analytics.counted_if(tale=DOSSIER_TALE, told=before, events=closing, at=at)
    difference = Counter(after.counts)
    difference.subtract(before.counts)
    return tuple(analytics.Count(*key, amount) for key, amount in difference.items() if amount)


class _Scale:
    """Weighs changes against a score; dossiers that change the same weigh the same."""

    def __init__(
        self,
        *,
        criteria: Sequence[Criterion],
        shares: Mapping[str, Share],
        period: analytics.Period,
        at: datetime,
    ) -> None:
        self._criteria, self._shares = criteria, shares
        self._ratios = {name: each for name in shares if isinstance(each := RATIOS[name], Counted)}
        terms = {
            one for each in self._ratios.values() for one in (*each.numerator, *each.denominator)
        }
        self._days = rules.spans_of(terms, period, local_date(at))
        self._known: dict[frozenset[tuple[str, str]], Mapping[str, Fraction]] = {}

    def weigh(self, changes: Changes) -> Mapping[str, Fraction]:
        """Return the points that changes bring, by the number of the criterion."""
        added = {
            name: rules.added(ratio, self._days, changes) for name, ratio in self._ratios.items()
        }
        points = {each.number: self._gain(each, added[each.ratio]) for each in self._criteria}
        return {number: gain for number, gain in points.items() if gain}

    def _gain(self, criterion: Criterion, added: Share) -> Fraction:
        now = self._shares[criterion.ratio]
        then = Share(now.numerator + added.numerator, now.denominator + added.denominator)
        return rules.points_of(criterion, then) - rules.points_of(criterion, now)
