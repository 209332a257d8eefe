"""A diagram as BPMN 2.0 with its drawing, readable by any modeller."""

from collections.abc import Mapping
from decimal import Decimal
from xml.etree import ElementTree as ET

from .diagrams import POOL_HEAD, POOL_X, POOL_Y, Diagram, Edge, Node, NodeKind

NAMESPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
TARGET = "urn:motcua:processes"
_ELEMENTS: Mapping[NodeKind, str] = {
    NodeKind.START: "startEvent",
    NodeKind.END: "endEvent",
    NodeKind.TASK: "userTask",
    NodeKind.CHOICE: "exclusiveGateway",
    NodeKind.JOIN_CHOICE: "exclusiveGateway",
    NodeKind.FORK: "parallelGateway",
    NodeKind.JOIN: "parallelGateway",
    NodeKind.TIMER: "boundaryEvent",
    NodeKind.LATE: "endEvent",
}
_GATEWAYS = {NodeKind.CHOICE, NodeKind.JOIN_CHOICE, NodeKind.FORK, NodeKind.JOIN}
for _prefix, _uri in NAMESPACES.items():
    ET.register_namespace(_prefix, _uri)


def _name(prefix: str, local: str) -> str:
    return f"{{{NAMESPACES[prefix]}}}{local}"


def as_duration(hours: Decimal) -> str:
    """Return working hours as ISO 8601 writes a span, such as ``PT4H30M``."""
    minutes = int(hours * 60)
    whole, rest = divmod(minutes, 60)
    return "PT" + (f"{whole}H" if whole else "") + (f"{rest}M" if rest or not whole else "")


def as_bpmn(diagram: Diagram, *, code: str, version: str, late: str) -> bytes:
    """Return the diagram as an XML file.

    Args:
        code: Of the process; makes the ids readable.
        late: What the event at the end of an overdue step is called.
    """
    process_id = f"process_{code}"
    root = ET.Element(
        _name("bpmn", "definitions"),
        {
            "id": f"definitions_{code}",
            "targetNamespace": TARGET,
            "exporter": "motcua",
            "exporterVersion": version,
        },
    )
    collaboration = ET.SubElement(root, _name("bpmn", "collaboration"), {"id": "collaboration"})
    ET.SubElement(
        collaboration,
        _name("bpmn", "participant"),
        {"id": "pool", "name": diagram.title, "processRef": process_id},
    )
    process = ET.SubElement(
        root,
        _name("bpmn", "process"),
        {"id": process_id, "name": diagram.title, "isExecutable": "false"},
    )
    _add_lanes(process, diagram)
    for node in diagram.nodes:
        _add_node(process, node, diagram.edges, late)
    for edge in diagram.edges:
        _add_flow(process, edge)
    _add_drawing(root, diagram)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _add_lanes(process: ET.Element, diagram: Diagram) -> None:
    lanes = ET.SubElement(process, _name("bpmn", "laneSet"), {"id": "lanes"})
    for at, lane in enumerate(diagram.lanes):
        made = ET.SubElement(lanes, _name("bpmn", "lane"), {"id": lane.id, "name": lane.name})
        for node in diagram.nodes:
            if node.lane == at:
                ET.SubElement(made, _name("bpmn", "flowNodeRef")).text = node.id


def _add_node(process: ET.Element, node: Node, edges: tuple[Edge, ...], late: str) -> None:
    made = ET.SubElement(
        process, _name("bpmn", _ELEMENTS[node.kind]), _attributes(node, edges, late)
    )
    if node.kind is NodeKind.TASK and (words := _papers(node)):
        ET.SubElement(made, _name("bpmn", "documentation")).text = words
    for tag, end in (("incoming", "target"), ("outgoing", "source")):
        for edge in edges:
            if getattr(edge, end) == node.id:
                ET.SubElement(made, _name("bpmn", tag)).text = edge.id
    if node.kind is NodeKind.LATE:
        ET.SubElement(made, _name("bpmn", "escalationEventDefinition"))
    elif node.kind is NodeKind.TIMER and node.step:
        definition = ET.SubElement(made, _name("bpmn", "timerEventDefinition"))
        _expression(definition, "timeDuration", as_duration(node.step.hours))


def _attributes(node: Node, edges: tuple[Edge, ...], late: str) -> dict[str, str]:
    attributes = {"id": node.id}
    if name := late if node.kind is NodeKind.LATE else node.label:
        attributes["name"] = name
    if node.kind is NodeKind.TIMER:
        attached = node.id.replace("timer_", "step_")
        attributes |= {"cancelActivity": "false", "attachedToRef": attached}
    elif node.kind is NodeKind.CHOICE:
        attributes["default"] = next(
            edge.id for edge in edges if edge.source == node.id and edge.default
        )
    if node.kind in _GATEWAYS:
        opens = node.kind in {NodeKind.CHOICE, NodeKind.FORK}
        attributes["gatewayDirection"] = "Diverging" if opens else "Converging"
    return attributes


def _expression(parent: ET.Element, tag: str, text: str) -> None:
    kind = {_name("xsi", "type"): "bpmn:tFormalExpression"}
    ET.SubElement(parent, _name("bpmn", tag), kind).text = text


def _papers(node: Node) -> str:
    step = node.step
    return " → ".join(words for words in (step.papers_in, step.papers_out) if words) if step else ""


def _add_flow(process: ET.Element, edge: Edge) -> None:
    made = ET.SubElement(
        process,
        _name("bpmn", "sequenceFlow"),
        {"id": edge.id, "sourceRef": edge.source, "targetRef": edge.target}
        | ({"name": edge.condition} if edge.condition else {}),
    )
    if edge.condition:
        _expression(made, "conditionExpression", edge.condition)


def _add_drawing(root: ET.Element, diagram: Diagram) -> None:
    drawing = ET.SubElement(root, _name("bpmndi", "BPMNDiagram"), {"id": "diagram"})
    plane = ET.SubElement(
        drawing, _name("bpmndi", "BPMNPlane"), {"id": "plane", "bpmnElement": "collaboration"}
    )
    width = diagram.width - 2 * POOL_X
    height = sum(lane.height for lane in diagram.lanes)
    _shape(plane, "pool", (POOL_X, POOL_Y, width, height), horizontal=True)
    for lane in diagram.lanes:
        box = (POOL_X + POOL_HEAD, lane.y, width - POOL_HEAD, lane.height)
        _shape(plane, lane.id, box, horizontal=True)
    for node in diagram.nodes:
        _shape(plane, node.id, (node.x, node.y, node.width, node.height))
    for edge in diagram.edges:
        made = ET.SubElement(
            plane,
            _name("bpmndi", "BPMNEdge"),
            {"id": f"{edge.id}_di", "bpmnElement": edge.id},
        )
        for x, y in edge.points:
            ET.SubElement(made, _name("di", "waypoint"), {"x": str(x), "y": str(y)})


def _shape(
    plane: ET.Element, element: str, box: tuple[int, int, int, int], *, horizontal: bool = False
) -> None:
    made = ET.SubElement(
        plane,
        _name("bpmndi", "BPMNShape"),
        {"id": f"{element}_di", "bpmnElement": element}
        | ({"isHorizontal": "true"} if horizontal else {}),
    )
    x, y, width, height = map(str, box)
    ET.SubElement(made, _name("dc", "Bounds"), {"x": x, "y": y, "width": width, "height": height})
