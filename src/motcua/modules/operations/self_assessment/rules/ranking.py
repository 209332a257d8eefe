"""Who stands where."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID


def ranks(indices: Mapping[UUID, Decimal]) -> Mapping[UUID, int]:
    """Return the place of each unit, the best first; equal indices share a place."""
    return {
        unit_id: 1 + sum(other > index for other in indices.values())
        for unit_id, index in indices.items()
    }
