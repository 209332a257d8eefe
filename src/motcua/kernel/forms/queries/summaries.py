"""Answers as people read them: to check before sending, to decide on, to print, to compare."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from ..rules.answers import asked_only
from ..rules.plan import Node, Plan, plan_of
from ..types import Change, Form, Kind, Section, SummaryRow, SummarySection
from .wording import bare, lower, shown

HOME = "Việt Nam"


def summary(
    form: Form, data: Mapping[str, Any], change: Callable[[int], str] | None = None
) -> tuple[SummarySection, ...]:
    """Return every answer that was given, section by section; absent ones are left out.

    Args:
        change: Gives the address of a section's page; rows then link to their question.
    """
    plan = plan_of(form)
    asked = asked_only(plan, plan.root, data)
    made = []
    for section in plan.sections:
        url = change(section.index) if change else ""
        rows = tuple(_rows_of(plan, section, asked, url))
        if rows:
            made.append(SummarySection(index=section.index, title=section.title, rows=rows))
    return tuple(made)


def diff(form: Form, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the answers that differ, in the order of the page."""
    before = {row.path: row for section in summary(form, old) for row in section.rows}
    after = {row.path: row for section in summary(form, new) for row in section.rows}
    changes = []
    for path in [*after, *(path for path in before if path not in after)]:
        was, now = before.get(path), after.get(path)
        row = now or was
        if row is not None and (was.value if was else "") != (now.value if now else ""):
            changes.append(
                Change(
                    path=path,
                    label=row.label,
                    group=row.group,
                    old=was.value if was else "",
                    new=now.value if now else "",
                )
            )
    return tuple(changes)


def _rows_of(plan: Plan, section: Section, data: Any, url: str) -> Iterator[SummaryRow]:
    given = data if isinstance(data, Mapping) else {}
    for key in section.fields:
        for path, label, group, value in _walk(
            plan.root.children[key], given.get(key), key, "", ""
        ):
            href = f"{url}#id_{path}" if url else ""
            yield SummaryRow(
                label=label, value=value, path=path, group=group, section=section.index, href=href
            )


def _walk(
    node: Node, value: Any, path: str, group: str, before: str
) -> Iterator[tuple[str, str, str, str]]:
    """Yield (path, label, group, value); ``before`` names the groups between group and question."""
    if node.kind is Kind.OBJECT and isinstance(value, Mapping):
        short = _in_one_line(node, value)
        if short:
            yield path, _labelled(node, before), group, short
            return
        inner_group = group or bare(node.title)
        inner_before = _labelled(node, before) if group else ""
        for key, child in node.children.items():
            yield from _walk(child, value.get(key), f"{path}.{key}", inner_group, inner_before)
    elif node.kind is Kind.LIST and node.item is not None and isinstance(value, list):
        for at, each in enumerate(value):
            title = f"{bare(node.item.title)} {at + 1}"
            if node.item.kind is Kind.OBJECT and not _in_one_line(node.item, each):
                yield from _walk_row(node.item, each, f"{path}.{at}", title)
            else:
                said = _in_one_line(node.item, each) or shown(node.item, each)
                yield f"{path}.{at}", title, group or bare(node.title), said
    elif said := shown(node, value):
        yield path, _labelled(node, before), group, said


def _walk_row(node: Node, value: Any, path: str, group: str) -> Iterator[tuple[str, str, str, str]]:
    for key, child in node.children.items():
        inner = value.get(key) if isinstance(value, Mapping) else None
        yield from _walk(child, inner, f"{path}.{key}", group, "")


def _labelled(node: Node, before: str) -> str:
    return f"{before}: {lower(node.title)}" if before else node.title


def _in_one_line(node: Node, value: Any) -> str:
    """Return an address or an identity paper as one writes them, empty if it is neither."""
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        return ""
    if node.is_address and value.get("tinh"):
        return _address(value)
    if node.is_identity_paper and value.get("so"):
        return _identity_paper(node, value)
    return ""


def _address(value: Mapping[str, str]) -> str:
    parts = [value.get(key, "") for key in ("chi_tiet", "xa", "huyen", "tinh", "quoc_gia")]
    line = ", ".join(part for part in parts if part and part != HOME)
    return f"{line} ({lower(value['loai'])})" if value.get("loai") else line


def _identity_paper(node: Node, value: Mapping[str, str]) -> str:
    line = f"{value.get('loai', '')} {value['so']}".strip()
    if value.get("ngay_cap"):
        line += _(", issued on %(day)s") % {
            "day": shown(node.children["ngay_cap"], value["ngay_cap"])
        }
    if value.get("noi_cap"):
        line += _(", by %(authority)s") % {"authority": value["noi_cap"]}
    return line
