"""A form with answers and faults, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.errors import Fault
from motcua.ui.fields import FieldView

from ..rules import formats
from ..rules.answers import is_blank, keys_of_conditions, on_page
from ..rules.plan import Node, Plan, about, applying, plan_of, required_by
from ..types import BoundForm, BoundPart, BoundSection, Form, Kind, Section
from . import wording
from .conditions import shown_when

MOST_RADIOS = 7
SHORT = 36  # letters of all options that stand on one line
NARROW, WIDE = 5, 20  # letters; more than that takes the whole width
NUMBER_OF_ROW = "__n__"
TOKENS: Mapping[str, str] = {
    "ho_ten": "name",
    "ten": "name",
    "ngay_sinh": "bday",
    "dien_thoai": "tel",
    "thu_dien_tu": "email",
    "chi_tiet": "address-line1",
    "xa": "address-level3",
    "huyen": "address-level2",
    "tinh": "address-level1",
    "quoc_gia": "country-name",
}


def bound(
    form: Form,
    data: Mapping[str, Any],
    faults: Sequence[Fault] = (),
    section: int | None = None,
    *,
    suggestions: Mapping[str, Sequence[str]] | None = None,
    prefilled: Mapping[str, str] | None = None,
) -> BoundForm:
    """Return a section, or all, with answers and faults, for ``forms/fields.html``.

    Args:
        data: Answers of the whole form, also of other sections: what is asked hangs on them.
        suggestions: Texts to choose from by path (``me.noi_cu_tru.tinh``) or by the last key of any
            path (``*.tinh``).
        prefilled: Paths of answers that came from elsewhere, and words for where from.
    """
    plan = plan_of(form)
    chosen = plan.sections if section is None else plan.sections[section : section + 1]
    binder = Binder(
        plan=plan,
        data=data,
        faults={fault.path: fault.message for fault in reversed(faults)},
        suggestions=suggestions or {},
        prefilled=prefilled or {},
        fields=tuple(key for each in chosen for key in each.fields),
    )
    made = tuple(
        BoundSection(index=each.index, title=each.title, parts=binder.root_parts(each))
        for each in chosen
    )
    return BoundForm(
        title=form.title,
        sections=made,
        faults=tuple(faults),
        lists={name: values for values, name in binder.lists.items()},
        repeats=binder.repeats,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where on the page a part stands."""

    name: str
    depth: int
    required: bool
    fresh: bool  # nothing was said around here yet: defaults are shown
    schemas: Sequence[Any] = ()
    shown_when: str = ""
    only_if: str = ""


