"""Charts drawn by the server; what they show stands in a table beneath."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from motcua.kernel.analytics import api as analytics

from .. import rules
from ..types import Opened, Point

_LABELS = 6  # below the chart, at most


def history_chart(found: Opened) -> Mapping[str, Any] | None:
    """Return what ``board/parts/chart.html`` draws; None where there is no line to draw."""
    target = found.indicator.target
    drawn = rules.chart(
        [each.value for each in found.now],
        [each.value for each in found.year_before],
        None if target is None else float(target),
    )
    if drawn is None:
        return None
    return {
        "width": rules.WIDTH,
        "height": rules.HEIGHT,
        "now": [_line(each) for each in drawn.now],
        "before": [_line(each) for each in drawn.before],
        "ticks": [
            {"y": y, "text": analytics.shown(Fraction(value), found.indicator)}
            for value, y in drawn.ticks
        ],
        "target_y": drawn.target_y,
        "labels": _labels(found.now, drawn.columns),
    }


def _line(dots: Sequence[Any]) -> Mapping[str, Any]:
    return {"dots": dots, "points": " ".join(f"{dot.x},{dot.y}" for dot in dots)}


def _labels(points: Sequence[Point], columns: Sequence[float]) -> list[Mapping[str, Any]]:
    every = -(-len(points) // _LABELS)
    return [
        {"x": x, "text": point.short, "anchor": "end" if nth == len(points) - 1 else "middle"}
        for nth, (point, x) in enumerate(zip(points, columns, strict=True))
        if (len(points) - 1 - nth) % every == 0
    ]


def bar(value: float, most: float, *, tone: str = "") -> SafeString:
    """Draw a bar; the figure itself stands beside it."""
    width = round(100 * max(value, 0.0) / most, 1) if most else 0
    return format_html(
        '<svg class="bd-bar{}" viewBox="0 0 100 10" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false"><rect width="{}" height="10"></rect></svg>',
        f" bd-bar--{tone}" if tone else "",
        width,
    )
