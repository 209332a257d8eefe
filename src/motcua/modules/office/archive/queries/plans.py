"""Asking about record plans."""

import re
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from motcua.foundation.actors import Actor, ActorKind
from motcua.foundation.text import fold
from motcua.kernel.documents import api as documents
from motcua.kernel.organisation import api as organisation

from .. import permissions, rules
from ..errors import PlanNotFound
from ..models import Heading, Plan
from ..types import Line, PlanState

WIDTHS = (14, 60, 18, 30, 24)
HEADS = (
    "Số, ký hiệu hồ sơ",
    "Tên đề mục và tiêu đề hồ sơ",
    "Thời hạn bảo quản",
    "Người lập hồ sơ",
    "Ghi chú",
)
_ROMAN_HEAD = re.compile(r"^[IVX]+\.\s*")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")


def find_plan(*, actor: Actor, unit_id: UUID, year: int) -> Plan | None:
    """Return the plan of an authority for a year; its own departments see the approved one."""
    plan = Plan.objects.select_related("unit").filter(unit_id=unit_id, year=year).first()
    if plan is None or plan.state == PlanState.APPROVED or actor.kind is ActorKind.SYSTEM:
        return plan
    oversees = any(each.held_by(actor, unit_id=unit_id) for each in permissions.OVERSEE)
    return plan if oversees else None


def get_plan(*, plan_id: UUID, actor: Actor) -> Plan:
    """Return a plan whose unit the actor draws up or decides plans for.

    Raises:
        PlanNotFound: There is none.
    """
    plan = Plan.objects.select_related("unit").filter(id=plan_id).first()
    if plan is None or not any(
        each.held_by(actor, unit_id=plan.unit_id) for each in permissions.OVERSEE
    ):
        raise PlanNotFound
    return plan


def headings_for(*, unit_id: UUID, keeper_unit_id: UUID | None, year: int) -> list[Heading]:
    """Return the headings of the approved plan that a unit may open files by, unused ones first."""
    rows = Heading.objects.filter(
        plan__unit_id=unit_id, plan__year=year, plan__state=PlanState.APPROVED, files=None
    )
    if keeper_unit_id is not None:
        rows = rows.filter(Q(unit_id=keeper_unit_id) | Q(unit_id=None))
    return list(rows.order_by("serial", "mark"))


def lines_of(plan: Plan) -> tuple[Line, ...]:
    """Return the lines of a plan as they are typed."""
    return tuple(
        Line(
            group=row.group,
            serial=row.serial,
            mark=row.mark,
            title=row.title,
            years=row.years,
            basis=row.basis,
            unit_id=row.unit_id,
            keeper=row.keeper,
            note=row.note,
        )
        for row in plan.headings.order_by("serial", "mark", "id")
    )


def plan_rows(plan: Plan) -> list[tuple[str, ...]]:
    """Return the plan in the five columns of annex V; a group is a row with a title alone.

    Law:
        ND 30/2020, art. 28, annex V
    """
    rows: list[tuple[str, ...]] = []
    group, nth = None, 0
    for line in lines_of(plan):
        if line.group != group:
            group = line.group
            if group:
                rows.append(("", f"{_ROMAN[min(nth, len(_ROMAN) - 1)]}. {group}", "", "", ""))
                nth += 1
        rows.append(
            (
                rules.symbol_of(line.serial, line.mark),
                line.title,
                rules.years_in_words(line.years),
                line.keeper,
                line.note,
            )
        )
    return rows


def plan_sheet(plan: Plan) -> bytes:
    """Return the plan as an Excel workbook, in the columns that :func:`read_sheet` takes."""
    return documents.draw_sheet(
        title=f"Danh mục hồ sơ năm {plan.year}",
        name="Danh mục hồ sơ",
        heads=HEADS,
        rows=plan_rows(plan),
        widths=WIDTHS,
    )


def read_sheet(content: bytes) -> list[list[str]] | None:
    """Return the cells of the first sheet below its heads; None of what is no workbook."""
    book = documents.read_book(content)
    if book is None:
        return None
    rows = [list(row[: len(HEADS)]) for row in book.first]
    heads = next((n for n, row in enumerate(rows) if row and row[0] == HEADS[0]), -1)
    return rows[heads + 1 :]


def with_units(plan: Plan, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Give each line the unit that its keeper names: a unit of the authority by its own name."""
    inside = organisation.authority_ids(plan.unit_id, plan.state_at)
    units = [organisation.get_unit(each) for each in inside]
    by_name = {fold(name): unit.id for unit in units for name in (unit.name, unit.short_name)}
    return tuple(
        replace(
            line,
            unit_id=by_name.get(fold(line.keeper)) if line.keeper else None,
            group=_ROMAN_HEAD.sub("", line.group),
        )
        for line in lines
    )
