"""A step table laid out as a BPMN diagram: lanes, nodes and flows with their places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby, pairwise

from motcua.kernel.cases import api as cases

POOL_X, POOL_Y, POOL_HEAD, LANE_HEAD = 20, 20, 30, 110
TASK_W, TASK_H, GATEWAY, EVENT, TIMER = 140, 76, 40, 32, 26
WIDE, NARROW, ROW, LANE_PAD = 176, 84, 128, 18
MARGIN = 30


class NodeKind(StrEnum):
    """What a node is."""

    START = "START"
    END = "END"
    TASK = "TASK"
    CHOICE = "CHOICE"
    JOIN_CHOICE = "JOIN_CHOICE"
    FORK = "FORK"
    JOIN = "JOIN"
    TIMER = "TIMER"
    LATE = "LATE"


_SIZES: Mapping[NodeKind, tuple[int, int]] = {
    NodeKind.TASK: (TASK_W, TASK_H),
    NodeKind.START: (EVENT, EVENT),
    NodeKind.END: (EVENT, EVENT),
    NodeKind.TIMER: (TIMER, TIMER),
    NodeKind.LATE: (TIMER, TIMER),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A shape with its place; ``step`` is what a task or a timer belongs to."""

    id: str
    kind: NodeKind
    lane: int
    x: int
    y: int
    width: int
    height: int
    label: str = ""
    step: cases.Step | None = None

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A flow with its bends; ``condition`` where a choice takes it, ``default`` where none."""

    id: str
    source: str
    target: str
    points: tuple[tuple[int, int], ...]
    condition: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Who does the steps in it."""

    id: str
    name: str
    y: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Everything that is drawn."""

    title: str
    width: int
    height: int
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class _Task:
    step: cases.Step


@dataclass(frozen=True, slots=True)
class _Beside:
    branches: tuple["_Choice | _Task", ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    condition: str
    inner: tuple["_Task | _Beside | _Choice", ...]


_Item = _Task | _Beside | _Choice


@dataclass(slots=True)
class _Spot:
    """A node whose place in the grid is known, not yet in points."""

    id: str
    kind: NodeKind
    column: int
    lane: int
    row: int
    step: cases.Step | None = None


@dataclass(slots=True)
class _Grid:
    """The nodes and flows in columns and lanes."""

    lane_of: Callable[[cases.Step], int]
    spots: list[_Spot] = field(default_factory=list)
    flows: list[tuple[_Spot, _Spot, str, bool]] = field(default_factory=list)
    used: dict[tuple[int, int], int] = field(default_factory=dict)

    def put(
        self, name: str, kind: NodeKind, column: int, lane: int, step: cases.Step | None = None
    ) -> _Spot:
        row = self.used.get((column, lane), 0)
        self.used[column, lane] = row + 1
        spot = _Spot(name, kind, column, lane, row, step)
        self.spots.append(spot)
        return spot

    def flow(self, source: _Spot, target: _Spot, condition: str = "", *, default: bool) -> None:
        self.flows.append((source, target, condition, default))


def draw(
    steps: Sequence[cases.Step], *, title: str, lane_name: Callable[[cases.Step], str]
) -> Diagram:
    """Lay a step table out from left to right, one lane for each who does steps.

    Opinions that are asked side by side stand between parallel gateways, steps with a condition
    between exclusive ones, and each step has the timer of its working time.
    """
    names = list(dict.fromkeys(map(lane_name, steps))) or [""]
    grid = _Grid(lane_of=lambda step: names.index(lane_name(step)))
    first_lane = grid.lane_of(steps[0]) if steps else 0
    start = grid.put("start", NodeKind.START, 0, first_lane)
    last, column = _place(grid, _items(steps), start, 1)
    end = grid.put("end", NodeKind.END, column, last.lane)
    grid.flow(last, end, default=False)
    return _measured(grid, names, title)


def _items(steps: Sequence[cases.Step]) -> tuple[_Item, ...]:
    """Return a table as blocks: opinions side by side together, then equal conditions together."""
    blocks: list[_Item] = []
    for asks, run in groupby(steps, key=lambda step: step.kind is cases.StepKind.CONSULT):
        together = list(run)
        several = asks and len(together) > 1
        blocks += _beside(together) if several else [_with_condition(one) for one in together]
    return tuple(_merged(blocks))


def _beside(steps: Sequence[cases.Step]) -> list[_Item]:
    shared = {step.condition for step in steps}
    if len(shared) == 1 and (condition := steps[0].condition):
        return [_Choice(condition, (_Beside(tuple(map(_Task, steps))),))]
    return [_Beside(tuple(map(_with_condition, steps)))]


def _with_condition(step: cases.Step) -> "_Choice | _Task":
    return _Choice(step.condition, (_Task(step),)) if step.condition else _Task(step)


def _merged(blocks: Iterable[_Item]) -> Iterable[_Item]:
    for condition, run in groupby(
        blocks, key=lambda one: one.condition if isinstance(one, _Choice) else ""
    ):
        if condition:
            parts = [part for one in run if isinstance(one, _Choice) for part in one.inner]
            yield _Choice(condition, tuple(parts))
        else:
            yield from run


def _place(
    grid: _Grid, items: Sequence[_Item], before: _Spot, column: int, condition: str = ""
) -> tuple[_Spot, int]:
    """Put blocks one after another; return the last node and the first free column."""
    for item in items:
        before, column = _PLACERS[type(item)](grid, item, before, column, condition)
        condition = ""
    return before, column


def _place_task(
    grid: _Grid, item: _Task, before: _Spot, column: int, condition: str
) -> tuple[_Spot, int]:
    step = item.step
    spot = grid.put(f"step_{step.seq}", NodeKind.TASK, column, grid.lane_of(step), step)
    grid.flow(before, spot, condition, default=False)
    return spot, column + 1


def _place_choice(
    grid: _Grid, item: _Choice, before: _Spot, column: int, condition: str
) -> tuple[_Spot, int]:
    number = _first(item).seq
    split = grid.put(f"choice_{number}", NodeKind.CHOICE, column, before.lane)
    grid.flow(before, split, condition, default=False)
    last, column = _place(grid, item.inner, split, column + 1, item.condition)
    merge = grid.put(f"choice_end_{number}", NodeKind.JOIN_CHOICE, column, before.lane)
    grid.flow(last, merge, default=False)
    grid.flow(split, merge, default=True)
    return merge, column + 1


def _place_beside(
    grid: _Grid, item: _Beside, before: _Spot, column: int, condition: str
) -> tuple[_Spot, int]:
    number = _first(item).seq
    fork = grid.put(f"fork_{number}", NodeKind.FORK, column, before.lane)
    grid.flow(before, fork, condition, default=False)
    ends = [_place(grid, (branch,), fork, column + 1) for branch in item.branches]
    after = max(free for _last, free in ends)
    join = grid.put(f"join_{number}", NodeKind.JOIN, after, before.lane)
    for last, _free in ends:
        grid.flow(last, join, default=False)
    return join, after + 1


_PLACERS: Mapping[type, Callable[..., tuple[_Spot, int]]] = {
    _Task: _place_task,
    _Choice: _place_choice,
    _Beside: _place_beside,
}


def _first(item: _Item) -> cases.Step:
    if isinstance(item, _Task):
        return item.step
    return _first(item.inner[0] if isinstance(item, _Choice) else item.branches[0])


def _measured(grid: _Grid, names: Sequence[str], title: str) -> Diagram:
    columns = _columns(grid.spots)
    rows = [
        1 + max((spot.row for spot in grid.spots if spot.lane == at), default=0)
        for at in range(len(names))
    ]
    lanes, y = [], POOL_Y
    for at, name in enumerate(names):
        height = rows[at] * ROW + LANE_PAD
        lanes.append(Lane(id=f"lane_{at + 1}", name=name, y=y, height=height))
        y += height
    nodes = {spot.id: _node(spot, columns, lanes[spot.lane]) for spot in grid.spots}
    edges = [
        Edge(
            id=f"flow_{number}",
            source=source.id,
            target=target.id,
            points=_bends(nodes[source.id], nodes[target.id], lanes[source.lane], over=default),
            condition=condition,
            default=default,
        )
        for number, (source, target, condition, default) in enumerate(grid.flows, start=1)
    ]
    timers = [made for node in nodes.values() if node.step for made in _timer(node)]
    late = [
        Edge(
            id=f"flow_{timer.id}",
            source=timer.id,
            target=end.id,
            points=((timer.x + TIMER, timer.middle), (end.x, end.middle)),
        )
        for timer, end in zip(timers[::2], timers[1::2], strict=True)
    ]
    width = max(node.x + node.width for node in nodes.values()) + MARGIN
    return Diagram(
        title=title,
        width=width + POOL_X,
        height=y + POOL_Y,
        lanes=tuple(lanes),
        nodes=(*nodes.values(), *timers),
        edges=(*edges, *late),
    )


def _columns(spots: Sequence[_Spot]) -> list[tuple[int, int]]:
    """Return where each column begins and how wide it is."""
    count = 1 + max(spot.column for spot in spots)
    wide = {spot.column for spot in spots if spot.kind is NodeKind.TASK}
    widths = [WIDE if at in wide else NARROW for at in range(count)]
    begins, found = POOL_X + POOL_HEAD + LANE_HEAD, list[tuple[int, int]]()
    for width in widths:
        found.append((begins, width))
        begins += width
    return found


def _node(spot: _Spot, columns: Sequence[tuple[int, int]], lane: Lane) -> Node:
    width, height = _SIZES.get(spot.kind, (GATEWAY, GATEWAY))
    begins, room = columns[spot.column]
    top = lane.y + LANE_PAD + spot.row * ROW
    return Node(
        id=spot.id,
        kind=spot.kind,
        lane=spot.lane,
        x=begins + (room - width) // 2,
        y=top + LANE_PAD // 2 + (TASK_H - height) // 2,
        width=width,
        height=height,
        label=spot.step.name if spot.step else "",
        step=spot.step,
    )


def _timer(task: Node) -> tuple[Node, Node]:
    """Return the timer on the edge of a task, and the notice that it leads to."""
    number = task.id.removeprefix("step_")
    x, y = task.x + 14, task.y + task.height - TIMER // 2
    return (
        Node(
            id=f"timer_{number}",
            kind=NodeKind.TIMER,
            lane=task.lane,
            x=x,
            y=y,
            width=TIMER,
            height=TIMER,
            step=task.step,
        ),
        Node(
            id=f"late_{number}",
            kind=NodeKind.LATE,
            lane=task.lane,
            x=x + 2 * TIMER,
            y=y + TIMER // 2 + 4,
            width=TIMER,
            height=TIMER,
            step=task.step,
        ),
    )


def _bends(source: Node, target: Node, lane: Lane, *, over: bool) -> tuple[tuple[int, int], ...]:
    if over:  # past the steps that are left out, above them
        x1, x2 = source.x + source.width // 2, target.x + target.width // 2
        above = lane.y + LANE_PAD // 2
        return ((x1, source.y), (x1, above), (x2, above), (x2, target.y))
    begin, end = (source.x + source.width, source.middle), (target.x, target.middle)
    if source.middle == target.middle:
        return (begin, end)
    if source.kind in {NodeKind.FORK, NodeKind.CHOICE}:
        x = source.x + source.width // 2
        edge = source.y + (source.height if target.middle > source.middle else 0)
        return ((x, edge), (x, target.middle), end)
    if target.kind in {NodeKind.JOIN, NodeKind.JOIN_CHOICE}:
        x = target.x + target.width // 2
        edge = target.y + (target.height if source.middle > target.middle else 0)
        return (begin, (x, source.middle), (x, edge))
    x = target.x - (WIDE - TASK_W) // 2
    return (begin, (x, source.middle), (x, target.middle), end)


def crossings(diagram: Diagram) -> int:
    """Count nodes that lie upon one another; a sound drawing has none."""
    solid = [node for node in diagram.nodes if node.kind not in {NodeKind.TIMER, NodeKind.LATE}]
    in_order = sorted(solid, key=lambda node: (node.lane, node.y, node.x))
    return sum(
        one.lane == other.lane and one.y == other.y and other.x < one.x + one.width
        for one, other in pairwise(in_order)
    )
