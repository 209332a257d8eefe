"""The editor of a draft: what a page posts becomes a record, and a record a page."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from motcua.foundation.errors import Fault

from ..rules import plain, rows
from ..types import Applicant, Level, OnlineLevel, PlainText

TEXTS = ("name", "name_official", "field", "authority", "result", "note")
LISTS = ("conditions", "legal_basis")
DURATIONS = ("duration", "legal_duration")
NUMBERS = {"amount_vnd", "originals", "copies", "duration_hours"}
# What the editor leaves as it is.
KEPT = (
    "process_key",
    "status",
    "scope",
    "replaced_by",
    "former_codes",
    "decision",
    "source",
    "confidence",
    "as_of",
)
NOTHING_BEFORE: Mapping[str, Any] = {"status": "active"}
_PLACE = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?")
UNIT_WORDS = {
    "immediate": gettext_lazy("in the same day"),
    "hour": gettext_lazy("working hours"),
    "working_day": gettext_lazy("working days"),
    "day": gettext_lazy("days (calendar)"),
    "month": gettext_lazy("months"),
}
PLAIN_WORDS = {
    "needed": gettext_lazy("What you need"),
    "cost": gettext_lazy("What it costs"),
    "time": gettext_lazy("How long it takes"),
    "place": gettext_lazy("Where to go"),
    "steps": gettext_lazy("What happens to your dossier"),
}


# ---------------------------------------------------------------------------------------- reading
def number_of(text: str) -> object:
    """Return what was typed as a number: dots for thousands, a comma for the fraction."""
    tidy = text.strip().replace(" ", "")
    if not tidy:
        return None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", tidy):
        tidy = tidy.replace(".", "")
    try:
        number = float(tidy.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def _rows_of(posted: QueryDict, part: str) -> list[dict[str, str]]:
    """Return the rows of a repeating part as typed, in their order, empty ones included."""
    numbers = {
        int(key.split(".")[1])
        for key in posted
        if key.startswith(f"{part}.") and key.split(".")[1].isdigit()
    }
    columns = rows.PARTS[part]
    return [
        {column: posted.get(f"{part}.{at}.{column}", "") for column in columns}
        for at in sorted(numbers)
    ]


def typed(posted: QueryDict) -> dict[str, Any]:
    """Return what was typed, as the page shows it again; a button may add or take away a row."""
    values: dict[str, Any] = {name: posted.get(name, "") for name in (*TEXTS, *LISTS)}
    values |= {name: posted.get(name, "") for name in ("level", "online_level")}
    values["applicant"] = posted.getlist("applicant")
    for name in DURATIONS:
        values[name] = {
            "value": posted.get(f"{name}.value", ""),
            "unit": posted.get(f"{name}.unit", ""),
        }
    for part in rows.PARTS:
        values[part] = _rows_of(posted, part)
    part, _dot, at = posted.get("remove", "").partition(".")
    if part in rows.PARTS and at.isdigit() and int(at) < len(values[part]):
        del values[part][int(at)]
    if (more := posted.get("add", "")) in rows.PARTS:
        values[more].append(dict.fromkeys(rows.PARTS[more], ""))
    return values


def record_of(values: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record that typed values mean; what the editor does not show is kept."""
    record: dict[str, Any] = {name: before.get(name) for name in KEPT}
    record |= {name: values[name] or None for name in TEXTS}
    record |= {name: values[name] or None for name in ("level", "online_level")}
    record["applicant"] = list(values["applicant"])
    for name in LISTS:
        record[name] = [line for line in values[name].splitlines() if line.strip()]
    for name in DURATIONS:
        record[name] = _duration(values[name])
    for part in rows.PARTS:
        filled = [row for row in values[part] if any(text.strip() for text in row.values())]
        record[part] = [_part(row) for row in filled]
    return record


def _duration(given: Mapping[str, str]) -> dict[str, object] | None:
    if not given["value"].strip() and not given["unit"]:
        return None
    return {"value": number_of(given["value"]), "unit": given["unit"]}


