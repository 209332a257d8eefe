"""The door: what other modules may use."""

from .events import BundleClosed, PartBegun, PartEnded
from .queries import find_bundle, find_kind, list_kinds
from .types import BundleInfo, BundleKind, PartInfo, PartKind, PartState
from .use_cases import complete_part, refuse_part

__all__ = [
    "BundleClosed",
    "BundleInfo",
    "BundleKind",
    "PartBegun",
    "PartEnded",
    "PartInfo",
    "PartKind",
    "PartState",
    "complete_part",
    "find_bundle",
    "find_kind",
    "list_kinds",
    "refuse_part",
]
