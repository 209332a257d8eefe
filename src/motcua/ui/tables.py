"""The rows of a table, drawn here: a template for each cell is most of a long table's time."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_RICH = {"html", "note", "form", "lines"}
_CELL = "govuk-table__cell"
_NUMERIC = f"{_CELL} {_CELL}--numeric"


def draw_row(
    context: Context, row: Any, head: Sequence[Any], *, first_is_header: bool
) -> SafeString:
    """Draw a row; each cell with what its column says: numeric or not, and the heading."""
    given = row if isinstance(row, Mapping) else {"cells": row}
    late = " mc-table__row--late" if given.get("late") else ""
    current = ' aria-current="true"' if given.get("current") else ""
    cells = "".join(_cells(context, given.get("cells", ()), head, first_is_header=first_is_header))
    drawn = f'<tr class="govuk-table__row{late}"{current}>{cells}</tr>'
    return mark_safe(drawn)  # noqa: S308 - each part was escaped


def _cells(
    context: Context, values: Sequence[Any], head: Sequence[Any], *, first_is_header: bool
) -> Iterator[str]:
    heads = [*head, *[""] * (len(values) - len(head))]
    for nth, (value, above) in enumerate(zip(values, heads, strict=False)):
        cell = value if isinstance(value, Mapping) else {"text": value}
        says = above if isinstance(above, Mapping) else {"text": above}
        inner, label = _inner(context, cell), _escaped(cell.get("label", says.get("text", "")))
        if cell.get("header") or (first_is_header and not nth):
            yield f'<th scope="row" class="govuk-table__header" data-label="{label}">{inner}</th>'
        else:
            style = _NUMERIC if cell.get("numeric", says.get("numeric")) else _CELL
            yield f'<td class="{style}" data-label="{label}">{inner}</td>'


def _inner(context: Context, cell: Mapping[str, Any]) -> str:
    """Draw what stands in a cell: words and states here, all else by its template."""
    state, text = cell.get("state"), cell.get("text", "")
    if not _RICH.isdisjoint(cell):
        return _by_template(context, cell)
    if isinstance(state, Mapping):
        inner: str = state_tag(
            str(state["label"]), state.get("tone") or "", state.get("icon") or ""
        )
    elif not state and isinstance(text, str | Promise):
        inner = _escaped(text)
    else:
        return _by_template(context, cell)
    if cell.get("href"):
        return f'<a class="govuk-link" href="{_escaped(cell["href"])}">{inner}</a>'
    return inner


def _escaped(text: object) -> str:
    """Escape what is not safe already; Django's own way looks for lazy words in all it is given."""
    told = str(text)
    return told if isinstance(told, SafeString) else escape(told)


def _by_template(context: Context, cell: Mapping[str, Any]) -> str:
    if {*cell} <= {"html", "numeric"} and cell.get("html"):
        return format_html('<div class="mc-cell">{}</div>', cell["html"])
    assert context.template is not None  # noqa: S101 - it is being rendered
    template = context.template.engine.get_template("ui/parts/cell.html")
    with context.push(cell=cell):
        return template.render(context)


@lru_cache(maxsize=256)
def state_tag(label: str, tone: str, icon: str) -> SafeString:
    """Draw a state as its component does; a page has the same few many times."""
    given = {"label": label, "tone": tone, "icon": icon}
    return mark_safe(render_to_string("ui/components/state_tag.html", given))  # noqa: S308 - ours
