"""Pure rules: how shapes come onto paper, and which colour a figure has."""

from .drawing import Frame, frame_of, inner_point
from .labels import label_of
from .shading import step_of, steps

__all__ = ["Frame", "frame_of", "inner_point", "label_of", "step_of", "steps"]
