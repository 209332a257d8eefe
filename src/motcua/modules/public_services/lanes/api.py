"""The door: what other modules may use."""

from .errors import LaneHasEnded, LaneInvalid, LaneNotFound
from .events import LaneEnded, LaneEntered, LaneOpened
from .permissions import MANAGE, VIEW
from .queries import figures, list_lanes
from .types import Figures, Kind, LaneInfo
from .use_cases import end_lane, open_lane

__all__ = [
    "MANAGE",
    "VIEW",
    "Figures",
    "Kind",
    "LaneEnded",
    "LaneEntered",
    "LaneHasEnded",
    "LaneInfo",
    "LaneInvalid",
    "LaneNotFound",
    "LaneOpened",
    "end_lane",
    "figures",
    "list_lanes",
    "open_lane",
]
