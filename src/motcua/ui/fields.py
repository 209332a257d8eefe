"""One shape for every field of a form, whoever describes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.widgets import ChoiceWidget

# what a template may say about a field; see the table in UI.md and in ui/components/field.html
GIVEN = (
    "field",
    "type",
    "name",
    "id",
    "label",
    "hint",
    "error",
    "value",
    "options",
    "required",
    "width",
    "inputmode",
    "autocomplete",
    "rows",
    "maxlength",
    "reason",
    "heading",
    "prefix",
    "suffix",
    "accept",
    "capture",
    "multiple",
    "readonly",
    "inline",
    "shown_when",
    "attrs",
    "empty_label",
    "link",
    "label_hidden",
)
CHOICES = {"select", "radios", "checkboxes"}
GROUPS = {"radios", "checkboxes", "date_parts"}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice."""

    value: str
    label: Any
    hint: Any = ""
    checked: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field, ready to be drawn; ``id`` is where an error summary jumps to."""

    type: str = "text"
    name: str = ""
    id: str = ""
    label: Any = ""
    hint: Any = ""
    error: Any = ""
    value: Any = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    width: str = ""
    inputmode: str = ""
    autocomplete: str = ""
    rows: int = 4
    maxlength: int | None = None
    reason: Any = ""
    heading: bool = False
    prefix: Any = ""
    suffix: Any = ""
    accept: str = ""
    capture: str = ""
    multiple: bool = False
    readonly: bool = False
    inline: bool = False
    shown_when: str = ""
    empty_label: Any = ""
    link: Any = None
    label_hidden: bool = False
    attrs: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_group(self) -> bool:
        return self.type in GROUPS

    @property
    def described_by(self) -> str:
        """The ids that explain the control, in reading order."""
        parts = [
            f"{self.id}-reason" if self.reason else "",
            f"{self.id}-hint" if self.hint else "",
            f"{self.id}-error" if self.error else "",
        ]
        return " ".join(part for part in parts if part)

    @property
    def parts(self) -> dict[str, str]:
        """Day, month and year of a date in three boxes."""
        if isinstance(self.value, Mapping):
            return {name: str(self.value.get(name) or "") for name in ("day", "month", "year")}
        if hasattr(self.value, "strftime"):
            day = self.value
            return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}
        return {"day": "", "month": "", "year": ""}

    @property
    def text(self) -> str:
        """The value as it stands in the control."""
        if self.value is None:
            return ""
        if self.type == "date" and hasattr(self.value, "strftime"):
            return str(self.value.strftime("%d/%m/%Y"))
        return str(self.value)


def _option(item: Any) -> Option:
    """Read a choice: (value, label), (value, label, hint), a mapping or an object."""
    if isinstance(item, tuple | list):
        value, label, *hint = item
        return Option(value=str(value), label=label, hint=hint[0] if hint else "")
    if isinstance(item, Mapping):
        item = SimpleNamespace(**item)
    return Option(
        value=str(item.value),
        label=getattr(item, "label", "") or getattr(item, "text", ""),
        hint=getattr(item, "hint", ""),
        checked=bool(getattr(item, "checked", False)),
    )


def _options(raw: Iterable[Any], value: Any, base: str) -> tuple[Option, ...]:
    several = isinstance(value, list | tuple | set)
    chosen = {str(one) for one in (value if several else [value]) if one is not None}
    return tuple(
        replace(
            option,
            checked=option.checked or option.value in chosen,
            id=f"{base}-{nth}" if nth else base,
        )
        for nth, option in enumerate(map(_option, raw))
    )


def of_values(given: Mapping[str, Any]) -> FieldView:
    """Return a field from plain values."""
    known = {
        name: value
        for name, value in given.items()
        if name == "value" or (name != "field" and value not in (None, ""))
    }
    known.setdefault("id", f"id_{known.get('name', '')}")
    options = known.pop("options", ())
    if options:
        known["options"] = _options(options, known.get("value"), known["id"])
    return FieldView(**known)


def of_object(described: Any, given: Mapping[str, Any]) -> FieldView:
    """Return a field from any object or mapping with attributes of these names."""
    if isinstance(described, Mapping):
        own = {name: described[name] for name in GIVEN if name in described}
    else:
        own = {name: getattr(described, name) for name in GIVEN if hasattr(described, name)}
    return of_values({**own, **given})


_WIDGETS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.SelectMultiple, "checkboxes"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.HiddenInput, "hidden"),
    (forms.EmailInput, "email"),
    (forms.NumberInput, "text"),
    (forms.DateInput, "date"),
)


def of_bound(bound: BoundField, given: Mapping[str, Any]) -> FieldView:
    """Return a field of a Django form; what the template says about it comes first."""
    widget = bound.field.widget
    kind = next((name for known, name in _WIDGETS if isinstance(widget, known)), "text")
    own: dict[str, Any] = {
        "type": kind,
        "name": bound.html_name,
        "id": bound.auto_id or f"id_{bound.html_name}",
        "label": bound.label,
        "hint": bound.help_text,
        "error": bound.errors[0] if bound.errors else "",
        "value": bound.value(),
        "required": bound.field.required,
        "maxlength": getattr(bound.field, "max_length", None),
        "attrs": {k: v for k, v in widget.attrs.items() if k not in {"maxlength", "cols", "rows"}},
    }
    if isinstance(widget, forms.NumberInput):
        own["inputmode"] = "numeric"
    if isinstance(widget, ChoiceWidget):
        pairs = [(value, label) for value, label in widget.choices if value not in ("", None)]
        own["options"] = pairs
    if kind == "file":
        own["multiple"] = getattr(widget, "allow_multiple_selected", False)
        own["value"] = ""
    return of_values({**own, **given})
