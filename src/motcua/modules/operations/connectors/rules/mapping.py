"""What an outside system answered, read by where things stand in it (JMESPath)."""

from decimal import Decimal
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError

from ..types import Line, SourceSettings


def is_expression(text: str) -> bool:
    """Tell whether a text says where something stands."""
    try:
        jmespath.compile(text)
    except (JMESPathError, ValueError):
        return False
    return True


def pick(path: str, found: Any) -> Any:
    """Return what stands at a place; the whole without one, None where nothing stands.

    Raises:
        ValueError: It is asked for something that such a value does not have.
    """
    try:
        return jmespath.search(path, found) if path else found
    except JMESPathError as error:
        raise ValueError(str(error)) from error


def read_lines(answer: Any, by: SourceSettings) -> list[Line]:
    """Return the rows of an answer, as text; what is missing is empty.

    Raises:
        ValueError: There is no list where there should be one.
    """
    rows = pick(by.rows, answer)
    if not isinstance(rows, list):
        raise ValueError(by.rows or "@")  # noqa: TRY004 - the data, not the code
    return [_line(number, row, by) for number, row in enumerate(rows, 1)]


def _line(number: int, row: Any, by: SourceSettings) -> Line:
    def text(path: str) -> str:
        found = pick(path, row) if path else None
        if found is None or isinstance(found, dict | list | bool):
            return ""
        return f"{found:f}" if isinstance(found, Decimal) else str(found).strip()

    return Line(
        number=number,
        series_code=by.series_code or text(by.series),
        unit=text(by.unit),
        day=text(by.day),
        value=text(by.value),
        weight=text(by.weight),
    )
