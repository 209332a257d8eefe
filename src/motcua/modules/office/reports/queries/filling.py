"""A report as it stands: what is typed, counted, added from below, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault
from motcua.kernel.analytics import api as analytics

from .. import rules
from ..models import Report, Version
from ..types import Broken, CellKind, Faulty, Figures, Included, State, Wrong
from .figures import count_cells, indicators_of, values_kept
from .forms import understood
from .roll_up import list_below, sent_versions

FEW = 5  # empty cells are named one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Everything that a page of a report shows.

    Attributes:
        faults: By cell, what is wrong with what is typed there.
        missing: Cells in which nothing is typed yet.
        broken: Balances that do not hold, of the unit alone or with those below.
        indicators: By cell, what is counted there and opens down to its rows; none where numbers
            of other units stand in the same cell.
        below: Units whose reports are added here, sent or not.
    """

    report: Report
    version: Version
    form: rules.Form
    figures: Figures
    indicators: Mapping[str, analytics.Indicator] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()
    broken: Sequence[Broken] = ()
    below: Sequence[Report] = ()
    included: Sequence[Included] = ()

    @property
    def is_complete(self) -> bool:
        return not (self.faults or self.missing or self.broken)

    def _missing_faults(self) -> list[Fault]:
        """Return empty cells one by one, or together where they are many."""
        if len(self.missing) > FEW:
            words = _("%(count)s cells are empty. Write 0 where there is nothing.")
            return [Fault(self.missing[0], words % {"count": len(self.missing)})]
        words = Faulty(Wrong.MISSING).words
        return [Fault(key, f"{key}: {words}") for key in self.missing]

    def all_faults(self) -> tuple[Fault, ...]:
        """Return all that stands in the way of signing, each with its cell."""
        found = [Fault(key, f"{key}: {words}") for key, words in self.faults.items()]
        found += self._missing_faults()
        found += [Fault(each.key, f"{each.key}: {words_of_broken(each)}") for each in self.broken]
        return tuple(found)


def number_words(value: Fraction | None) -> str:
    """Return a number as it stands on a sheet: ``1.250`` or ``33,33``; nothing where none is."""
    if value is None:
        return ""
    if value.denominator == 1:
        return f"{value.numerator:,}".replace(",", ".")
    text = f"{float(value):,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.rstrip("0").rstrip(",")


def words_of_broken(broken: Broken) -> str:
    """Return what does not balance, with both numbers."""
    return f"{broken.words} ({number_words(broken.left)} ≠ {number_words(broken.right)})"


def read_typed(
    form: rules.Form, typed: Mapping[str, str]
) -> tuple[dict[str, Fraction | None], dict[str, str]]:
    """Return the numbers typed, and by cell what is wrong with others."""
    numbers: dict[str, Fraction | None] = {}
    faults: dict[str, str] = {}
    for cell in form.of_kind(CellKind.NUMBER):
        try:
            numbers[cell.key] = rules.read_number(typed.get(cell.key, ""), places=cell.places)
        except Faulty as fault:
            faults[cell.key] = fault.words
    return numbers, faults


def fill(report: Report, version: Version) -> Filled:
    """Return a report as it stands; while it is filled in, figures and those below are live."""
    if report.state != State.FILLING or version.number != report.number:
        return _frozen(report, version)
    counted = count_cells(report)
    below = list_below(report)
    sent = sent_versions(below)
    parts = [values_kept(each.totals) for each in sent.values()]
    form = rules.spread(understood(report.form_version_id), rules.fields_in(counted.values, *parts))
    numbers, faults = read_typed(form, version.typed)
    nothing = {each.key: Fraction(0) for each in form.of_kind(CellKind.COUNTED) if each.line}
    figures = rules.add_up(form, {**numbers, **nothing, **counted.values}, parts)
    missing = [
        each.key
        for each in form.of_kind(CellKind.NUMBER)
        if each.key not in faults and numbers[each.key] is None
    ]
    return Filled(
        report=report,
        version=version,
        form=form,
        figures=figures,
        indicators=counted.indicators,
        faults=faults,
        missing=missing,
        broken=_broken(form, figures),
        below=below,
        included=_included(below, sent),
    )


def _broken(form: rules.Form, figures: Figures) -> list[Broken]:
    own = rules.broken(form, figures.own)
    if not figures.below:
        return own
    known = {(each.key, each.words) for each in own}
    both = rules.broken(form, figures.together)
    return own + [each for each in both if (each.key, each.words) not in known]


def _included(below: Iterable[Report], sent: Mapping[UUID, Version]) -> list[Included]:
    return [
        Included(
            report_id=each.id,
            unit_id=each.unit_id,
            unit_name=each.unit.name,
            number=sent[each.id].number,
        )
        for each in below
        if each.id in sent
    ]


def _frozen(report: Report, version: Version) -> Filled:
    totals = values_kept(version.totals)
    form = rules.spread(understood(report.form_version_id), rules.fields_in(totals))
    numbers, _faults = read_typed(form, version.typed)
    own = rules.compute(form, {**numbers, **values_kept(version.counted)})
    below = rules.compute(form, values_kept(version.below)) if version.included else {}
    figures = Figures(own=own, below=below, together=totals)
    known = {} if version.included else indicators_of(report, form)
    return Filled(
        report=report,
        version=version,
        form=form,
        figures=figures,
        indicators={key: each for key, each in known.items() if key in version.counted},
        below=list_below(report),
        included=[Included(**each) for each in version.included],
    )
