"""A figure parted by the officers through whose hands it went."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from motcua.foundation.actors import Actor

from ..types import Hand, Hands, ListHandled, ListRows, Measure, Period, Row


def parted(handled: ListHandled) -> Hands:
    """Return how a figure opens by officer, given all its rows with who handled each."""

    def hands(actor: Actor, unit_id: UUID, period: Period) -> Sequence[Hand]:
        measures: dict[UUID | None, Measure] = defaultdict(Measure)
        names: dict[UUID | None, str] = {}
        for each in handled(actor, unit_id, period):
            names.setdefault(each.account_id, each.handler)
            measures[each.account_id] += Measure(int(each.row.counted), 1)
        return [
            Hand(account_id=account_id, name=names[account_id], measure=measure)
            for account_id, measure in measures.items()
        ]

    def rows_of(account_id: UUID | None) -> ListRows:
        def rows(
            actor: Actor, unit_id: UUID, period: Period, after: str, limit: int
        ) -> Sequence[Row]:
            found = handled(actor, unit_id, period)
            his = (each.row for each in found if each.account_id == account_id)
            return [row for row in his if row.code > after][:limit]

        return rows

    return Hands(list=hands, rows_of=rows_of)
