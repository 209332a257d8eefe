"""The form of a rule: it checks shape; what a rule may say is decided by the use case."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from motcua.kernel.analytics import api as analytics
from motcua.kernel.organisation import api as organisation

from ..models import Rule
from ..types import Against, Condition, Kind, RuleTerms, Scope, Severity, Side, Span

_A_DAY, _A_YEAR = 24, 8760
_DEFAULTS: dict[str, Any] = {
    "scope": Scope.BELOW,
    "span": Span.MONTH,
    "kind": Kind.THRESHOLD,
    "side": Side.BELOW,
    "against": Against.TARGET,
    "in_a_row": 1,
    "points": 0,
    "at_least": 10,
    "severity": Severity.WARNING,
    "within_minutes": 60,
    "quiet_from": "22:00",
    "quiet_to": "06:00",
    "repeat_hours": 24,
    "reopen_hours": 72,
}


def _whole(label: Any, *, least: int = 0, most: int = _A_YEAR) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False)


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, widget=forms.TextInput(attrs={"placeholder": ""})
    )


class RuleForm(forms.Form):
    """A rule as an administrator writes it."""

    title = forms.CharField(label=_("Name of the rule"), max_length=200)
    unit = forms.ChoiceField(label=_("Unit"))
    scope = forms.ChoiceField(label=_("Whose figure"), choices=Scope.choices)
    indicator = forms.ChoiceField(label=_("Indicator"))
    span = forms.ChoiceField(label=_("Figure of"), choices=Span.choices)
    kind = forms.ChoiceField(label=_("When it rings"), choices=Kind.choices)
    against = forms.ChoiceField(label=_("Held against"), choices=Against.choices, required=False)
    side = forms.ChoiceField(label=_("It rings when it is"), choices=Side.choices, required=False)
    value = forms.DecimalField(
        label=_("Value"), required=False, localize=True, max_digits=14, decimal_places=4
    )
    in_a_row = _whole(_("Periods in a row"), least=1, most=6)
    points = forms.DecimalField(
        label=_("Worse each time by at least"), required=False, localize=True, min_value=0
    )
    at_least = _whole(_("Only when at least so many are counted"), most=1_000_000)
    severity = forms.ChoiceField(label=_("How much it presses"), choices=Severity.choices)
    within_minutes = _whole(_("Minutes to acknowledge"), least=1, most=100_000)
    quiet_from = _time(_("Quiet from"))
    quiet_to = _time(_("Quiet until"))
    repeat_hours = _whole(_("Told again every so many hours; 0: never"), most=_A_YEAR)
    reopen_hours = _whole(_("Opened again when it goes on so many hours after it was closed"))

    def __init__(
        self,
        data: Any = None,
        *,
        units: Sequence[organisation.UnitInfo],
        indicators: Sequence[analytics.Indicator],
        rule: Rule | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(rule) if rule else _DEFAULTS)
        self._choose("unit", [(str(each.id), each.name) for each in units])
        self._choose("indicator", [(each.code, str(each.title)) for each in indicators])

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - it is one
        field.choices = choices

    def terms(self) -> RuleTerms:
        """Return what was written; the form is valid."""
        given = {name: value for name, value in self.cleaned_data.items() if value is not None}
        quiet = (given.get("quiet_from"), given.get("quiet_to"))
        return RuleTerms(
            title=given["title"].strip(),
            unit_id=UUID(given["unit"]),
            scope=Scope(given["scope"]),
            indicator_code=given["indicator"],
            span=Span(given["span"]),
            condition=Condition(
                kind=Kind(given["kind"]),
                side=Side(given["side"] or Side.BELOW),
                against=Against(given["against"] or Against.TARGET),
                value=given.get("value"),
                in_a_row=given.get("in_a_row", 1),
                points=given.get("points", Decimal()),
                at_least=given.get("at_least", 0),
            ),
            severity=Severity(given["severity"]),
            within_minutes=given.get("within_minutes", _DEFAULTS["within_minutes"]),
            quiet=quiet if all(each is not None for each in quiet) else None,
            repeat_hours=given.get("repeat_hours", 0),
            reopen_hours=given.get("reopen_hours", _A_DAY),
        )


def _initial(rule: Rule) -> dict[str, Any]:
    names = [name for name in _DEFAULTS if name not in {"quiet_from", "quiet_to"}]
    values = {name: getattr(rule, name) for name in names}
    quiet = rule.quiet or ("", "")
    return values | {
        "title": rule.title,
        "unit": str(rule.unit_id),
        "indicator": rule.indicator_code,
        "value": None if rule.value is None else rule.value.normalize(),
        "points": rule.points.normalize(),
        "quiet_from": f"{quiet[0]:%H:%M}" if rule.quiet else "",
        "quiet_to": f"{quiet[1]:%H:%M}" if rule.quiet else "",
    }
