"""Facts told to the house."""

from dataclasses import dataclass

from motcua.foundation.events import Event


@dataclass(frozen=True, kw_only=True)
class FieldArranged(Event, code="board.field_arranged", stream="field_code"):
    """Somebody said what is watched in a field of work, and in which order."""

    field_code: str
    title: str
    tiles: tuple[str, ...]
    waits_for: str = ""
    owner: str = ""
    is_shown: bool = True


@dataclass(frozen=True, kw_only=True)
class FieldsOrdered(Event, code="board.fields_ordered", stream="page"):
    """Somebody put the fields of work in another order."""

    page: str
    field_codes: tuple[str, ...]


ALL = (FieldArranged, FieldsOrdered)