@dataclass(slots=True, kw_only=True)
class Binder:
    """Makes the parts of one page."""

    plan: Plan
    data: Mapping[str, Any]
    faults: Mapping[str, str]
    suggestions: Mapping[str, Sequence[str]]
    prefilled: Mapping[str, str]
    fields: tuple[str, ...]
    lists: dict[tuple[str, ...], str] = field(default_factory=dict)
    repeats: bool = False

    def root_parts(self, section: Section) -> tuple[BoundPart, ...]:
        root = self.plan.root
        nodes = [root.children[key] for key in section.fields]
        nodes = [node for node in nodes if on_page(self.plan, node, self.data, self.fields)]
        around = Spot(
            name="",
            depth=-1,
            required=True,
            fresh=not self.data,
            schemas=[self.plan.schema],
        )
        parts = self._parts(root, nodes, self.data, around)
        said = section.title.casefold()
        return tuple(
            replace(part, quiet=True) if part.legend.casefold() == said and part.required else part
            for part in parts
        )

    def _parts(
        self, parent: Node, nodes: Sequence[Node], value: Any, around: Spot
    ) -> tuple[BoundPart, ...]:
        given = value if isinstance(value, Mapping) else {}
        saying = applying(self.plan, around.schemas, given)
        wanted = required_by(saying, given)
        parts = []
        for node in nodes:
            condition = self._condition(parent, node, around.name, around.depth)
            spot = Spot(
                name=f"{around.name}.{node.key}" if around.name else node.key,
                depth=around.depth + 1,
                required=node.key in wanted or (bool(node.asks) and node.asked_if is None),
                fresh=around.fresh,
                schemas=about(saying, node.key),
                shown_when=condition[0],
                only_if=condition[1],
            )
            parts.append(self._part(node, given.get(node.key), spot))
        return tuple(parts)

    def _condition(self, parent: Node, node: Node, name: str, depth: int) -> tuple[str, str]:
        """Return for script and for people when a part is asked; empty if that is decided."""
        keys = keys_of_conditions(node)
        if not keys or (depth < 0 and not keys & set(self.fields)):
            return "", ""
        return shown_when(parent, node, name)

    def _part(self, node: Node, value: Any, spot: Spot) -> BoundPart:
        if node.kind is Kind.OBJECT:
            return self._group(node, value, spot)
        if node.kind is Kind.LIST:
            return self._rows(node, value, spot)
        return self._field(node, value, spot)

    # ------------------------------------------------------------------------------- groups
    def _group(self, node: Node, value: Any, spot: Spot) -> BoundPart:
        inner = Spot(
            name=spot.name,
            depth=spot.depth,
            required=True,
            fresh=not isinstance(value, Mapping),
            # the requirements inside a group hold once something is said in it
            schemas=spot.schemas or [node.schema],
        )
        folded = bool(node.schema.get("x-folded")) and not spot.required
        return BoundPart(
            type="group",
            id=f"id_{spot.name}",
            name=spot.name,
            depth=spot.depth,
            legend=_label(node, required=spot.required),
            hint=_hint(node),
            error=self._error(spot.name),
            required=spot.required,
            folded=folded and is_blank(node, value) and not self._any_fault(spot.name),
            shown_when=spot.shown_when,
            only_if=spot.only_if,
            parts=self._parts(node, self._inside(node, value), value, inner),
        )

    def _inside(self, node: Node, value: Any) -> list[Node]:
        keys = tuple(node.children)
        return [
            child
            for child in node.children.values()
            if on_page(self.plan, child, value or {}, keys)
        ]

    def _rows(self, node: Node, value: Any, spot: Spot) -> BoundPart:
        assert node.item is not None  # noqa: S101 - a list has items
        self.repeats = True
        values = value if isinstance(value, list) else []
        if not values and (spot.required or node.schema.get("minItems")):
            values = [None]
        nested = NUMBER_OF_ROW in spot.name
        return BoundPart(
            type="rows",
            id=f"id_{spot.name}",
            name=spot.name,
            depth=spot.depth,
            legend=_label(node, required=spot.required),
            hint=_hint(node),
            error=self._error(spot.name),
            required=spot.required,
            shown_when=spot.shown_when,
            only_if=spot.only_if,
            rows=tuple(self._row(node, each, spot, str(at)) for at, each in enumerate(values)),
            blank=None if nested else self._row(node, None, spot, NUMBER_OF_ROW),
            most=node.schema.get("maxItems"),
        )

    def _row(self, node: Node, value: Any, spot: Spot, number: str) -> BoundPart:
        item = node.item
        assert item is not None  # noqa: S101 - a list has items
        name = f"{spot.name}.{number}"
        legend = wording.bare(item.title)
        if number.isdecimal():
            legend = f"{legend} {int(number) + 1}"
        inner = Spot(
            name=name,
            depth=spot.depth + 1,
            required=True,
            fresh=value is None,
            schemas=[item.schema],
        )
        made = self._part(item, value, inner)
        parts = made.parts if made.type == "group" else (made,)
        return BoundPart(
            type="row",
            id=f"id_{name}" if made.type == "group" else f"row_{name}",
            name=name,
            depth=spot.depth + 1,
            legend=legend,
            error=made.error if made.type == "group" else "",
            parts=parts,
        )

    # ------------------------------------------------------------------------------- fields
    def _field(self, node: Node, value: Any, spot: Spot) -> BoundPart:
        if value is None and spot.fresh:
            value = node.default
        known: dict[str, Any] = {
            "name": spot.name,
            "id": f"id_{spot.name}",
            "label": _label(node, required=spot.required),
            "hint": _hint(node, self.prefilled.get(spot.name, "")),
            "error": self._error(spot.name),
            "required": spot.required,
            "reason": str(node.schema.get("x-reason", "")),
            "value": value,
            "autocomplete": TOKENS.get(node.key, "") if node.personal else "",
        }
        view = FieldView(**known | _control(node, value, spot) | self._suggested(node, spot.name))
        return BoundPart(
            type="field",
            id=known["id"],
            name=spot.name,
            depth=spot.depth,
            field=view,
            required=spot.required,
            shown_when=spot.shown_when,
            only_if=spot.only_if,
            marker=spot.name if node.kind is Kind.BOOLEAN else "",
        )

    def _suggested(self, node: Node, name: str) -> dict[str, Any]:
        """Return the link to a list of suggestions, where there are some."""
        if node.kind is not Kind.TEXT:
            return {}
        found = (
            self.suggestions.get(name)
            or self.suggestions.get(f"*.{node.key}")
            or node.schema.get("examples")
        )
        if not found:
            return {}
        values = tuple(str(each) for each in found)
        name_of_list = self.lists.setdefault(values, f"suggestions-{len(self.lists) + 1}")
        return {"attrs": {"list": name_of_list}}

    def _error(self, path: str) -> str:
        message = self.faults.get(path, "")
        return wording.at_field(self.plan, path, message) if message else ""

    def _any_fault(self, path: str) -> bool:
        return any(each == path or each.startswith(f"{path}.") for each in self.faults)


