"""A procedure in the words of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from motcua.foundation.text import fold
from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ..rules import limits
from ..types import Component, Fee, Override, Role, Step, StepKind, VersionInfo

COUNCIL, EXEMPT = "hdnd", "mien"
DAY_HOURS = 8


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee as people read it; ``note`` is the catalogue's own words."""

    name: str
    amount: str
    note: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as people read it."""

    name: str
    count: str
    form: str
    optional: bool


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """The papers of a case; without ``case`` they are always needed."""

    case: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as people read it; ``name`` and ``office`` are the catalogue's own words."""

    title: str
    name: str
    office: str
    time: str


def promise(limit: TimeLimit) -> str:
    """Return the time limit as a promise."""
    if limit.unit is TimeUnit.SAME_DAY:
        return _("On the same day")
    return _("Within %(limit)s") % {"limit": organisation.limit_in_words(limit)}


def promise_in_full(limit: TimeLimit) -> str:
    """Return the promise with the moment from which it counts."""
    if limit.unit is TimeUnit.SAME_DAY:
        return _(
            "You get the result on the day on which your dossier is accepted. If it is accepted "
            "after 15:00, you get it on the next working day."
        )
    return _("Within %(limit)s after your dossier is accepted.") % {
        "limit": organisation.limit_in_words(limit)
    }


def fee_amount(fee: Fee) -> str:
    """Return what a fee is, in words; an unknown amount is never called free."""
    if fee.amount is None:
        note = fold(fee.note)
        if EXEMPT in note:
            return pgettext("fee", "Depends on the case")
        if not note or COUNCIL in note:
            return _("Set by the People's Council of the province")
        return _("By the tariff")
    if fee.is_free:
        return pgettext("fee", "Free")
    return words.as_money(fee.amount)


def fee_lines(fees: Iterable[Fee]) -> tuple[FeeLine, ...]:
    """Return the fees, line by line."""
    silent = {"khong thu", "mien", ""}
    return tuple(
        FeeLine(
            name=fee.name,
            amount=fee_amount(fee),
            note="" if fee.is_free and fold(fee.note) in silent else fee.note,
        )
        for fee in fees
    )


def fee_summary(fees: Sequence[Fee]) -> str:
    """Return in a few words what a procedure costs."""
    if not fees or all(fee.is_free for fee in fees):
        return pgettext("fee", "Free")
    first = fees[0]
    if len(fees) == 1 or first.amount is None:
        return fee_amount(first)
    least = min(fee.amount for fee in fees if fee.amount is not None)
    if any(fee.amount is None for fee in fees) or not least.dong:
        return pgettext("fee", "Depends on the case")
    return _("From %(amount)s") % {"amount": words.as_money(least)}


def paper_count(component: Component) -> str:
    """Return how many originals and copies, in words."""
    parts = []
    if component.originals:
        parts.append(
            ngettext("%(count)s original", "%(count)s originals", component.originals)
            % {"count": component.originals}
        )
    if component.copies:
        parts.append(
            ngettext("%(count)s copy", "%(count)s copies", component.copies)
            % {"count": component.copies}
        )
    return (
        _("%(first)s and %(second)s") % dict(zip(("first", "second"), parts, strict=True))
        if len(parts) > 1
        else "".join(parts)
    )


def paper_groups(components: Iterable[Component]) -> tuple[PaperGroup, ...]:
    """Return the papers by case: first what everybody needs."""
    groups: dict[str, list[Paper]] = {"": []}
    for one in components:
        groups.setdefault(one.case, []).append(
            Paper(
                name=one.name,
                count=paper_count(one),
                form=one.form_code if one.form_code != one.name else "",
                optional=not one.required,
            )
        )
    return tuple(PaperGroup(case, tuple(papers)) for case, papers in groups.items() if papers)


def step_lines(steps: Iterable[Step]) -> tuple[StepLine, ...]:
    """Return the way of a dossier; neighbours of one kind stay apart, as their offices differ."""
    return tuple(
        StepLine(
            title=_("Another agency gives its part")
            if _is_elsewhere(step)
            else str(step.kind.label),
            name=step.name,
            office=step.role_text,
            time=_about(step),
        )
        for step in steps
    )


def _is_elsewhere(step: Step) -> bool:
    return step.role is Role.PARTNER and step.kind is StepKind.HANDLE


def _about(step: Step) -> str:
    if step.hours >= DAY_HOURS:
        days = round(step.hours / DAY_HOURS)
        return ngettext("about %(count)s working day", "about %(count)s working days", days) % {
            "count": days
        }
    if step.hours < 1:
        minutes = max(5, round(step.hours * 60))
        return ngettext("about %(count)s minute", "about %(count)s minutes", minutes) % {
            "count": minutes
        }
    hours = round(step.hours)
    return ngettext("about %(count)s working hour", "about %(count)s working hours", hours) % {
        "count": hours
    }


def who_serves(version: VersionInfo) -> str:
    """Return the level that serves a procedure."""
    return str(version.level.label)


@dataclass(frozen=True, slots=True)
class LocalLine:
    """A part in which a ward differs: what it inherits (empty: nothing is said), what it says."""

    label: str
    inherited: str
    here: str


def local_lines(one: Override, version: VersionInfo) -> tuple[LocalLine, ...]:
    """Return what a ward does differently; a limit that became the longer one is left out."""
    place = version.plain.place if version.plain else ""
    found = [
        LocalLine(_("Where to go"), place, one.place),
        LocalLine(_("When it is open"), "", one.opening_hours),
        LocalLine(_("Whom to ask"), "", one.contact),
    ]
    limit = one.time_limit
    if limit is not None and limits.is_shorter(limit, version.time_limit):
        found.append(LocalLine(_("How long it takes"), promise(version.time_limit), promise(limit)))
    found.append(LocalLine(_("Good to know"), "", one.note))
    return tuple(line for line in found if line.here)


def plain_here(one: Override | None, version: VersionInfo, limit: TimeLimit) -> dict[str, str]:
    """Return the parts of the plain text that hold otherwise where a ward differs."""
    if one is None:
        return {}
    time = promise_in_full(limit) if limit != version.time_limit else ""
    return {"place": one.place, "time": time}