def _part(row: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for column, text in row.items():
        if column == "required":
            found[column] = bool(text)
        elif column in NUMBERS:
            number = number_of(text)
            found[column] = 0 if number is None and column != "amount_vnd" else number
        else:
            found[column] = text or None
    return found


def without_empty_rows(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the typed values with the rows that count, so that faults find theirs."""
    return {
        name: [row for row in said if any(text.strip() for text in row.values())]
        if name in rows.PARTS
        else said
        for name, said in values.items()
    }


def plain_of(posted: QueryDict) -> PlainText:
    """Return the plain text that was typed."""
    return plain.read({name: posted.get(f"plain.{name}", "") for name in plain.PARTS})


# ---------------------------------------------------------------------------------------- showing
def shown(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record as the page shows it."""
    values: dict[str, Any] = {name: record.get(name) or "" for name in TEXTS}
    values |= {name: record.get(name) or "" for name in ("level", "online_level")}
    values["applicant"] = list(record.get("applicant") or ())
    for name in LISTS:
        values[name] = "\n".join(record.get(name) or ())
    for name in DURATIONS:
        limit = record.get(name) or {"value": "", "unit": ""}
        values[name] = {"value": _number(limit["value"]), "unit": limit["unit"]}
    for part, columns in rows.PARTS.items():
        values[part] = [
            {column: _cell(column, row.get(column)) for column in columns}
            for row in record.get(part) or ()
        ]
    return values


def _cell(column: str, value: Any) -> str:
    if column == "required":
        return "on" if value else ""
    if value is None:
        return ""
    return _number(value) if column in NUMBERS else str(value)


def _number(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def place_of(path: str) -> str:
    """Return the name of the field in which a fault of a record is."""
    if found := _PLACE.fullmatch(path):
        part, nth, column = found.groups()
        return f"{part}.{int(nth) - 1}.{column}" if part in rows.PARTS else part
    return f"{path}.value" if path in DURATIONS else path


def at_their_fields(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults with the names of the fields of the page."""
    return [Fault(place_of(one.path), one.message) for one in faults]


def summed_up(faults: Iterable[Fault], *shown: Any) -> list[Fault]:
    """Return the faults for the top of the page: in its order, each with the name of its field."""
    names = dict(_names_in(shown))
    order = {path: at for at, path in enumerate(names)}
    ordered = sorted(faults, key=lambda one: order.get(one.path, len(order)))
    return [
        Fault(one.path, f"{names[one.path]}: {one.message}" if one.path in names else one.message)
        for one in ordered
    ]


def _names_in(shown: Any) -> Iterator[tuple[str, str]]:
    if isinstance(shown, Mapping):
        name, label = shown.get("name"), shown.get("label") or shown.get("title")
        if isinstance(name, str) and label:
            yield name, str(label)
        shown = shown.values()
    elif isinstance(shown, str) or not isinstance(shown, Iterable):
        return
    for each in shown:
        yield from _names_in(each)


def fields(values: Mapping[str, Any], faults: Sequence[Fault]) -> dict[str, Any]:
    """Return the fields of the legal text, each with what is wrong with it."""
    wrong = {one.path: one.message for one in faults}
    return {
        "texts": [_text(name, label, values, wrong) for name, label in _labels().items()],
        "choices": [
            _choice("level", _("Who serves"), Level, values, wrong),
            _choice("online_level", _("How to send"), OnlineLevel, values, wrong),
        ],
        "applicant": {
            "type": "checkboxes",
            "name": "applicant",
            "label": _("Who may ask"),
            "value": values["applicant"],
            "options": [(one.value.lower(), one.label) for one in Applicant],
            "error": wrong.get("applicant", ""),
            "required": True,
        },
        "durations": [
            _limit("duration", _("Time limit"), values, wrong, required=True),
            _limit("legal_duration", _("Time limit of the law"), values, wrong, required=False),
        ],
        "lists": [
            _area("conditions", _("Conditions"), _("One a line."), values, wrong),
            _area("legal_basis", _("Legal basis"), _("One a line."), values, wrong),
        ],
        "parts": [_repeating(part, values, wrong) for part in rows.PARTS],
    }


def _labels() -> dict[str, str]:
    return {
        "name": _("Name of the procedure"),
        "name_official": _("Official name"),
        "field": _("Field of work"),
        "authority": _("Deciding body"),
        "result": _("Result"),
        "note": _("Good to know"),
    }


def _text(
    name: str, label: str, values: Mapping[str, Any], wrong: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "type": "text",
        "name": name,
        "label": label,
        "value": values[name],
        "error": wrong.get(name, ""),
        "required": name not in {"name_official", "note"},
    }


def _area(
    name: str, label: str, hint: str, values: Mapping[str, Any], wrong: Mapping[str, str]
) -> dict[str, Any]:
    area = _text(name, label, values, wrong)
    return area | {"type": "textarea", "hint": hint, "rows": 4, "required": False}


def _choice(
    name: str, label: str, kind: Any, values: Mapping[str, Any], wrong: Mapping[str, str]
) -> dict[str, Any]:
    options = [(one.value.lower(), one.label) for one in kind]
    return _text(name, label, values, wrong) | {"type": "select", "options": options}


def limit_fields(name: str, label: str, value: Any, unit: str, error: str) -> list[dict[str, Any]]:
    """Return the two fields of a time limit."""
    return [
        {
            "type": "number",
            "name": f"{name}.value",
            "label": label,
            "value": value,
            "width": "4",
            "error": error,
            "inputmode": "decimal",
        },
        {
            "type": "select",
            "name": f"{name}.unit",
            "label": _("Unit of the time limit"),
            "value": unit,
            "options": list(UNIT_WORDS.items()),
        },
    ]


def _limit(
    name: str, label: str, values: Mapping[str, Any], wrong: Mapping[str, str], *, required: bool
) -> list[dict[str, Any]]:
    limit, error = values[name], wrong.get(f"{name}.value", "")
    both = limit_fields(name, label, limit["value"], limit["unit"], error)
    return [{**one, "required": required} for one in both]


def _columns(part: str) -> dict[str, dict[str, Any]]:
    name: dict[str, Any] = {"type": "text", "required": True}
    count: dict[str, Any] = {"type": "number", "width": "3", "required": True}
    every: dict[str, dict[str, dict[str, Any]]] = {
        "fees": {
            "name": name | {"label": _("Name of the fee")},
            "amount_vnd": {
                "type": "number",
                "width": "10",
                "suffix": "đ",
                "label": _("Amount; empty if the province sets it"),
            },
            "note": {"type": "text", "label": _("Remark")},
        },
        "components": {
            "name": name | {"label": _("Name of the paper")},
            "originals": count | {"label": _("Originals")},
            "copies": count | {"label": _("Copies")},
            "required": {"type": "checkbox", "label": _("Always compulsory"), "required": True},
            "case": {"type": "text", "label": _("Only in this case")},
            "form_code": {"type": "text", "label": _("Prescribed form")},
        },
        "steps": {
            "name": name | {"label": _("What is done")},
            "role": name | {"label": _("Office that does it")},
            "duration_hours": count
            | {"label": pgettext("of a step", "Working hours"), "inputmode": "decimal"},
        },
    }
    return every[part]


def _repeating(part: str, values: Mapping[str, Any], wrong: Mapping[str, str]) -> dict[str, Any]:
    titles = {"fees": _("What it costs"), "components": _("Papers"), "steps": _("Steps")}
    adds = {"fees": _("Add a fee"), "components": _("Add a paper"), "steps": _("Add a step")}
    empty = dict.fromkeys(rows.PARTS[part], "")
    return {
        "name": part,
        "title": titles[part],
        "add": adds[part],
        "error": wrong.get(part, ""),
        "rows": [_row(part, at, row, wrong) for at, row in enumerate(values[part])],
        "blank": _row(part, "__n__", empty, {}),
    }


def _row(
    part: str, at: int | str, row: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, Any]:
    titles = {"fees": _("Fee"), "components": _("Paper"), "steps": _("Step")}
    return {
        "key": f"{part}.{at}",
        "title": f"{titles[part]} {at + 1}" if isinstance(at, int) else titles[part],
        "fields": [
            {
                **shape,
                "name": f"{part}.{at}.{column}",
                "value": row[column],
                "error": wrong.get(f"{part}.{at}.{column}", ""),
            }
            for column, shape in _columns(part).items()
        ],
    }


def plain_fields(text: PlainText, faults: Sequence[Fault] = ()) -> list[dict[str, Any]]:
    """Return the fields of the plain text."""
    wrong = {one.path: one.message for one in faults}
    hints = {
        "needed": _("One a line, as you would say it to a neighbour."),
        "steps": _("A step a line, three or four of them."),
    }
    return [
        {
            "type": "textarea",
            "name": f"plain.{name}",
            "label": label,
            "value": getattr(text, name),
            "hint": hints.get(name, ""),
            "rows": 5 if name in hints else 2,
            "required": True,
            "error": wrong.get(f"plain.{name}", ""),
        }
        for name, label in PLAIN_WORDS.items()
    ]


def plain_lines(text: PlainText, **here: str) -> list[dict[str, Any]]:
    """Return a plain text as people read it; what has several lines is a list.

    ``here`` are parts that a ward says differently.
    """
    said = plain.as_mapping(text) | {name: own for name, own in here.items() if own}
    return [
        {"name": name, "label": label, "lines": said[name].splitlines()}
        for name, label in PLAIN_WORDS.items()
        if said[name]
    ]
