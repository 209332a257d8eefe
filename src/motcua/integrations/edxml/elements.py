"""Elements found in any order and their values read; what is wrong with each is kept."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from motcua.foundation.time import LOCAL_ZONE
from motcua.kernel.exchange import api as exchange

from . import codes
from .schema import path_of

Element = Any  # lxml publishes no types
_OURS = frozenset({codes.NAMESPACE, None, *codes.OLD_NAMESPACES})
MOST_TEXT = 20_000
NUMBER_TEXT = 9


def name_of(element: Element) -> str:
    """Return the local name of an element, in small letters."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def is_ours(element: Element) -> bool:
    """Tell whether an element belongs to the regulation, an older form of it, or to nothing."""
    tag = str(element.tag)
    return (tag[1:].partition("}")[0] if tag.startswith("{") else None) in _OURS


def given(element: Element | None, other: Element | None = None) -> Element:
    """Return an element that must be there, for it was read a moment ago."""
    found = element if element is not None else other
    if found is None:
        raise LookupError("the element was there a moment ago")
    return found


def _note(kept: list[exchange.Remark], element: Element, message: str) -> None:
    line = element.sourceline or 0
    found = exchange.Remark(path=path_of(element), line=line, message=message)
    if found not in kept:
        kept.append(found)


@dataclass
class Elements:
    """Finds elements and reads their values; what is wrong is gathered by element and line."""

    remarks: list[exchange.Remark] = field(default_factory=list)
    faults: list[exchange.Remark] = field(default_factory=list)
    has_legacy_codes: bool = False

    # -------------------------------------------------------------- elements
    def _fault(self, element: Element, message: str) -> None:
        _note(self.faults, element, message)

    def _remark(self, element: Element, message: str) -> None:
        _note(self.remarks, element, message)

    def _children(self, parent: Element | None, *names: str) -> list[Element]:
        wanted = {name.lower() for name in names}
        if parent is None:
            return []
        return [each for each in parent if is_ours(each) and name_of(each) in wanted]

    def _child(self, parent: Element | None, *names: str) -> Element | None:
        found = self._children(parent, *names)
        for each in found[1:]:
            self._remark(each, _("This element stands here again; the first one counts."))
        return found[0] if found else None

    def _need(self, parent: Element, *names: str) -> Element | None:
        found = self._child(parent, *names)
        if found is None:
            words = _("The element <%(name)s> is missing here.") % {"name": names[0]}
            self._fault(parent, words)
        return found

    def _known(self, parent: Element | None, names: str) -> None:
        """Remark on children that the regulation does not have."""
        wanted = set(names.lower().split())
        for each in parent if parent is not None else ():
            if name_of(each) not in wanted:
                self._remark(each, _("This element is not known here and was left out."))

    # ---------------------------------------------------------------- values
    def _text(self, parent: Element | None, *names: str) -> str:
        found = self._child(parent, *names)
        if found is None:
            return ""
        if len(found):
            self._fault(found, _("Here a text is expected, not other elements."))
            return ""
        text = (found.text or "").strip()
        if len(text) > MOST_TEXT:
            self._fault(
                found, _("The text is longer than %(most)s characters.") % {"most": MOST_TEXT}
            )
            return ""
        return text

    def _texts(self, parent: Element | None, item: str) -> tuple[str, ...]:
        return tuple(
            text for each in self._children(parent, item) if (text := (each.text or "").strip())
        )

    def _number(self, parent: Element | None, *names: str, most: int = 10**6) -> int | None:
        text = self._text(parent, *names)
        if not text:
            return None
        if text.isascii() and text.isdigit() and len(text) <= NUMBER_TEXT and int(text) <= most:
            return int(text)
        if not text.startswith("-"):  # libraries write -1 for nothing
            found = self._child(parent, *names)
            words = _("“%(value)s” is no number between 0 and %(most)s; it was left out.")
            self._remark(given(found), words % {"value": text[:60], "most": most})
        return None

    def _day(self, parent: Element | None, *names: str) -> date | None:
        text = self._text(parent, *names)
        if not text:
            return None
        with suppress(ValueError):
            return date.fromisoformat(text.replace("/", "-"))
        found = given(self._child(parent, *names))
        words = _("“%(value)s” is no day; days are written like 2026/11/25. It was left out.")
        self._remark(found, words % {"value": text[:60]})
        return None

    def _instant(self, parent: Element | None, name: str) -> datetime | None:
        text = self._text(parent, name)
        if not text:
            return None
        with suppress(ValueError):
            return datetime.fromisoformat(text.replace("/", "-")[:19]).replace(tzinfo=LOCAL_ZONE)
        found = given(self._child(parent, name))
        words = _("“%(value)s” is no instant; they are written like 2026/11/25 08:30:00.")
        self._remark(found, words % {"value": text[:60]})
        return None

    def _code(self, parent: Element | None, name: str = "OrganId") -> str:
        text = self._text(parent, name)
        self.has_legacy_codes |= codes.is_legacy(text)
        return codes.modern(text)
