"""Every way to ask about bundles."""

from .panels import BundlePanel, JoinedErrands
from .parts import (
    find_bundle,
    find_kind,
    find_part,
    get_kind,
    get_part,
    holds_back,
    list_kinds,
    list_parts,
)

__all__ = [
    "BundlePanel",
    "JoinedErrands",
    "find_bundle",
    "find_kind",
    "find_part",
    "get_kind",
    "get_part",
    "holds_back",
    "list_kinds",
    "list_parts",
]
