"""Rows of an inbox, drawn in Python: fifty of them in a template were most of the page's time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from html import escape
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.foundation.time import local
from motcua.kernel.cases import api as cases
from motcua.ui import words
from motcua.ui.templatetags.ui import icon

from ... import queries
from ..distance import Distances

_ROW = (
    '<li class="mc-inbox__row" data-inbox-row>%s<a class="mc-inbox__link" href="%s">'
    '<span class="mc-inbox__person">%s</span><span class="mc-inbox__code">%s</span>'
    '<span class="mc-inbox__what">%s</span><span class="mc-inbox__step"><span>%s</span>'
    '<span class="mc-inbox__holder">%s</span></span><span class="mc-inbox__due">%s</span></a></li>'
)
_BOX = (
    '<span class="mc-inbox__select"><input type="checkbox" id="select-%s" name="codes" value="%s"'
    ' form="%s"%s><label class="govuk-visually-hidden" for="select-%s">%s</label></span>'
)
_CLOCK = (
    '<span class="mc-clock mc-clock--%s mc-clock--short">%s'
    '<span class="mc-clock__text">%s</span></span>'
)
_PROMISE = (
    '<span class="mc-clock__promise"><time datetime="%s">%s</time></span> '
    '<span class="mc-clock__distance">%s</span>'
)
_WORD = '<span class="mc-clock__promise">%s</span>'
ANY = "-"  # a code with which a route is reversed once for all rows


class Row(NamedTuple):
    """A row ready to be drawn; ``due`` is markup, all else is text."""

    code: str
    person: str
    what: str
    step: str
    holder: str
    due: str


class Promised(Protocol):
    """Whatever was promised by a unit for an instant."""

    @property
    def unit_id(self) -> UUID: ...
    @property
    def due_at(self) -> datetime: ...


class Dues:
    """Promises as rows show them; many dossiers of a list are due at the same instant."""

    def __init__(self, distances: Distances) -> None:
        self._distances = distances
        self._known: dict[tuple[object, object], str] = {}

    def promise(self, unit_id: UUID, due_at: datetime) -> str:
        """Draw when something is due and how far that is."""
        key = (unit_id, due_at)
        if key not in self._known:
            self._known[key] = self._draw(unit_id, due_at)
        return self._known[key]

    def _draw(self, unit_id: UUID, due_at: datetime) -> str:
        tone, distance = self._distances.tell_one(unit_id, due_at)
        picture = icon("error" if tone == "bad" else "clock")
        said = _PROMISE % (
            local(due_at).isoformat(),
            f"{words.as_time(due_at)} {words.as_date(due_at)}",
            escape(distance),
        )
        return _CLOCK % (tone, picture, said)

    def draw(self, line: Promised) -> SafeString:
        """Draw the promise of a dossier for a template."""
        return mark_safe(self.promise(line.unit_id, line.due_at))  # noqa: S308 - escaped where made

    def word(self, tone: str, picture: str, text: str) -> str:
        """Draw a word instead of a promise."""
        key = (tone, text)
        if key not in self._known:
            self._known[key] = _CLOCK % (tone, icon(picture), _WORD % escape(text))
        return self._known[key]

    def of(self, line: queries.WorkLine) -> str:
        """Draw the clock of a dossier."""
        if line.settled_at is not None:
            return self.word("good", "check-circle", _("result ready"))
        if line.case_state == cases.CaseState.PAUSED:
            return self.word("waiting", "pause", _("waiting for the applicant"))
        return self.promise(line.unit_id, line.due_at)


def work_rows(
    lines: Iterable[queries.WorkLine],
    dues: Dues,
    *,
    names: Mapping[UUID, str] | None = None,
    with_unit: bool = False,
) -> list[Row]:
    """Return dossiers as rows.

    Args:
        names: Who took each dossier, by account; None: the reader's own inbox, where it is him.
        with_unit: Also show the receiving unit.
    """
    found = []
    for line in lines:
        holder = ""
        if names is not None:
            parts = [line.unit_name if with_unit else "", line.post_title or ""]
            parts.append(names.get(line.account_id, "") if line.account_id else "")
            holder = " · ".join(part for part in parts if part)
        found.append(
            Row(
                line.code,
                line.person_name,
                line.procedure_title,
                line.step_name,
                holder,
                dues.of(line),
            )
        )
    return found


def draw(
    rows: Iterable[Row],
    *,
    label: str,
    route: str = "dossiers:case",
    form: str = "",
    chosen: frozenset[str] = frozenset(),
) -> SafeString:
    """Draw a list of rows for eyes, ears and keys.

    Args:
        route: The page that a row opens; its argument is the code.
        form: The id of the form to which the check boxes belong; without one there are none.
        chosen: Codes whose boxes are ticked.
    """
    before, after = reverse(route, args=[ANY]).split(f"/{ANY}/")
    select = _("Select %(code)s") if form else ""
    drawn = []
    for row in rows:
        code = escape(row.code)
        ticked = " checked" if row.code in chosen else ""
        box = (
            _BOX % (code, code, form, ticked, code, escape(select % {"code": row.code}))
            if form
            else ""
        )
        drawn.append(
            _ROW
            % (
                box,
                f"{before}/{code}/{after}",
                escape(row.person),
                code,
                escape(row.what),
                escape(row.step),
                escape(row.holder),
                row.due,
            )
        )
    body = "".join(drawn)
    whole = f'<ul class="mc-inbox" data-inbox aria-label="{escape(label)}">{body}</ul>'
    return mark_safe(whole)  # noqa: S308 - every text in it was escaped above


_GROUP = (
    '<div class="mc-side__group"><h2 class="mc-side__title">%s</h2>'
    '<nav class="mc-counts" aria-label="%s"><ul>%s</ul></nav></div>'
)
_COUNT = '<li><a href="%s"%s%s><span>%s</span><span class="mc-count">%s</span></a></li>'


def draw_groups(groups: Iterable[Mapping[str, Any]]) -> SafeString:
    """Draw the counts beside an inbox, group by group, as ``ui/components/counts.html`` does."""
    drawn = []
    for group in groups:
        items = "".join(
            _COUNT
            % (
                escape(item["href"]),
                ' aria-current="page"' if item["current"] else "",
                f' class="mc-counts--{item["tone"]}"' if item.get("tone") else "",
                escape(item["label"]),
                item["count"],
            )
            for item in group["items"]
        )
        title = escape(group["title"])
        drawn.append(_GROUP % (title, title, items))
    return mark_safe("".join(drawn))  # noqa: S308 - every text in it was escaped above


@cache
def _keys(language: str) -> SafeString:
    return render_to_string("ui/components/key_hints.html", {"keys": key_hints()})


def draw_keys() -> SafeString:
    """Draw the dialog of the keys; it is the same on each list."""
    return _keys(get_language() or "")


def key_hints() -> list[dict[str, str]]:
    """Return the keys of a list, for the page that ``?`` opens."""
    return [
        {"keys": "j · k", "text": _("Next, previous row")},
        {"keys": "Enter", "text": _("Open the dossier")},
        {"keys": "x", "text": _("Choose the dossier, or not")},
        {"keys": "a", "text": _("Choose all on this page, or none")},
        {"keys": "f", "text": _("Pass the chosen ones on")},
        {"keys": "/", "text": _("Search")},
        {"keys": "g i", "text": _("Go to my work")},
        {"keys": "g t", "text": _("Go to my desk")},
        {"keys": "g d", "text": _("Go to all dossiers")},
        {"keys": "g r", "text": _("Go to reception")},
        {"keys": "g s", "text": _("Go to what I sign")},
    ]
