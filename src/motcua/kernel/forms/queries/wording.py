"""What is wrong, in words: what to do, about which question, whose."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..rules import formats
from ..rules.answers import node_at
from ..rules.checking import Problem
from ..rules.plan import Node, Plan
from ..types import Kind

_BRACKET = re.compile(r"\s*\(([^()]*)\)\s*$")
CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.BOOLEAN})


def bare(title: str) -> str:
    """Return a title without the remark in brackets at its end."""
    return _BRACKET.sub("", title)


def remark(title: str) -> str:
    """Return the remark in brackets at the end of a title."""
    found = _BRACKET.search(title)
    return found[1] if found else ""


def lower(text: str) -> str:
    """Return ``text`` as it stands inside a sentence; abbreviations stay."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]


def upper(text: str) -> str:
    """Return ``text`` as it begins a sentence."""
    return text[:1].upper() + text[1:]


def whose(plan: Plan, path: str) -> str:
    """Return whose answer it is: "Người mẹ, nơi cư trú" or "Con 2"; empty at the root."""
    names: list[str] = []
    steps = path.split(".")
    for at in range(1, len(steps)):
        above = node_at(plan, ".".join(steps[:at]))
        if above is None:
            break
        if steps[at - 1].isdecimal():
            names.append(f"{bare(above.title)} {int(steps[at - 1]) + 1}")
        elif above.kind is Kind.OBJECT:
            names.append(bare(above.title))
    return ", ".join(name if at == 0 else lower(name) for at, name in enumerate(names))


def of_problem(plan: Plan, problem: Problem) -> str:
    """Return the message of a problem: polite, and complete without the page around it."""
    node = node_at(plan, problem.path)
    message = _message(node or plan.root, problem)
    owner = whose(plan, problem.path)
    return f"{owner}: {lower(message)}" if owner else message


def at_field(plan: Plan, path: str, message: str) -> str:
    """Return the message as it stands beside its question, where its owner is seen already."""
    owner = whose(plan, path)
    return upper(message.removeprefix(f"{owner}: ")) if owner else message


def _message(node: Node, problem: Problem) -> str:
    words = {"what": lower(bare(node.title)), "limit": problem.wanted, "given": problem.given}
    rule = problem.rule
    if rule == "unknown":
        return _("“%(name)s” is not asked in this form. Leave it out.") % {"name": problem.path}
    if rule in {"birth_year", "sex"}:
        return _doubt(problem)
    if rule == "required":
        return _required(node, words)
    if rule in {"pattern", "format", "type", "day", "future"}:
        return _unreadable(node, rule, words)
    return _measured(node, rule, words)


def _doubt(problem: Problem) -> str:
    if problem.rule == "birth_year":
        return _(
            "The personal number is of somebody born in %(wanted)s, but the year of birth given is"
            " %(given)s. Look whether both are right."
        ) % {"wanted": problem.wanted, "given": problem.given}
    return _(
        "The personal number is of a person of the sex “%(wanted)s”, but “%(given)s” is given. Look"
        " whether both are right."
    ) % {"wanted": problem.wanted, "given": problem.given}


def _required(node: Node, words: dict[str, Any]) -> str:
    if node.kind is Kind.CONFIRMATION:
        return _("Tick the box “%(what)s”.") % {"what": node.title}
    if node.kind in CHOSEN:
        return _("Choose %(what)s.") % words
    if node.kind is Kind.LIST:
        return _("Add at least one line under “%(title)s”.") % {"title": bare(node.title)}
    if node.kind is Kind.OBJECT:
        return _("Fill in the part “%(title)s”.") % {"title": bare(node.title)}
    return _digits(node, words) or _("Write %(what)s.") % words


def _digits(node: Node, words: dict[str, Any]) -> str:
    wanted = formats.digits_of(str(node.schema.get("pattern", "")))
    if wanted is None:
        return ""
    begin, least, most = wanted
    counted = {**words, "begin": begin, "least": least, "most": most}
    if begin:
        return _("Write %(what)s with %(most)s digits, beginning with %(begin)s.") % counted
    if least == most:
        return (
            ngettext(
                "Write %(what)s with %(most)s digit.", "Write %(what)s with %(most)s digits.", most
            )
            % counted
        )
    return _("Write %(what)s with %(least)s to %(most)s digits.") % counted