def _label(node: Node, *, required: bool) -> str:
    """Return the title; a long remark in brackets is a hint, "(if any)" is what optional says."""
    words = wording.remark(node.title)
    is_if_any = words.lower() == "nếu có" and not required
    return wording.bare(node.title) if is_if_any or _is_long(words) else node.title


def _is_long(words: str) -> bool:
    return words.count(" ") >= 2  # noqa: PLR2004 - a unit or an abbreviation is shorter


def _hint(node: Node, source: str = "") -> str:
    remark = wording.remark(node.title)
    hints = [
        str(node.schema.get("description", "")),
        wording.upper(remark) if _is_long(remark) else "",
    ]
    if node.kind is Kind.PARTIAL_DATE:
        hints.append(_("If the day or the month is not known, leave it empty; the year is enough."))
    if node.kind is Kind.INSTANT:
        hints.append(_("For example 08:30 27/3/2024"))
    if source:
        hints.append(_("Filled in from %(source)s. Please check it.") % {"source": source})
    said = [hint for hint in hints if hint]
    return said[0] if len(said) == 1 else " ".join(f"{hint.rstrip('.')}." for hint in said)


def _control(node: Node, value: Any, spot: Spot) -> dict[str, Any]:
    """Return what depends on the kind of a question."""
    if node.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _choices(node, value, spot)
    kind: dict[Kind, dict[str, Any]] = {
        Kind.BOOLEAN: {"type": "checkbox", "value": value is True},
        Kind.DATE: {"type": "date_parts", "value": formats.date_parts(value)},
        Kind.INTEGER: {"inputmode": "numeric", "width": "10", "value": formats.typed_number(value)},
        Kind.LONG_TEXT: {"type": "textarea", "value": _text(value)},
        Kind.INSTANT: {"width": "20", "value": formats.shown_instant(_text(value))},
    }
    kind[Kind.CONFIRMATION] = kind[Kind.BOOLEAN]
    kind[Kind.PARTIAL_DATE] = kind[Kind.DATE]
    kind[Kind.NUMBER] = kind[Kind.INTEGER] | {"inputmode": "decimal"}
    return kind.get(node.kind) or _text_control(node) | {"value": _text(value)}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _choices(node: Node, value: Any, spot: Spot) -> dict[str, Any]:
    options = tuple((str(each), label) for each, label in node.options)
    if node.kind is Kind.CHOICES:
        ticked = [str(each) for each in value] if isinstance(value, list) else []
        return {"type": "checkboxes", "options": options, "value": ticked}
    picked = _text(value)
    # a chosen radio cannot be taken back: what may stay open is a list with an empty line
    if len(options) <= MOST_RADIOS and (spot.required or node.default is not None):
        line = sum(len(label) for _value, label in options) <= SHORT
        # one is chosen from the start: "(optional)" beside it would puzzle
        return {
            "type": "radios",
            "options": options,
            "value": picked,
            "inline": line,
            "required": True,
        }
    if picked and picked not in {each for each, _label in options}:
        options = (*options, (picked, picked))
    return {"type": "select", "options": options, "value": picked}


def _text_control(node: Node) -> dict[str, Any]:
    digits = formats.digits_of(str(node.schema.get("pattern", "")))
    if digits is not None:
        mode = {"type": "tel"} if digits[0] == "0" else {"type": "text", "inputmode": "numeric"}
        return mode | {
            "width": "5" if digits[2] <= NARROW else "20",
            "attrs": {"spellcheck": "false"},
        }
    if node.schema.get("format") == "email":
        return {"type": "email", "attrs": {"spellcheck": "false"}}
    if node.schema.get("format") == "uri":
        return {"type": "text", "inputmode": "url", "attrs": {"spellcheck": "false"}}
    most = node.schema.get("maxLength", 0)
    if node.kind is Kind.TIME or 0 < most <= NARROW:
        return {"type": "text", "width": "5"}
    return {"type": "text", "width": "20" if 0 < most <= WIDE else ""}
