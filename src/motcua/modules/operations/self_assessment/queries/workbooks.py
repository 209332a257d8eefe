"""An index as a workbook: a line for each component, each fault at its cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from motcua.foundation.text import fold
from motcua.kernel.analytics import api as analytics
from motcua.kernel.documents import api as documents
from motcua.modules.operations.programme import api as programme
from motcua.ui import words

from ..types import CellFault, Component, Criterion, Domain, Way

DOMAIN, CRITERION, CODE, TITLE = "Lĩnh vực", "Tiêu chí", "Mã", "Tiêu chí thành phần"
MOST, WAY, LEVELS, INDICATOR = "Điểm tối đa", "Cách chấm", "Mức điểm", "Mã chỉ số"
HEADS = (DOMAIN, CRITERION, CODE, TITLE, MOST, WAY, LEVELS, INDICATOR)
_WAYS = {"ty le": Way.RATIO, "bac": Way.STEPS, "co/khong": Way.YES_NO}
_NAMES = {Way.RATIO: "Tỷ lệ", Way.STEPS: "Bậc", Way.YES_NO: "Có/không"}
_ALL = Decimal(100)


def read_index(content: bytes) -> tuple[tuple[Domain, ...], list[CellFault]]:
    """Return the domains that a workbook describes, and what is wrong, cell by cell."""
    sheet = documents.read_sheet(content, heads=HEADS)
    if sheet is None or not sheet.lines:
        message = _("This is no workbook with the heads of the example. Begin with the example.")
        return (), [CellFault(cell="A1", message=message)]
    known = frozenset(each.code for each in analytics.list_indicators())
    faults: list[CellFault] = []
    read: list[tuple[str, str, Component]] = []
    codes: set[str] = set()
    for row, cells in sheet.lines:
        component, wrong = _component(cells, known, codes)
        faults += [CellFault(cell=sheet.cell(head, row), message=said) for head, said in wrong]
        if component is not None:
            codes.add(component.code)
            read.append((cells.get(DOMAIN, ""), cells.get(CRITERION, ""), component))
    return _together(read), faults


def _component(
    cells: Mapping[str, str], known: frozenset[str], taken: set[str]
) -> tuple[Component | None, list[tuple[str, str]]]:
    wrong = [
        (head, _("Write something here."))
        for head in (DOMAIN, CRITERION, CODE, TITLE)
        if not cells.get(head)
    ]
    code, indicator = cells.get(CODE, ""), cells.get(INDICATOR, "")
    most, way = words.read_number(cells.get(MOST, "")), _WAYS.get(fold(cells.get(WAY, "")))
    if code in taken:
        wrong.append((CODE, _("This code stands twice.")))
    if most is None or most <= 0:
        wrong.append((MOST, _("Write a number above zero, such as 1,5.")))
    if way is None:
        wrong.append((WAY, _("Write “Tỷ lệ”, “Bậc” or “Có/không”.")))
    if indicator and indicator not in known:
        wrong.append((INDICATOR, _("No figure has the code “%(code)s”.") % {"code": indicator}))
    full_at, steps, is_right = _levels(way, cells.get(LEVELS, ""))
    if not is_right:
        wrong.append((LEVELS, _("By ratio: such as 95; by steps: such as 90:100; 80:75; 70:50.")))
    if wrong or most is None or way is None:
        return None, wrong
    component = Component(
        code=code,
        title=cells[TITLE],
        most=most,
        way=way,
        full_at=full_at,
        steps=steps,
        indicator_code=indicator,
    )
    return component, []


def _levels(
    way: Way | None, text: str
) -> tuple[Decimal | None, tuple[tuple[Decimal, Decimal], ...], bool]:
    """Read what has all points, or the steps; tell whether it could be read."""
    if way is Way.RATIO:
        full_at = words.read_number(text) if text else _ALL
        return full_at, (), full_at is not None and full_at > 0
    if way is Way.STEPS:
        pairs = [
            tuple(words.read_number(part) for part in each.split(":")) for each in text.split(";")
        ]
        steps = [
            (pair[0], pair[1])
            for pair in pairs
            if len(pair) == 2 and pair[0] is not None and pair[1] is not None  # noqa: PLR2004 - a pair
        ]
        is_right = len(steps) == len(pairs) and all(0 <= share <= _ALL for _least, share in steps)
        return None, tuple(sorted(steps, reverse=True)), is_right
    return None, (), True


def _together(read: Sequence[tuple[str, str, Component]]) -> tuple[Domain, ...]:
    """Put lines that follow each other under one domain and criterion together."""
    return tuple(
        Domain(
            title=domain,
            criteria=tuple(
                Criterion(title=title, components=tuple(each for _d, _c, each in found))
                for title, found in groupby(list(of_domain), key=lambda line: line[1])
            ),
        )
        for domain, of_domain in groupby(read, key=lambda line: line[0])
    )


def levels_text(component: Component) -> str:
    """Return the levels of a component as a workbook has them."""
    if component.way is Way.RATIO:
        return programme.number_text(component.full_at or _ALL)
    return "; ".join(
        f"{programme.number_text(least)}:{programme.number_text(share)}"
        for least, share in component.steps
    )


def way_text(component: Component) -> str:
    """Return in words how a component is scored."""
    if component.way is Way.RATIO:
        return _("in proportion, all points from %(value)s %%") % {"value": levels_text(component)}
    if component.way is Way.STEPS:
        return _("by steps (from value: share of points) %(steps)s") % {
            "steps": levels_text(component)
        }
    return _("yes: all points, no: none")


def rows_of_index(domains: Sequence[Domain]) -> list[list[str]]:
    """Return an index as the lines that :func:`read_index` takes."""
    return [
        [
            domain.title,
            criterion.title,
            each.code,
            each.title,
            programme.number_text(each.most),
            _NAMES[each.way],
            levels_text(each),
            each.indicator_code,
        ]
        for domain in domains
        for criterion in domain.criteria
        for each in criterion.components
    ]
