"""JSON lines: one record a line."""

import json
from collections.abc import Mapping

from ..types import Reason, Row, RowFault


def read_lines(data: bytes) -> tuple[tuple[Row, ...], tuple[RowFault, ...]]:
    """Return the records of a ``.jsonl`` file, and a fault for each line that is none."""
    rows, faults = list[Row](), list[RowFault]()
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        values = _object(line)
        if values is None:
            faults.append(RowFault(line=number, field="", reason=Reason.NOT_READABLE, details={}))
        else:
            rows.append(Row(number, values))
    return tuple(rows), tuple(faults)


def _object(line: bytes) -> Mapping[str, object] | None:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except ValueError:
        return None
    return values if isinstance(values, dict) else None
