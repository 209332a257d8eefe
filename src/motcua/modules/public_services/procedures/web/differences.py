"""What a version changed, in the words of a page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.kernel.organisation import api as organisation
from motcua.ui import words as house_words

from ..rules import comparing
from ..types import Component, Content, Fee, PlainText, Step, VersionInfo
from . import words
from .editor import PLAIN_WORDS


@dataclass(frozen=True, slots=True)
class Difference:
    """A part of a procedure that changed: the lines that went, the lines that came."""

    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def _fee(fee: Fee) -> str:
    return f"{fee.name}: {words.fee_amount(fee)}{f' ({fee.note})' if fee.note else ''}"


def _paper(one: Component) -> str:
    parts = [one.name, words.paper_count(one), one.form_code, one.case]
    if not one.required:
        parts.append(str(_("if you have it")))
    return " – ".join(part for part in parts if part)


def _step(step: Step) -> str:
    hours = house_words.as_number(step.hours.normalize())
    return f"{step.seq}. {step.name} – {step.role_text} – {hours} h"


def _each(show: Callable[[Any], str]) -> Callable[[Sequence[Any]], list[str]]:
    return lambda values: [show(value) for value in values]


def _label(value: Any) -> list[str]:
    return [str(value.label)]


def _text(value: str) -> list[str]:
    return [value] if value else []


SHOWN: Mapping[str, tuple[Any, Callable[[Any], list[str]]]] = {
    "name": (_("Name of the procedure"), _text),
    "official_name": (_("Official name"), _text),
    "field": (_("Field of work"), _text),
    "level": (_("Who serves"), _label),
    "authority": (_("Deciding body"), _text),
    "applicants": (_("Applicants"), _each(lambda one: str(one.label))),
    "online_level": (_("How to send"), _label),
    "time_limit": (_("Time limit"), lambda limit: [organisation.limit_in_words(limit)]),
    "legal_limit": (_("Time limit of the law"), lambda limit: [organisation.limit_in_words(limit)]),
    "fees": (_("What it costs"), _each(_fee)),
    "components": (_("Papers"), _each(_paper)),
    "conditions": (_("Conditions"), _each(str)),
    "steps": (_("Process"), _each(_step)),
    "process_key": (_("Key of the process"), _text),
    "result": (_("Result"), _text),
    "legal_basis": (_("Legal basis"), _each(str)),
    "status": (_("Validity"), _label),
    "scope": (_("Where it exists"), _text),
    "replaced_by": (_("Replaced by"), _text),
    "former_codes": (_("Former codes"), _each(str)),
    "decision": (_("Published by"), _text),
    "source": (_("Source"), _text),
    "confidence": (_("Certainty of the source"), _text),
    "as_of": (_("State of the source"), _text),
    "note": (_("Good to know"), _text),
}


OF_THE_OFFICE = {"steps", "process_key", "status", "scope", "replaced_by", "former_codes"} | {
    "source",
    "confidence",
    "as_of",
}


def differences(before: VersionInfo, after: VersionInfo) -> list[Difference]:
    """Return what differs between two versions.

    Of a list only the lines that went or came, or all of them if they only changed places.
    """
    found = []
    for name, (label, show) in SHOWN.items():
        old, new = tuple(show(getattr(before, name))), tuple(show(getattr(after, name)))
        if old != new:
            gone = tuple(line for line in old if line not in new)
            came = tuple(line for line in new if line not in old)
            moved = not gone and not came
            found.append(Difference(str(label), old if moved else gone, new if moved else came))
    return found


@dataclass(frozen=True, slots=True)
class Compared:
    """A part of two texts: the lines that differ, each in pieces that were kept, removed, added."""

    label: str
    lines: tuple[comparing.Line, ...]


def compared(
    before: Content | None,
    after: Content,
    plain_before: PlainText | None,
    plain_after: PlainText | None,
) -> list[Compared]:
    """Return what differs between two texts, word by word.

    Without one before: all that the text says, without what only the office needs.
    """
    found = []
    for name, (label, show) in SHOWN.items():
        if before is None and name in OF_THE_OFFICE:
            continue
        old = show(getattr(before, name)) if before else []
        lines = comparing.compare_lines(old, show(getattr(after, name)))
        if lines:
            found.append(Compared(str(label), lines))
    for name, label in PLAIN_WORDS.items():
        old_text = getattr(plain_before or PlainText(), name).splitlines()
        new_text = getattr(plain_after or PlainText(), name).splitlines()
        if lines := comparing.compare_lines(old_text, new_text):
            plain_label = _("In plain words: %(part)s") % {"part": label}
            found.append(Compared(str(plain_label), lines))
    return found
