"""Diagrams as SVG: drawn on the server, styled by the style sheet, read by screen readers."""

import textwrap
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from motcua.ui import words

from ..rules import Diagram, Edge, Lane, Node, NodeKind

LETTERS, LINES, LINE_HEIGHT = 19, 4, 16
LANE_LETTERS, LANE_LINES = 13, 5
POOL_X, POOL_HEAD, LANE_HEAD = 20, 30, 110


def as_svg(diagram: Diagram, *, key: str = "diagram") -> SafeString:
    """Return the drawing; the table beside it is its alternative in words.

    Args:
        key: Makes the ids unique where a page has two drawings.
    """
    return format_html(
        '<svg class="ps-svg" xmlns="http://www.w3.org/2000/svg" role="img"'
        ' aria-labelledby="{key}-title {key}-desc" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}">'
        '<title id="{key}-title">{title}</title><desc id="{key}-desc">{words}</desc>'
        '<defs><marker id="{key}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8"'
        ' markerHeight="8" orient="auto-start-reverse"><path d="M0 0 10 5 0 10z"'
        ' class="ps-svg__head"/></marker></defs>{lanes}{edges}{nodes}</svg>',
        key=key,
        width=diagram.width,
        height=diagram.height,
        title=_("Diagram: %(title)s") % {"title": diagram.title},
        words=in_words(diagram),
        lanes=_joined(_lane(lane, diagram) for lane in diagram.lanes),
        edges=_joined(_edge(edge, key) for edge in diagram.edges if not _is_late(edge)),
        nodes=_joined(_node(node) for node in diagram.nodes if node.kind is not NodeKind.LATE),
    )


def in_words(diagram: Diagram) -> str:
    """Return how many steps and lanes there are, and where to read them."""
    tasks = sum(node.kind is NodeKind.TASK for node in diagram.nodes)
    return _("%(steps)s steps in %(lanes)s lanes: %(names)s. The table says the same in words.") % {
        "steps": tasks,
        "lanes": len(diagram.lanes),
        "names": ", ".join(lane.name for lane in diagram.lanes),
    }


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _is_late(edge: Edge) -> bool:
    return edge.source.startswith("timer_")


def _text(lines: list[str], x: int, y: int, kind: str) -> SafeString:
    top = y - (len(lines) - 1) * LINE_HEIGHT // 2 + 5
    spans = format_html_join(
        "",
        '<tspan x="{}" y="{}">{}</tspan>',
        ((x, top + at * LINE_HEIGHT, line) for at, line in enumerate(lines)),
    )
    return format_html('<text class="{}" text-anchor="middle">{}</text>', kind, spans)


def _lines(text: str, letters: int, most: int) -> list[str]:
    lines = textwrap.wrap(text, letters, break_long_words=True) or [""]
    return (
        lines if len(lines) <= most else [*lines[: most - 1], lines[most - 1][: letters - 1] + "…"]
    )


def _lane(lane: Lane, diagram: Diagram) -> SafeString:
    x, width = POOL_X, diagram.width - 2 * POOL_X
    label = _text(
        _lines(lane.name, LANE_LETTERS, LANE_LINES),
        x + (POOL_HEAD + LANE_HEAD) // 2 - 10,
        lane.y + lane.height // 2,
        "ps-svg__lane-name",
    )
    return format_html(
        '<rect class="ps-svg__lane" x="{}" y="{}" width="{}" height="{}"/>'
        '<path class="ps-svg__rule" d="M{} {}v{}"/>{}',
        x,
        lane.y,
        width,
        lane.height,
        x + POOL_HEAD + LANE_HEAD - 20,
        lane.y,
        lane.height,
        label,
    )


def _edge(edge: Edge, key: str) -> SafeString:
    first, *others = edge.points
    way = f"M{first[0]} {first[1]}" + "".join(f"L{x} {y}" for x, y in others)
    kind = "ps-svg__flow ps-svg__flow--default" if edge.default else "ps-svg__flow"
    line = format_html('<path class="{}" d="{}" marker-end="url(#{}-arrow)"/>', kind, way, key)
    if not edge.condition:
        return line
    x, y = edge.points[-1]
    label = _text(_lines(edge.condition, LETTERS + 5, 2), x - 10, y - 52, "ps-svg__condition")
    return format_html("{}{}", line, label)


def _node(node: Node) -> SafeString:
    return _SHAPES[node.kind](node)


def _task(node: Node) -> SafeString:
    kind = f"ps-svg__task ps-svg__task--{node.step.kind.value.lower()}" if node.step else ""
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="10"/>{}',
        kind,
        node.x,
        node.y,
        node.width,
        node.height,
        _text(
            _lines(node.label, LETTERS, LINES),
            node.x + node.width // 2,
            node.middle - 4,
            "ps-svg__words",
        ),
    )


def _event(node: Node) -> SafeString:
    end = "ps-svg__event ps-svg__event--end" if node.kind is NodeKind.END else "ps-svg__event"
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>',
        end,
        node.x + node.width // 2,
        node.middle,
        node.width // 2,
    )


def _timer(node: Node) -> SafeString:
    x, y, r = node.x + node.width // 2, node.middle, node.width // 2
    hours = words.as_number(node.step.hours.normalize()) if node.step else ""
    return format_html(
        '<circle class="ps-svg__timer" cx="{x}" cy="{y}" r="{r}"/>'
        '<circle class="ps-svg__timer" cx="{x}" cy="{y}" r="{inner}"/>'
        '<path class="ps-svg__hands" d="M{x} {top}V{y}H{right}"/>'
        '<text class="ps-svg__hours" x="{after}" y="{base}">{hours}</text>',
        x=x,
        y=y,
        r=r,
        inner=r - 3,
        top=y - 7,
        right=x + 5,
        after=x + r + 6,
        base=y + 13,
        hours=_("%(hours)s h") % {"hours": hours},
    )


def _gateway(node: Node) -> SafeString:
    x, y, half = node.x + node.width // 2, node.middle, node.width // 2
    parallel = node.kind in {NodeKind.FORK, NodeKind.JOIN}
    sign = (
        f"M{x - 9} {y}H{x + 9}M{x} {y - 9}V{y + 9}"
        if parallel
        else f"M{x - 7} {y - 7}L{x + 7} {y + 7}M{x + 7} {y - 7}L{x - 7} {y + 7}"
    )
    return format_html(
        '<path class="ps-svg__gateway" d="M{} {}l{} {} {} {} {} {}z"/>'
        '<path class="ps-svg__sign" d="{}"/>',
        x,
        y - half,
        half,
        half,
        -half,
        half,
        -half,
        -half,
        sign,
    )


_SHAPES = {
    NodeKind.TASK: _task,
    NodeKind.START: _event,
    NodeKind.END: _event,
    NodeKind.TIMER: _timer,
    NodeKind.CHOICE: _gateway,
    NodeKind.JOIN_CHOICE: _gateway,
    NodeKind.FORK: _gateway,
    NodeKind.JOIN: _gateway,
}
