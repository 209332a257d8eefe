"""Questions and answers: read, check, keep, begin with what is known."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.foundation.errors import Fault

from ..rules import answers, checking, prefilling, reading
from ..rules.plan import plan_of
from ..types import Form, Rework, Section
from . import parts, wording


def sections(form: Form, data: Mapping[str, Any] | None = None) -> tuple[Section, ...]:
    """Return the groups of questions; given ``data``, only those in which something is asked.

    The index of a section is its place in the whole form, whatever is left out.
    """
    plan = plan_of(form)
    if data is None:
        return plan.sections
    return tuple(
        section
        for section in plan.sections
        if any(
            answers.on_page(plan, plan.root.children[key], data, section.fields)
            for key in section.fields
        )
    )


def parse(form: Form, query: Any, section: int | None = None) -> dict[str, Any]:
    """Return the answers in a QueryDict, or in a mapping of names to texts or lists of texts.

    Unknown names are ignored, texts are trimmed and in NFC, numbers lose their spaces, what is
    empty is absent. What cannot be read (31/2/2024) stays as typed, to be shown again.
    """
    return reading.read(plan_of(form), query, _fields(form, section))


def rework(query: Any) -> Rework | None:
    """Return the press on *add* or *remove* of a repeating group, if that was it.

    The page is then shown again with :func:`parse`'s answers; nothing is checked.
    """
    return reading.rework(query)


def merge(
    form: Form, data: Mapping[str, Any], part: Mapping[str, Any], section: int | None = None
) -> dict[str, Any]:
    """Return ``data`` with the answers of a section, or of all, replaced by ``part``.

    What was emptied on the page is gone; what was not on the page stays.
    """
    return answers.merge(plan_of(form), data, part, _fields(form, section))


def clean(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what belongs into the dossier: no blanks, no answers to questions no longer asked."""
    plan = plan_of(form)
    cleaned: dict[str, Any] = answers.asked_only(plan, plan.root, answers.tidy(plan.root, data))
    return cleaned


def validate(
    form: Form, data: Any, section: int | None = None, on: date | None = None
) -> tuple[Fault, ...]:
    """Return everything wrong in the answers of a section, or of all, in the order of the page.

    Never raises, whatever ``data`` is.

    Args:
        on: The day on which it is said; without one, days of birth to come pass.
    """
    plan = plan_of(form)
    fields = None if section is None else _fields(form, section)
    found = checking.check(plan, data, fields, on)
    return tuple(Fault(each.path, wording.of_problem(plan, each)) for each in found)


def warnings(form: Form, data: Any) -> tuple[Fault, ...]:
    """Return plausible mistakes, to be shown but never to refuse.

    Law:
        ND 137/2015; TT 59/2021
    """
    plan = plan_of(form)
    return tuple(
        Fault(each.path, wording.of_problem(plan, each)) for each in checking.doubts(plan, data)
    )


def prefill(form: Form, sources: Mapping[str, Any], on: date | None = None) -> dict[str, Any]:
    """Return the answers with which a new form begins.

    Args:
        sources: Values by the names of ``x-prefill``, as identity gives them.
        on: Today; decides what the card with the personal number is called.
    """
    plan = plan_of(form)
    known = prefilling.prefill(plan, sources, on)
    own = parts.own_part(form, sources)
    filled = prefilling.prefill_part(plan, own.key, sources, on) if own else {}
    return {**known, own.key: filled} if own and filled else known


def prefilled(form: Form, data: Any, sources: Mapping[str, Any]) -> dict[str, str]:
    """Return the paths of answers that still are as a source gave them, and its name."""
    found = prefilling.prefilled(plan_of(form), data, sources)
    words = {path: wording.of_source(source) for path, source in found.items()}
    if own := parts.own_part(form, sources):
        words |= parts.prefilled_in_part(form, own.key, data, sources)
    return words


def _fields(form: Form, section: int | None) -> tuple[str, ...]:
    plan = plan_of(form)
    chosen = plan.sections if section is None else plan.sections[section : section + 1]
    return tuple(key for each in chosen for key in each.fields)
