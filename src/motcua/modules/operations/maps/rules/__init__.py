"""Pure rules: how shapes come onto paper, where names stand, and which colour a figure has."""

from .drawing import Frame, frame_of, inner_point
from .labels import label_of
from .placing import BESIDE, Spot, Wanted, place
from .shading import step_of, steps

__all__ = [
    "BESIDE",
    "Frame",
    "Spot",
    "Wanted",
    "frame_of",
    "inner_point",
    "label_of",
    "place",
    "step_of",
    "steps",
]
