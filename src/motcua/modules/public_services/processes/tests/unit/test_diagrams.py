from decimal import Decimal
from itertools import combinations
from random import Random
from xml.etree import ElementTree as ET

import pytest

from motcua.modules.public_services.processes import rules
from motcua.modules.public_services.processes.rules import NodeKind
from motcua.modules.public_services.processes.rules.bpmn import NAMESPACES, as_duration
from motcua.modules.public_services.processes.types import Row

from ..factories import ASKING, SHORT
from .test_reading import steps_of

MODEL, DI = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("bpmn", "bpmndi"))


def drawn(rows):
    return rules.draw(steps_of(rows), title="Quy trình", lane_name=lambda step: step.role)


def a_table(random):
    """Return a table with opinions and conditions here and there."""
    middle = []
    for at in range(random.randint(1, 5)):
        group = f"g{at}"
        condition = random.choice(["", "", "x = 1", "x = 2"])
        if random.random() < 0.5:
            middle += [
                Row(
                    name=f"Hỏi {at} {nth}",
                    kind="CONSULT",
                    role=random.choice(["PARTNER", "SPECIALIST"]),
                    hours="2",
                    group=group,
                    condition=random.choice([condition, ""]),
                )
                for nth in range(random.randint(1, 3))
            ]
        middle.append(
            Row(name=f"Làm {at}", kind="HANDLE", role="SPECIALIST", hours="3", condition=condition)
        )
    return [SHORT[0], *middle, *SHORT[2:]]


def test_each_step_is_a_task_in_the_lane_of_its_post():
    diagram = drawn(SHORT)

    tasks = [node for node in diagram.nodes if node.kind is NodeKind.TASK]
    assert [node.label for node in tasks] == [row.name for row in SHORT]
    assert [diagram.lanes[node.lane].name for node in tasks] == [row.role for row in SHORT]


def test_opinions_stand_between_parallel_gateways_and_conditions_between_choices():
    kinds = [node.kind for node in drawn(ASKING).nodes]

    assert kinds.count(NodeKind.FORK) == kinds.count(NodeKind.JOIN) == 1
    assert kinds.count(NodeKind.CHOICE) == kinds.count(NodeKind.JOIN_CHOICE) == 1
    assert [edge.condition for edge in drawn(ASKING).edges if edge.condition] == [
        'channel = "POST"'
    ]


@pytest.mark.parametrize("seed", range(40))
def test_no_two_shapes_lie_upon_one_another_and_all_are_inside_their_lane(seed):
    diagram = drawn(a_table(Random(seed)))  # noqa: S311 - of tests

    solid = [n for n in diagram.nodes if n.kind not in {NodeKind.TIMER, NodeKind.LATE}]
    for one, other in combinations(solid, 2):
        apart = (
            one.x + one.width <= other.x
            or other.x + other.width <= one.x
            or one.y + one.height <= other.y
            or other.y + other.height <= one.y
        )
        assert apart, (one.id, other.id)
    for node in diagram.nodes:
        lane = diagram.lanes[node.lane]
        assert lane.y <= node.y
        assert node.y + node.height <= lane.y + lane.height
        assert node.x + node.width <= diagram.width


@pytest.mark.parametrize("seed", range(40))
def test_the_file_is_sound_bpmn(seed):
    """Every reference leads somewhere, every element is drawn, tokens are not lost."""
    diagram = drawn(a_table(Random(seed)))  # noqa: S311 - of tests

    root = ET.fromstring(rules.as_bpmn(diagram, code="QT-1", version="1", late="Trễ hạn"))  # noqa: S314 - our own

    process = root.find(f"{MODEL}process")
    participant = root.find(f"{MODEL}collaboration/{MODEL}participant")
    assert process is not None
    assert participant is not None
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert participant.get("processRef") == process.get("id")
    flows = {flow.get("id"): flow for flow in process.iter(f"{MODEL}sequenceFlow")}
    nodes = {
        node.get("id"): node
        for node in process
        if node.tag not in {f"{MODEL}laneSet", f"{MODEL}sequenceFlow"}
    }
    for flow_id, flow in flows.items():
        source, target = nodes[flow.get("sourceRef")], nodes[flow.get("targetRef")]
        assert flow_id in [each.text for each in source.findall(f"{MODEL}outgoing")]
        assert flow_id in [each.text for each in target.findall(f"{MODEL}incoming")]
    for node in nodes.values():
        into, out = node.findall(f"{MODEL}incoming"), node.findall(f"{MODEL}outgoing")
        kind = node.tag.removeprefix(MODEL)
        if kind == "startEvent":
            assert (len(into), len(out)) == (0, 1)
        elif kind == "endEvent":
            assert (len(into), len(out)) == (1, 0)
        elif kind == "boundaryEvent":
            assert nodes[node.get("attachedToRef")].tag == f"{MODEL}userTask"
            assert (len(into), len(out)) == (0, 1)
        elif kind == "userTask":
            assert (len(into), len(out)) == (1, 1)
        else:
            assert (len(into) == 1) != (len(out) == 1)
        if kind == "exclusiveGateway" and len(out) > 1:
            assert node.get("default") in [each.text for each in out]
    lanes = [ref.text or "" for ref in process.iter(f"{MODEL}flowNodeRef")]
    assert sorted(lanes) == sorted(map(str, nodes))
    drawn_ids = {shape.get("bpmnElement") for shape in root.iter(f"{DI}BPMNShape")}
    edges = {edge.get("bpmnElement") for edge in root.iter(f"{DI}BPMNEdge")}
    assert set(nodes) <= drawn_ids
    assert edges == set(flows)


def test_timers_say_the_working_time():
    assert as_duration(Decimal("4.5")) == "PT4H30M"
    assert as_duration(Decimal("0.25")) == "PT15M"
    assert as_duration(Decimal(8)) == "PT8H"
