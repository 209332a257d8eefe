"""Steps and times in the words of a page."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from motcua.foundation.time import TimeLimit, TimeUnit
from motcua.kernel.cases import api as cases
from motcua.kernel.organisation import api as organisation
from motcua.ui import words

from ..types import Difference

COLUMN_NAMES: Mapping[str, Any] = {
    "name": gettext_lazy("What is done"),
    "kind": gettext_lazy("Kind of step"),
    "role": gettext_lazy("Post that does it"),
    "hours": pgettext_lazy("of a step", "Working hours"),
    "unit_code": gettext_lazy("Other agency"),
    "group": gettext_lazy("Side by side with"),
    "condition": gettext_lazy("Only if"),
    "mandatory": gettext_lazy("Opinion must be there"),
    "assign": gettext_lazy("Who of the post gets it"),
    "papers_in": gettext_lazy("Papers in"),
    "papers_out": gettext_lazy("Papers out"),
}
DIFFERENCES: Mapping[Difference, tuple[Any, str, str]] = {
    Difference.SAME: (gettext_lazy("As before"), "neutral", ""),
    Difference.CHANGED: (gettext_lazy("Changed"), "warn", "edit"),
    Difference.MOVED: (gettext_lazy("Moved"), "info", "arrow-down"),
    Difference.ADDED: (gettext_lazy("Added"), "good", "add"),
    Difference.REMOVED: (gettext_lazy("Taken out"), "bad", "minus"),
}


def hours(amount: Decimal) -> str:
    """Return working hours as a number of the language."""
    return words.as_number(amount.normalize())


def hours_in_words(amount: Decimal) -> str:
    """Return working hours, and the days that they make."""
    plain = ngettext("%(hours)s working hour", "%(hours)s working hours", int(amount)) % {
        "hours": hours(amount)
    }
    full = Decimal(8)
    if amount <= full:
        return plain
    days = words.as_number((amount / full).quantize(Decimal("0.1")).normalize())
    return _("%(hours)s (%(days)s days)") % {"hours": plain, "days": days}


def limit(time_limit: TimeLimit) -> str:
    """Return a time limit."""
    if time_limit.unit is TimeUnit.SAME_DAY:
        return _("On the same day")
    return organisation.limit_in_words(time_limit)


def role(code: str) -> str:
    """Return the name of a role."""
    return str(organisation.Role(code).label)


def cell(step: cases.Step, column: str) -> str:
    """Return what a column of a step says."""
    value = getattr(step, column)
    if column == "role":
        return role(value)
    if column == "hours":
        return hours(value)
    if column == "mandatory":
        return _("Yes") if value else _("No")
    return str(value.label) if hasattr(value, "label") else str(value)


def details(step: cases.Step) -> list[str]:
    """Return what a step says besides its name, kind, post and time."""
    extras = [
        (_("Only if"), step.condition),
        (_("Other agency"), step.unit_code),
        (_("Side by side with"), step.group),
        (_("Papers in"), step.papers_in),
        (_("Papers out"), step.papers_out),
    ]
    found = [f"{label}: {value}" for label, value in extras if value]
    if step.kind is cases.StepKind.CONSULT:
        found.append(
            _("Nothing goes up for signature without it")
            if step.mandatory
            else _("The dossier goes on without it")
        )
    if step.assign is not cases.Assignment.POST:
        found.append(str(step.assign.label))
    return found


def step_head() -> list[Any]:
    """Return the heads of a table of steps."""
    return [
        _("Step"),
        _("What is done"),
        _("Kind of step"),
        _("Post that does it"),
        {"text": pgettext("of a step", "Working hours"), "numeric": True},
    ]


def step_rows(steps: Iterable[cases.Step]) -> list[list[Any]]:
    """Return the rows of a table of steps."""
    return [
        [
            str(step.seq),
            {"html": named(step)},
            str(step.kind.label),
            role(step.role),
            {"text": hours(step.hours), "numeric": True},
        ]
        for step in steps
    ]


def named(step: cases.Step) -> SafeString:
    """Return the name of a step with what else it says beneath."""
    lines = format_html_join("", '<span class="ps-detail">{}</span>', ((x,) for x in details(step)))
    return format_html('<span lang="vi">{}</span>{}', step.name, lines)
