"""Tables as typed, their time, their differences and their pictures, as pure functions."""

from .bpmn import as_bpmn
from .diagrams import Diagram, Edge, Lane, Node, NodeKind, draw
from .differences import compare
from .limits import allowed_hours, hours_of
from .pasting import read_pasted
from .tables import ROLES, TRAIT_MANDATORY_NO, RowReason, read_hours, read_row

__all__ = [
    "ROLES",
    "TRAIT_MANDATORY_NO",
    "Diagram",
    "Edge",
    "Lane",
    "Node",
    "NodeKind",
    "RowReason",
    "allowed_hours",
    "as_bpmn",
    "compare",
    "draw",
    "hours_of",
    "read_hours",
    "read_pasted",
    "read_row",
]
