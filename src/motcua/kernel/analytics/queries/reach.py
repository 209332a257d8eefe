"""Whose own counts make up the figure of a unit."""

from collections.abc import Collection, Mapping
from uuid import UUID

from motcua.kernel.organisation import api as organisation

from ..types import Reach


def members(unit_ids: Collection[UUID], reach: Reach) -> Mapping[UUID, frozenset[UUID]]:
    """Return the units whose own counts are added up for each unit; one query for a tree."""
    found = {unit_id: {unit_id} for unit_id in unit_ids}
    if reach is Reach.TREE:
        for below, line in organisation.lines_up().items():
            for above in found.keys() & set(line):
                found[above].add(below)
    return {unit_id: frozenset(ids) for unit_id, ids in found.items()}