def _unreadable(node: Node, rule: str, words: dict[str, Any]) -> str:
    if own := node.schema.get("x-message"):
        return str(own)
    if rule == "future":
        return _("Look at %(what)s again: that day has not come yet.") % words
    if node.kind in {Kind.CONFIRMATION, Kind.LIST, Kind.OBJECT} or node.kind in CHOSEN:
        return _required(node, words)
    by_kind = {
        Kind.DATE: _("Write %(what)s as a day of the calendar, such as 27/3/2024."),
        Kind.PARTIAL_DATE: _(
            "Write %(what)s as a day of the calendar, such as 27/3/2024; the year alone is enough."
        ),
        Kind.INSTANT: _("Write %(what)s with its time and day, such as 08:30 27/3/2024."),
        Kind.TIME: _("Write %(what)s as hours and minutes, such as 08:30."),
        Kind.INTEGER: _("Write %(what)s as a whole number."),
        Kind.NUMBER: _("Write %(what)s as a number, such as 120,5."),
    }
    by_format = {
        "email": _("Write %(what)s completely, such as ten@example.vn."),
        "uri": _("Write %(what)s completely, such as https://example.vn."),
    }
    said = by_kind.get(node.kind) or by_format.get(str(node.schema.get("format", "")))
    if said:
        return said % words
    return (
        _digits(node, words)
        or _("Write %(what)s in another way: it has signs that do not belong there.") % words
    )


def _measured(node: Node, rule: str, words: dict[str, Any]) -> str:
    if rule in {"enum", "const"}:
        return _required(node, words)
    messages = {
        "minLength": _("Write %(what)s out: at least %(limit)s letters."),
        "maxLength": _("Shorten %(what)s to at most %(limit)s letters; there are %(now)s now."),
        "minItems": _("Give at least %(limit)s under “%(title)s”."),
        "maxItems": _("Leave at most %(limit)s lines under “%(title)s”."),
        "minimum": _("Write %(what)s: %(limit)s or more."),
        "maximum": _("Write %(what)s: %(limit)s or less."),
        "exclusiveMinimum": _("Write %(what)s: more than %(limit)s."),
        "exclusiveMaximum": _("Write %(what)s: less than %(limit)s."),
        "uniqueItems": _("Give each only once in %(what)s."),
        "not": _("Leave out %(what)s: it does not fit your other answers."),
    }
    message = messages.get(rule, _("Look at %(what)s again: it does not fit."))
    return message % {
        **words,
        "limit": formats.typed_number(words["limit"]),
        "now": len(str(words["given"])),
        "title": bare(node.title),
    }


def of_source(source: str) -> str:
    """Return where a prefilled value comes from."""
    if source.startswith("csdl_dan_cu."):
        return _("the national population database")
    return "VNeID"


def shown(node: Node, value: Any) -> str:
    """Return an answer as people read it; empty when there is none."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if node.kind is Kind.CHOICES and isinstance(value, list):
        return ", ".join(_label(node, each) for each in value)
    if node.kind is Kind.CHOICE:
        return _label(node, value)
    return _figure(value) if isinstance(value, int | float) else _shown_text(node, str(value))


def _shown_text(node: Node, value: str) -> str:
    if node.kind in {Kind.DATE, Kind.PARTIAL_DATE}:
        return formats.shown_date(value)
    return formats.shown_instant(value) if node.kind is Kind.INSTANT else value


def _figure(value: float) -> str:
    whole, _comma, part = formats.typed_number(value).partition(",")
    grouped = f"{int(whole):,}".replace(",", ".") if whole.lstrip("-").isdecimal() else whole
    return f"{grouped},{part}" if part else grouped


def _label(node: Node, value: Any) -> str:
    return next((label for each, label in node.options if each == value), str(value))
